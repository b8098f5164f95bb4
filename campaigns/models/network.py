"""Organisations of workers and those who stand with them."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend import countries
from backend.accounts.roles import Permission
from campaigns import access


class NetworkKind(models.TextChoices):
    DOMESTIC_WORKERS = "domestic_workers", _("domestic workers")
    MIGRANT_DOMESTIC_WORKERS = "migrant_domestic_workers", _("migrant domestic workers")
    INFORMAL_WORKERS = "informal_workers", _("informal workers")
    UNION = "union", _("trade union")
    SUPPORT_ORGANISATION = "support_organisation", _("support organisation")


class NetworkQuerySet(models.QuerySet["Network"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep one's own networks, those of the same campaigns, and an officer's country's."""
        reach = access.reach_of(user, Permission.NETWORK_READ)
        if reach.everywhere:
            return self
        ours = Q(led_campaigns__lead_network__in=reach.networks) | Q(
            led_campaigns__allies__in=reach.networks
        )
        theirs = Q(allied_campaigns__lead_network__in=reach.networks) | Q(
            allied_campaigns__allies__in=reach.networks
        )
        mine = Q(pk__in=reach.networks) | Q(country__in=reach.countries)
        met = Network._default_manager.filter(ours | theirs).values("pk")
        return self.filter(mine | Q(pk__in=met))


NetworkManager = models.Manager.from_queryset(NetworkQuerySet)


class Network(models.Model):
    """An organisation in one country whose members act together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("short name in addresses"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    names = models.JSONField(
        _("names in other languages"), default=dict, blank=True, help_text="{BCP 47 tag: name}"
    )
    kind = models.CharField(_("kind"), max_length=32, choices=NetworkKind)
    country = models.CharField(
        _("country"), max_length=2, validators=[countries.validate], help_text="ISO 3166-1 alpha-2."
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("federation it belongs to"),
    )
    languages = models.JSONField(
        _("languages"), default=list, blank=True, help_text="BCP 47 tags, ['my', 'shn']."
    )
    about = models.TextField(_("about"), blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = NetworkManager()

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="campaigns_network_kind_is_known",
                condition=Q(kind__in=NetworkKind.values),
            ),
            models.CheckConstraint(
                name="campaigns_network_is_not_its_own_parent",
                condition=~Q(parent=models.F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def audience(self) -> access.Audience:
        """Tell who may see this network: the other direction of ``visible_to``."""
        met = Network._default_manager.filter(
            Q(led_campaigns__lead_network=self.pk)
            | Q(led_campaigns__allies=self.pk)
            | Q(allied_campaigns__lead_network=self.pk)
            | Q(allied_campaigns__allies=self.pk)
        )
        return access.Audience(
            access.holding(Permission.NETWORK_READ, networks=[self.pk], country=self.country)
            | access.holding_in(Permission.NETWORK_READ, networks=met.values("pk"))
        )
