"""How a file comes in: into memory, up to the most that any may have, and never onto a disk."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from backend.files import kinds


class InMemory(FileUploadHandler):
    """Keeps a file in memory; of one that is too long, one byte more than may be.

    Whoever reads it sees by its length that it is too long, and can say so beside its field.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.kept = BytesIO()
        self.room = kinds.AT_MOST + 1

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        """Keep what still has room, among all files of the request."""
        piece = raw_data[: self.room]
        self.room -= len(piece)
        self.kept.write(piece)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:  # noqa: ARG002
        size = self.kept.tell()
        self.kept.seek(0)
        # Its name may say who is in the picture: it is forgotten here.
        return InMemoryUploadedFile(self.kept, self.field_name, "file", None, size, None)
