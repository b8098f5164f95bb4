"""A proposed text in its clauses, and the cases that show why each is needed."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Permission
from campaigns import access
from cases.models.case import AdvocacyCase
from cases.models.law import Provision, StandardArticle
from cases.models.review import LawReview
from cases.models.sight import in_sight


class ClauseQuerySet(models.QuerySet["Clause"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep the clauses of reviews ``user`` may see."""
        return self.filter(in_sight(user, Permission.REVIEW_READ, prefix="law_review__"))

    def in_order(self) -> Self:
        return self.order_by("position", "number", "id")


ClauseManager = models.Manager.from_queryset(ClauseQuerySet)


class Clause(models.Model):
    """One clause of the text a review proposes, with what it replaces.

    ``wording`` counts how often its text changed: evidence that was tagged to another wording
    has to be looked at again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    law_review = models.ForeignKey(LawReview, models.CASCADE, related_name="clauses")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    number = models.CharField(_("number"), max_length=32, help_text="'1', '4(2)'.")
    heading = models.CharField(_("heading"), max_length=200)
    before = models.TextField(_("text today"), blank=True)
    after = models.TextField(_("text proposed"), blank=True)
    amends = models.ForeignKey(
        Provision, models.PROTECT, null=True, blank=True, related_name="amended_by"
    )
    articles = models.ManyToManyField(
        StandardArticle, related_name="clauses", blank=True, verbose_name=_("answers to")
    )
    wording = models.PositiveIntegerField(default=1)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = ClauseManager()

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        constraints: ClassVar = [
            models.UniqueConstraint(name="cases_clause_once", fields=["law_review", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.heading}"

    def audience(self) -> access.Audience:
        """Tell who may see it: those who may see its review."""
        return self.law_review.audience()


class Bearing(models.TextChoices):
    """What a case has to do with a clause."""

    SHOWS_NEED = "shows_need", _("shows why the clause is needed")
    SOLVED = "solved", _("would be solved by the clause")


class ClauseTagQuerySet(models.QuerySet["ClauseTag"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep tags of which ``user`` may see both the clause and the case."""
        cases = AdvocacyCase.objects.visible_to(user).values("pk")
        return self.filter(
            in_sight(user, Permission.REVIEW_READ, prefix="clause__law_review__"), case__in=cases
        )

    def fitting(self) -> Self:
        """Keep what was tagged to the wording that its clause has now."""
        return self.filter(wording=F("clause__wording"))

    def with_recheck(self) -> Self:
        """Derive ``to_recheck``: it was tagged to another wording than the clause has now."""
        return self.annotate(
            to_recheck=models.ExpressionWrapper(
                ~Q(wording=F("clause__wording")), output_field=models.BooleanField()
            )
        )


ClauseTagManager = models.Manager.from_queryset(ClauseTagQuerySet)


class ClauseTag(models.Model):
    """One case as evidence for one clause."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clause = models.ForeignKey(Clause, models.CASCADE, related_name="tags")
    case = models.ForeignKey(AdvocacyCase, models.CASCADE, related_name="clause_tags")
    bearing = models.CharField(_("bearing"), max_length=16, choices=Bearing)
    wording = models.PositiveIntegerField(_("wording it was tagged to"), default=1)
    tagged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    tagged_at = models.DateTimeField()

    objects = ClauseTagManager()

    to_recheck: bool  # what ``with_recheck`` adds

    class Meta:
        verbose_name = _("evidence for a clause")
        verbose_name_plural = _("evidence for clauses")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="cases_clausetag_once", fields=["clause", "case", "bearing"]
            ),
            models.CheckConstraint(
                name="cases_clausetag_bearing_is_known", condition=Q(bearing__in=Bearing.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.bearing} {self.clause_id}"
