"""Cases over HTTP: logging one, changing it, and each step of its life."""

from typing import Any, Protocol

from django.db.models import Prefetch, QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.models import User
from backend.api.etag import expected_version
from backend.api.serializers import NOT_FOUND, In
from backend.api.verbs import verb, write
from campaigns.models import Ask
from cases.access import require_to_edit
from cases.actions import cases, linking, log_case
from cases.api.cases.filters import CaseFilter
from cases.api.cases.shapes import (
    AssignCaseIn,
    CaseOut,
    CloseCaseIn,
    EditCaseIn,
    LinkReviewIn,
    LogCaseIn,
    ShareCaseIn,
)
from cases.api.finding import found
from cases.api.recorded import RecordedViewSet
from cases.models import AdvocacyCase, LawReview
from cases.queries.places import people_who_can_take

LINKS = ("issue_kinds", "asks", "provisions", "standards")


class Step(Protocol):
    """A step that needs no words: taking a case up, submitting or reopening it."""

    def __call__(self, case: AdvocacyCase, /, *, by: User) -> AdvocacyCase: ...


class CaseViewSet(RecordedViewSet[AdvocacyCase]):
    """Problems that networks take up for their members."""

    queryset = AdvocacyCase.objects.none()
    serializer_class = CaseOut
    filterset_class = CaseFilter
    search_fields = ("title", "summary", "reference")
    ordering_fields = ("created_at", "updated_at", "title", "reference")
    ordering = ("-created_at",)

    def get_queryset(self) -> QuerySet[AdvocacyCase]:
        seen = AdvocacyCase.objects.visible_to(self.person)
        return seen.prefetch_related(
            "issues",
            "provisions",
            "standards",
            Prefetch("asks", Ask.objects.visible_to(self.person)),
            Prefetch("reviews", LawReview.objects.visible_to(self.person)),
        )

    def case_of(self, row: AdvocacyCase) -> AdvocacyCase:
        return row

    def search(self, queryset: QuerySet[AdvocacyCase], text: str) -> QuerySet[AdvocacyCase]:
        """Find by words, or by a citation of a provision it is about."""
        asks, cited_by = Ask.objects.visible_to(self.person), "provisions__number"
        return found(queryset, text, fields=self.search_fields, cited_by=cited_by, asks=asks)

    @write(takes=LogCaseIn, answers=CaseOut, status=201)
    def create(self, _request: Request) -> Response:
        """Log a case. Sent twice with the same id, it is logged once."""
        new = log_case.NewCase(**self.parse(LogCaseIn))
        return self.answer_created(log_case.log_case(new, by=self.person))

    @write(takes=EditCaseIn, answers=CaseOut)
    def partial_update(self, request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Change what is written in a case, and what it points at."""
        case, version = self.get_object(), expected_version(request)
        given = self.parse(EditCaseIn)
        links = cases.Links(**{name: given.pop(name) for name in LINKS if name in given})
        changed = cases.edit(case, by=self.person, version=version, links=links, **given)
        return self.answer_changed(changed)

    @verb("activate", answers=CaseOut)
    def activate(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Take up a logged case."""
        return self._take(cases.activate)

    @verb("submit", answers=CaseOut)
    def submit(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Record that the case was put before an authority."""
        return self._take(cases.submit)

    @verb("reopen", answers=CaseOut)
    def reopen(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Take an ended case up again."""
        return self._take(cases.reopen)

    def _take(self, step: Step) -> Response:
        case = self.get_object()
        self.parse(In)
        return self.answer_changed(step(case, by=self.person))

    @verb("close", takes=CloseCaseIn, answers=CaseOut)
    def close(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """End a case as won, partly won, lost or withdrawn."""
        case, given = self.get_object(), self.parse(CloseCaseIn)
        return self.answer_changed(cases.close(case, by=self.person, **given))

    @verb("share", takes=ShareCaseIn, answers=CaseOut)
    def share(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Set who besides the network may read a case; also narrows."""
        case, given = self.get_object(), self.parse(ShareCaseIn)
        return self.answer_changed(cases.share(case, by=self.person, with_=given["visibility"]))

    @verb("assign", takes=AssignCaseIn, answers=CaseOut)
    def assign(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Hand a case to somebody of its network who may work on it."""
        case, given = self.get_object(), self.parse(AssignCaseIn)
        # Before anybody is looked for: the answer would tell an outsider who is a member.
        require_to_edit(case, by=self.person)
        to = people_who_can_take(case).filter(pk=given["to"]).first()
        if to is None:
            raise ValidationError({"to": [NOT_FOUND]})
        return self.answer_changed(cases.assign(case, by=self.person, to=to))

    @verb("link-review", takes=LinkReviewIn, answers=CaseOut)
    def link_review(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Join a case to the law review that could answer it."""
        case, given = self.get_object(), self.parse(LinkReviewIn)
        linking.link_case(given["law_review"], case, by=self.person)
        return self.answer_changed(case)
