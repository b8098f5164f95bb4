"""Lists that a person narrowed, kept, and wants to hear of."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.access import Audience
from notifications.models.following import Cadence
from notifications.models.owned import OwnedQuerySet

MOST_NEEDED = 1000


class ListPage(models.TextChoices):
    """The lists that can be kept as a search."""

    CASES = "cases", _("Cases")
    REVIEWS = "reviews", _("Law reviews")
    SUPPORT = "support", _("ILO support")


class SavedSearchQuerySet(OwnedQuerySet["SavedSearch"]):
    pass


SavedSearchManager = models.Manager.from_queryset(SavedSearchQuerySet)


class SavedSearch(models.Model):
    """A list as she narrowed it. What is new in it is told, as far as she may see it then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="searches")
    page = models.CharField(_("list"), max_length=16, choices=ListPage)
    query = models.CharField(
        max_length=500, blank=True, help_text="What the list's address says: 'status=open&q=fee'."
    )
    name = models.CharField(_("name"), max_length=80)
    cadence = models.CharField(
        _("how often to look"), max_length=8, choices=Cadence, default=Cadence.DAILY
    )
    threshold = models.PositiveIntegerField(
        _("tell me from how many new ones"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_NEEDED)],
    )
    next_check_at = models.DateTimeField(help_text="When to look next.")
    created_at = models.DateTimeField()

    objects = SavedSearchManager()

    class Meta:
        verbose_name = _("search that is kept")
        verbose_name_plural = _("searches that are kept")
        indexes: ClassVar = [
            models.Index(fields=["next_check_at"], name="notifications_searches_due"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="notifications_savedsearch_once", fields=["user", "page", "query"]
            ),
            models.CheckConstraint(
                name="notifications_savedsearch_page_is_known",
                condition=Q(page__in=ListPage.values),
            ),
            models.CheckConstraint(
                name="notifications_savedsearch_cadence_is_known",
                condition=Q(cadence__in=Cadence.values),
            ),
            models.CheckConstraint(
                name="notifications_savedsearch_needs_something_new",
                condition=Q(threshold__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def waits_for_several(self) -> bool:
        return self.threshold > 1

    def audience(self) -> Audience:
        """Tell who may see it: who keeps it, and nobody else."""
        return Audience.of(self.user_id)


class SearchMatch(models.Model):
    """One thing a search has found: by its id alone, so nothing of it is kept here."""

    id = models.BigAutoField(primary_key=True)
    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="matches")
    thing_id = models.UUIDField()
    is_told = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("match of a search")
        verbose_name_plural = _("matches of searches")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="notifications_searchmatch_once", fields=["search", "thing_id"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.search_id} {self.thing_id}"
