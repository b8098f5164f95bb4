"""Where sealed files are kept. Names say when they were put there, and nothing else."""

import datetime as dt
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, storages

_DAY, _MINUTE = "%Y%m%d", "%H%M"


class Gone(Exception):
    """There is no such file."""


def put(sealed: bytes, *, now: dt.datetime) -> str:
    """Keep what is sealed, and return its name once it is safely there."""
    now = now.astimezone(dt.UTC)
    name = f"{now:{_DAY}}/{now:{_MINUTE}}-{uuid.uuid4().hex}"
    return _store().save(name, ContentFile(sealed))


def get(name: str) -> bytes:
    """Return what is kept under a name.

    Raises:
        Gone: there is nothing.
    """
    try:
        with _store().open(name) as kept:
            content: bytes = kept.read()
            return content
    except FileNotFoundError as gone:
        raise Gone from gone


def delete(name: str) -> None:
    """Delete what is kept under a name; what is gone already may be deleted again."""
    _store().delete(name)


def put_between(since: dt.datetime, until: dt.datetime) -> Iterator[str]:
    """Return the names of what was put there from ``since`` up to ``until``, by the minute."""
    day = since.astimezone(dt.UTC).date()
    while day <= until.astimezone(dt.UTC).date():
        folder = f"{day:{_DAY}}"
        for name in _names_in(folder):
            if since <= _put_at(folder, name) <= until:
                yield f"{folder}/{name}"
        day += dt.timedelta(days=1)


def _names_in(folder: str) -> list[str]:
    try:
        return _store().listdir(folder)[1]
    except FileNotFoundError:
        return []


def _put_at(folder: str, name: str) -> dt.datetime:
    said = f"{folder}{name.removeprefix(_HALF).partition('-')[0]}"
    return dt.datetime.strptime(said, f"{_DAY}{_MINUTE}").replace(tzinfo=dt.UTC)


def _store() -> Storage:
    return storages["sealed"]


_HALF = "half-"
"""Before the name of what is not there yet as a whole."""


class OnDisk(FileSystemStorage):
    """Files of this machine alone; a file is there as a whole or not at all, and stays."""

    def __init__(self, **options: Any) -> None:
        modes = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        super().__init__(**{"allow_overwrite": False, **modes, **options})

    def _save(self, name: str, content: Any) -> str:
        whole = Path(self.path(name))
        whole.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = whole.with_name(f"{_HALF}{whole.name}")
        with open(half, "xb", opener=_mine_alone) as file:  # Path.open takes no opener
            file.writelines(content.chunks())
            file.flush()
            os.fsync(file.fileno())
        half.rename(whole)
        _keep_entry(whole.parent)
        return name


def _mine_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _keep_entry(folder: Path) -> None:
    """Write down the folder itself: a name is kept only once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
