"""Cases that may be about the same thing, so that one is not logged twice."""

from uuid import UUID

from django.db.models import Q

from campaigns.access import Visitor
from cases.models import AdvocacyCase, Answers, CaseIssue

MOST = 3
_LOOKED_AT = 100
"""The newest that share anything at all; of these the most alike are shown."""
_MOST_WORDS = 8
_SHORTEST_WORD = 4
_ALIKE = 0.9
"""Titles count double: half the title, or all the kinds, are about enough."""


def similar_to(answers: Answers, *, network: UUID, reader: Visitor) -> list[AdvocacyCase]:
    """Return what ``reader`` may see of ``network`` that is like ``answers``, most alike first."""
    visible = AdvocacyCase.objects.visible_to(reader).filter(network=network)
    nearby = visible.filter(_shares_anything(answers)).order_by("-created_at", "-id")
    rows = nearby.prefetch_related("issues", "provisions")[:_LOOKED_AT]
    weighed = [(_likeness(answers, row), row) for row in rows]
    alike = [(weight, row) for weight, row in weighed if weight >= _ALIKE]
    alike.sort(key=lambda pair: pair[0], reverse=True)
    return [row for _weight, row in alike[:MOST]]


def _shares_anything(answers: Answers) -> Q:
    issues = CaseIssue.objects.filter(kind__in=answers.issue_kinds)
    about = AdvocacyCase.provisions.through._default_manager.filter(
        provision__in=[UUID(key) for key in answers.provisions]
    )
    shared = Q(pk__in=issues.values("case")) | Q(pk__in=about.values("advocacycase"))
    for word in answers.title.split()[:_MOST_WORDS]:
        if len(word) >= _SHORTEST_WORD:
            shared |= Q(title__icontains=word)
    return shared


def _likeness(answers: Answers, case: AdvocacyCase) -> float:
    kinds = {issue.kind for issue in case.issues.all()}
    provisions = {str(provision.pk) for provision in case.provisions.all()}
    return (
        2 * _overlap(_threes(answers.title), _threes(case.title))
        + _overlap(set(answers.issue_kinds), kinds)
        + _overlap(set(answers.provisions), provisions)
    )


def _threes(text: str) -> set[str]:
    """Return the runs of three letters: they need no spaces, which Thai and Burmese have not."""
    letters = "".join(text.casefold().split())
    return {letters[at : at + 3] for at in range(len(letters) - 2)}


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
