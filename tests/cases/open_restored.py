"""``python -m tests.cases.open_restored``: open all that a restored house keeps in confidence.

Writes JSON: of each case what each sealed thing holds, or why it does not open.
"""

import json
import sys
from uuid import UUID

import django


def opened(content: bytes, case: UUID, place: str) -> str:
    from backend.crypto import Unreadable  # noqa: PLC0415  # once Django is set up
    from cases import sealing  # noqa: PLC0415

    try:
        return sealing.open_text(content, case=case, place=place)
    except (sealing.KeyDestroyed, Unreadable) as refusal:
        return type(refusal).__name__


def opened_of(case: UUID) -> list[str]:
    from backend.files import store  # noqa: PLC0415
    from cases.actions import custody  # noqa: PLC0415
    from cases.models import Evidence, Identity, Testimony  # noqa: PLC0415
    from cases.sealing import place_of  # noqa: PLC0415

    sealed = [
        (told.text or b"", place_of(told, "text")) for told in Testimony.objects.filter(case=case)
    ]
    for one in Identity.objects.filter(case=case):
        sealed += [(one.name, place_of(one, "name")), (one.contact, place_of(one, "contact"))]
    for file in Evidence.objects.filter(case=case):
        kept = {custody.ORIGINAL: file.original_name, custody.COPY: file.copy_name}
        sealed += [
            (store.get(name), custody.place_of(file.pk, part)) for part, name in kept.items()
        ]
    return [opened(content, case, place) for content, place in sealed]


if __name__ == "__main__":
    django.setup()
    from cases.models import AdvocacyCase, Milestone

    cases = {str(pk): opened_of(pk) for pk in AdvocacyCase.objects.values_list("pk", flat=True)}
    json.dump({"cases": cases, "milestones": Milestone.objects.count()}, sys.stdout)
