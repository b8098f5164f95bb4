"""Parliaments: their terms and sessions, and what lapsed when one was dissolved."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend import countries
from campaigns import access
from cases.models.review import LawReview, StageEvent


class PeriodKind(models.TextChoices):
    TERM = "term", _("term of parliament")
    SESSION = "session", _("session of parliament")


class ParliamentPeriod(models.Model):
    """A term or session of one parliament: what is not passed by its end may lapse."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.CharField(_("country"), max_length=2, validators=[countries.validate])
    kind = models.CharField(_("kind"), max_length=16, choices=PeriodKind)
    name = models.CharField(_("name"), max_length=200)
    names = models.JSONField(_("names in other languages"), default=dict, blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"))
    sources = models.JSONField(_("sources"), default=list, blank=True)

    class Meta:
        verbose_name = _("term or session of parliament")
        verbose_name_plural = _("terms and sessions of parliaments")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="cases_parliamentperiod_once", fields=["country", "kind", "ends_on"]
            ),
            models.CheckConstraint(
                name="cases_parliamentperiod_kind_is_known",
                condition=Q(kind__in=PeriodKind.values),
            ),
            models.CheckConstraint(
                name="cases_parliamentperiod_ends_after_it_starts",
                condition=Q(starts_on__isnull=True) | Q(starts_on__lte=F("ends_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DissolutionQuerySet(models.QuerySet["Dissolution"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep all: it is public. Of what lapsed, load only what ``user`` may see."""
        seen = LawReview.objects.visible_to(user)
        lapses = Lapse._default_manager.filter(event__law_review__in=seen)
        loaded = lapses.select_related("event__law_review").order_by("id")
        return self.prefetch_related(models.Prefetch("lapses", loaded))

    def standing(self) -> Self:
        """Keep what was not undone."""
        return self.filter(undone_at__isnull=True)


DissolutionManager = models.Manager.from_queryset(DissolutionQuerySet)


class Dissolution(models.Model):
    """One batch: a parliament was dissolved, and with it lapsed what lay before it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.CharField(_("country"), max_length=2, validators=[countries.validate])
    on = models.DateField(_("dissolved on"))
    source_url = models.URLField(_("source"), max_length=500)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("why it was undone"), blank=True)

    objects = DissolutionManager()

    class Meta:
        verbose_name = _("dissolution of parliament")
        verbose_name_plural = _("dissolutions of parliament")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="cases_dissolution_stands_once_a_day",
                fields=["country", "on"],
                condition=Q(undone_at__isnull=True),
            ),
            models.CheckConstraint(
                name="cases_dissolution_undone_says_by_whom",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.on}"


class Lapse(models.Model):
    """One review's part in a dissolution: the fact with which it lapsed."""

    id = models.BigAutoField(primary_key=True)
    dissolution = models.ForeignKey(Dissolution, models.PROTECT, related_name="lapses")
    event = models.OneToOneField(StageEvent, models.PROTECT, related_name="lapse")

    class Meta:
        verbose_name = _("lapse by dissolution")
        verbose_name_plural = _("lapses by dissolution")

    def __str__(self) -> str:
        return f"lapse {self.event_id}"
