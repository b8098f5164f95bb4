"""What organisers tell the keeper of a review, and her answers."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Permission, roles_with
from backend.calendars import Precision
from campaigns import access
from campaigns.models import Network
from cases.models.review import LawReview, StageEvent
from cases.models.sight import in_sight
from cases.stages import Stage


class ProposalState(models.TextChoices):
    OPEN = "open", _("waits for the officer")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep one's own about reviews one may see, and all about reviews one keeps."""
        rule = Q(law_review__country__in=access.reach_of(user, Permission.REVIEW_KEEP).countries)
        if user.is_active:  # roles end with a closed account by themselves, authorship does not
            seen = in_sight(user, Permission.REVIEW_READ, prefix="law_review__")
            rule |= Q(seen, proposed_by=user.pk)
        return self.filter(rule)

    def open(self) -> Self:
        return self.filter(state=ProposalState.OPEN)

    def with_place(self) -> Self:
        return self.select_related("law_review", "network")


ProposalManager = models.Manager.from_queryset(ProposalQuerySet)


class Proposal(models.Model):
    """A dated fact somebody heard of, with its source; no fact of the review until accepted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    law_review = models.ForeignKey(LawReview, models.CASCADE, related_name="proposals")
    stage = models.CharField(_("stage"), max_length=32, choices=Stage)
    on = models.DateField(_("date"))
    precision = models.CharField(
        _("known to the"), max_length=8, choices=Precision, default=Precision.DAY
    )
    summary = models.TextField(_("what happened"))
    source_title = models.CharField(_("source"), max_length=300, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500)
    state = models.CharField(
        _("state"), max_length=16, choices=ProposalState, default=ProposalState.OPEN
    )
    answer = models.TextField(_("answer"), blank=True)
    event = models.OneToOneField(StageEvent, models.PROTECT, null=True, related_name="proposal")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="proposals"
    )
    network = models.ForeignKey(
        Network,
        models.PROTECT,
        related_name="+",
        help_text="For which she proposed it. The keeper reads this and not who it was.",
    )
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = ProposalManager()

    class Meta:
        verbose_name = _("proposed update")
        verbose_name_plural = _("proposed updates")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_proposal_state_is_known", condition=Q(state__in=ProposalState.values)
            ),
            models.CheckConstraint(
                name="cases_proposal_stage_is_known", condition=Q(stage__in=Stage.values)
            ),
            models.CheckConstraint(
                name="cases_proposal_precision_is_known",
                condition=Q(precision__in=Precision.values),
            ),
            models.CheckConstraint(
                name="cases_proposal_names_what_happened_and_its_source",
                condition=~Q(summary="") & ~Q(source_url=""),
            ),
            models.CheckConstraint(
                name="cases_proposal_decided_says_when_and_by_whom",
                condition=Q(state="open", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state="open") & Q(decided_at__isnull=False, decided_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="cases_proposal_accepted_became_a_fact",
                condition=Q(state="accepted", event__isnull=False)
                | (~Q(state="accepted") & Q(event__isnull=True)),
            ),
            models.CheckConstraint(
                name="cases_proposal_declined_says_why",
                condition=~Q(state="declined") | ~Q(answer=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.stage}?"

    def audience(self) -> access.Audience:
        """Tell who may see this proposal: the other direction of ``visible_to``."""
        review = self.law_review
        readers = review.audience()
        keepers = Q(role__in=roles_with(Permission.REVIEW_KEEP), country=review.country)
        hers = Q(user=self.proposed_by_id) & readers.holders
        return access.Audience(
            keepers | hers, person=self.proposed_by_id if readers.everyone else None
        )
