"""What is fought for together: campaigns, their themes and their asks."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.accounts.roles import Permission
from campaigns import access
from campaigns.models.network import Network


class ThematicArea(models.Model):
    """One theme of a published list, such as the Global Flagship Programme's sixteen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.CharField(_("list"), max_length=32, help_text="'flagship', 'ilo'.")
    code = models.CharField(_("code"), max_length=64)
    phase = models.CharField(_("phase"), max_length=32, blank=True, help_text="'2021-25'.")
    group = models.CharField(_("group"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("name"), max_length=200)
    names = models.JSONField(_("names in other languages"), default=dict, blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)

    class Meta:
        verbose_name = _("thematic area")
        verbose_name_plural = _("thematic areas")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="campaigns_thematicarea_once", fields=["scheme", "phase", "code"]
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CampaignStatus(models.TextChoices):
    ACTIVE = "active", _("active")
    WON = "won", _("won")
    CLOSED = "closed", _("closed")


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep public campaigns, one's networks' campaigns, and an officer's country's."""
        reach = access.reach_of(user, Permission.CAMPAIGN_READ)
        if reach.everywhere:
            return self
        joined = Campaign.allies.through._default_manager.filter(network__in=reach.networks)
        return self.filter(
            Q(is_public=True)
            | Q(lead_network__in=reach.networks)
            | Q(country__in=reach.countries)
            | Q(pk__in=joined.values("campaign"))
        )

    def of_network(self, network: uuid.UUID) -> Self:
        """Keep the campaigns a network leads or is allied to."""
        joined = Campaign.allies.through._default_manager.filter(network=network)
        return self.filter(Q(lead_network=network) | Q(pk__in=joined.values("campaign")))

    def with_parts(self) -> Self:
        """Load what a campaign's page or answer shows beside its own row."""
        return self.select_related("lead_network").prefetch_related("allies", "thematic_areas")


CampaignManager = models.Manager.from_queryset(CampaignQuerySet)


class Campaign(models.Model):
    """A common effort of networks in one country to change something for domestic workers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("short name in addresses"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    titles = models.JSONField(_("titles in other languages"), default=dict, blank=True)
    summary = models.TextField(_("in plain words"), blank=True)
    summaries = models.JSONField(_("summaries in other languages"), default=dict, blank=True)
    country = models.CharField(_("country"), max_length=2, validators=[countries.validate])
    lead_network = models.ForeignKey(
        Network, models.PROTECT, related_name="led_campaigns", verbose_name=_("lead network")
    )
    allies = models.ManyToManyField(
        Network, related_name="allied_campaigns", blank=True, verbose_name=_("allied networks")
    )
    thematic_areas = models.ManyToManyField(
        ThematicArea, related_name="campaigns", blank=True, verbose_name=_("thematic areas")
    )
    status = models.CharField(
        _("status"), max_length=16, choices=CampaignStatus, default=CampaignStatus.ACTIVE
    )
    is_public = models.BooleanField(
        _("public"), default=False, help_text=_("Anybody may read it, also without signing in.")
    )
    sources = models.JSONField(_("sources"), default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CampaignManager()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="campaigns_campaign_status_is_known",
                condition=Q(status__in=CampaignStatus.values),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def audience(self) -> access.Audience:
        """Tell who may see this campaign: the other direction of ``visible_to``."""
        allied = Network.objects.filter(allied_campaigns=self.pk).values("pk")
        return access.Audience(
            access.holding(
                Permission.CAMPAIGN_READ, networks=[self.lead_network_id], country=self.country
            )
            | access.holding_in(Permission.CAMPAIGN_READ, networks=allied),
            everyone=self.is_public,
        )


class AskQuerySet(models.QuerySet["Ask"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep the asks of campaigns ``user`` may see."""
        return self.filter(campaign__in=Campaign.objects.visible_to(user).values("pk"))


AskManager = models.Manager.from_queryset(AskQuerySet)


class Ask(models.Model):
    """One demand of a campaign: what should be changed, and by whom."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="asks")
    slug = models.SlugField(_("short name in addresses"), max_length=80)
    title = models.CharField(_("title"), max_length=200)
    titles = models.JSONField(_("titles in other languages"), default=dict, blank=True)
    text = models.TextField(_("what is demanded"), blank=True)
    texts = models.JSONField(_("texts in other languages"), default=dict, blank=True)
    addressed_to = models.CharField(_("addressed to"), max_length=200, blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AskManager()

    class Meta:
        verbose_name = _("ask")
        verbose_name_plural = _("asks")
        constraints: ClassVar = [
            models.UniqueConstraint(name="campaigns_ask_once", fields=["campaign", "slug"]),
        ]

    def __str__(self) -> str:
        return self.title

    def audience(self) -> access.Audience:
        """Tell who may see this ask: those who may see its campaign."""
        return self.campaign.audience()


class AskOptionQuerySet(models.QuerySet["AskOption"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep the options of asks ``user`` may see."""
        return self.filter(ask__in=Ask.objects.visible_to(user).values("pk"))


AskOptionManager = models.Manager.from_queryset(AskOptionQuerySet)


class AskOption(models.Model):
    """One of the rival answers to an ask, such as "Section 40 Plus" against "Section 33".

    An option that changes nothing is the status quo: to compare with, it is one as well.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ask = models.ForeignKey(Ask, models.CASCADE, related_name="options")
    slug = models.SlugField(_("short name in addresses"), max_length=80)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title = models.CharField(_("title"), max_length=200)
    titles = models.JSONField(_("titles in other languages"), default=dict, blank=True)
    text = models.TextField(_("what it would mean"), blank=True)
    texts = models.JSONField(_("texts in other languages"), default=dict, blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AskOptionManager()

    class Meta:
        verbose_name = _("option of an ask")
        verbose_name_plural = _("options of an ask")
        constraints: ClassVar = [
            models.UniqueConstraint(name="campaigns_askoption_once", fields=["ask", "slug"]),
        ]

    def __str__(self) -> str:
        return self.title

    def audience(self) -> access.Audience:
        """Tell who may see it: those who may see its ask."""
        return self.ask.audience()
