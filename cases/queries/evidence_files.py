"""The files of a case, as far as one reader may open them, and in whose hands each was."""

from dataclasses import dataclass

from backend.accounts.models import User
from cases.access import knows_people, may_take_down, may_take_original, may_withdraw
from cases.models import AdvocacyCase, Custody, Evidence, EvidenceKind
from cases.models.evidence import EvidenceQuerySet


@dataclass(frozen=True, slots=True)
class FilesOfCase:
    """How many files of a case somebody may open, and whether she may add one."""

    count: int
    may_add: bool

    @property
    def is_offered(self) -> bool:
        """Say whether there is anything behind the link for her."""
        return self.may_add or bool(self.count)


@dataclass(frozen=True, slots=True)
class FileShown:
    """One file with what its reader may do with it."""

    evidence: Evidence
    custody: list[Custody]
    may_withdraw: bool
    may_take_original: bool
    names_shown: bool
    """Outside the network nobody learns who of it handled the file."""

    @property
    def is_photo(self) -> bool:
        return self.evidence.kind == EvidenceKind.PHOTO

    @property
    def is_recording(self) -> bool:
        return self.evidence.kind == EvidenceKind.VOICE


def files_of(case: AdvocacyCase, *, reader: User) -> EvidenceQuerySet:
    """Return the files of ``case`` that ``reader`` may open, and those that were withdrawn."""
    return Evidence.objects.visible_to(reader).filter(case=case).with_place()


def counted(case: AdvocacyCase, *, reader: User) -> FilesOfCase:
    kept = files_of(case, reader=reader).kept()
    return FilesOfCase(kept.count(), may_take_down(case, by=reader))


def shown(evidence: Evidence, *, reader: User) -> FileShown:
    """Return one file, loaded with its place, and its chain of custody from the beginning."""
    is_kept = evidence.withdrawn_at is None
    return FileShown(
        evidence,
        list(evidence.custody.select_related("by").order_by("id")),
        may_withdraw=is_kept and may_withdraw(evidence, by=reader),
        may_take_original=is_kept and may_take_original(evidence, by=reader),
        names_shown=knows_people(evidence.case, by=reader),
    )


def others_who_may_open(case: AdvocacyCase, *, besides: User) -> int:
    """Count who else may open what ``besides`` would add."""
    new = Evidence(case=case, added_by=besides)
    return new.audience().users().exclude(pk=besides.pk).count()
