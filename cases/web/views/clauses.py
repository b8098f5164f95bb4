"""The brief of a review, its clauses, and the cases that speak for them."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from backend.accounts.roles import Permission
from backend.web.forms import Confirm
from backend.web.pages import FormPage
from campaigns import access
from cases.access import require_to_edit
from cases.actions import clauses
from cases.models import Clause, ClauseTag, LawReview
from cases.queries.brief import brief_of
from cases.queries.clauses import articles_to_answer, clauses_for, evidence_of, provisions_of
from cases.queries.few import FEWEST
from cases.web.forms.coverage import AddClause, RewordClause, TagClause
from cases.web.views.reviews import ReviewStep
from cases.web.views.steps import CaseStep


@login_not_required
@require_safe
def brief(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a review would change, clause by clause, and what speaks for each; to print."""
    review = get_object_or_404(LawReview.objects.visible_to(request.user), slug=slug)
    more = {
        "review": review,
        "brief": brief_of(review, reader=request.user),
        "fewest": FEWEST,
        "keeps": review.country in access.reach_of(request.user, Permission.REVIEW_KEEP).countries,
    }
    return render(request, "cases/brief.html", more)


@login_not_required
@require_safe
def clause(request: HttpRequest, clause_id: Any) -> HttpResponse:
    """Show one clause, before and after, with the cases that she may read and that speak for it."""
    visible = Clause.objects.visible_to(request.user)
    rows = visible.select_related("law_review", "amends__instrument")
    found = get_object_or_404(rows.prefetch_related("articles__standard"), pk=clause_id)
    review = found.law_review
    more = {
        "clause": found,
        "evidence": evidence_of(found, reader=request.user),
        "keeps": review.country in access.reach_of(request.user, Permission.REVIEW_KEEP).countries,
    }
    return render(request, "cases/clause.html", more)


class Add(ReviewStep[AddClause]):
    form_class = AddClause
    heading = _("Add a clause")
    lead = _(
        "The text of today beside the text proposed, so that everybody sees what would change."
    )
    button = _("Add it")
    done = _("The clause is added.")

    def get_form_kwargs(self) -> dict[str, Any]:
        more = {"provisions": provisions_of(self.review), "articles": articles_to_answer()}
        return super().get_form_kwargs() | more

    def act(self, form: AddClause) -> object:
        return clauses.add(self.review, clauses.NewClause(**form.cleaned_data), by=self.user)

    def get_success_url(self) -> str:
        return reverse("cases:brief", args=[self.review.slug])


class Reword(FormPage[RewordClause]):
    form_class = RewordClause
    heading = _("Reword the clause")
    lead = _("Cases tagged to the wording before will have to be looked at again.")
    done = _("The clause is changed.")

    @cached_property
    def clause(self) -> Clause:
        visible = Clause.objects.visible_to(self.user).select_related("law_review")
        return get_object_or_404(visible, pk=self.kwargs["clause_id"])

    def admit(self) -> None:
        review = self.clause.law_review
        access.require(self.user, Permission.REVIEW_KEEP, country=review.country)

    def subject(self) -> str:
        return str(self.clause)

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.clause, name) for name in RewordClause.base_fields}

    def get_success_url(self) -> str:
        return reverse("cases:clause", args=[self.clause.pk])

    def act(self, form: RewordClause) -> object:
        return clauses.reword(self.clause, by=self.user, **form.cleaned_data)


class Tag(CaseStep[TagClause]):
    form_class = TagClause
    heading = _("Make the case evidence for a clause")
    lead = _("In a brief only numbers are shown, and none below five.")
    button = _("Say so")
    done = _("The case speaks for that clause now.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"clauses": clauses_for(self.case, reader=self.user)}

    def act(self, form: TagClause) -> object:
        said = form.cleaned_data
        return clauses.tag(said["clause"], self.case, by=self.user, bearing=said["bearing"])

    def get_initial(self) -> dict[str, Any]:
        return {"clause": self.request.GET.get("clause", ""), "id": uuid4()}


class Untag(FormPage[Confirm]):
    form_class = Confirm
    heading = _("Take the case away from the clause")
    button = _("Take it away")
    done = _("It is no evidence for that clause any more.")

    @cached_property
    def tag(self) -> ClauseTag:
        visible = ClauseTag.objects.visible_to(self.user).select_related("case", "clause")
        return get_object_or_404(visible, pk=self.kwargs["tag_id"])

    def admit(self) -> None:
        require_to_edit(self.tag.case, by=self.user)

    def subject(self) -> str:
        return f"{self.tag.case.reference} · {self.tag.clause}"

    def get_success_url(self) -> str:
        return reverse("cases:clause", args=[self.tag.clause_id])

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        return clauses.untag(self.tag, by=self.user)
