"""The law as coded lists: instruments, provisions, international standards."""

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend import countries
from campaigns.models import Ask
from cases.citations import citation_key

if TYPE_CHECKING:
    from cases.models.case import AdvocacyCase


class InstrumentKind(models.TextChoices):
    CONSTITUTION = "constitution", _("constitution")
    ACT = "act", _("act")
    DECREE = "decree", _("royal or executive decree")
    REGULATION = "regulation", _("ministerial regulation")
    ORDER = "order", _("administrative order")
    JUDGMENT = "judgment", _("judgment")
    AGREEMENT = "agreement", _("collective agreement")


class Instrument(models.Model):
    """A law of one country, apart from its versions.

    ``akn_id`` follows the Akoma Ntoso naming idea: '/akn/th/act/2533/social-security'.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    akn_id = models.CharField(_("identifier"), max_length=200, unique=True)
    country = models.CharField(_("country"), max_length=2, validators=[countries.validate])
    kind = models.CharField(_("kind"), max_length=32, choices=InstrumentKind)
    title = models.CharField(_("title"), max_length=300)
    titles = models.JSONField(_("titles in other languages"), default=dict, blank=True)
    about = models.TextField(_("about"), blank=True)
    gazette = models.CharField(_("gazette reference"), max_length=200, blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)

    class Meta:
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_instrument_kind_is_known",
                condition=Q(kind__in=InstrumentKind.values),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProvisionQuerySet(models.QuerySet["Provision"]):
    def cited_as(self, text: str) -> Self:
        """Keep provisions that ``text`` cites: "Article 33", "มาตรา ๓๓" and "ม.33" are one."""
        return self.filter(number=citation_key(text))


ProvisionManager = models.Manager.from_queryset(ProvisionQuerySet)


class Provision(models.Model):
    """One numbered part of an instrument, such as Section 33 of the Social Security Act."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="provisions")
    kind = models.CharField(_("kind"), max_length=32, default="section", help_text="'section'.")
    number = models.CharField(_("number"), max_length=32, help_text="'33', '4(4)'.")
    title = models.CharField(_("title"), max_length=300, blank=True)
    titles = models.JSONField(_("titles in other languages"), default=dict, blank=True)
    aliases = models.JSONField(
        _("other spellings"), default=list, blank=True, help_text="['Article 33', 'มาตรา 33']"
    )
    asks = models.ManyToManyField(
        Ask, related_name="provisions", blank=True, verbose_name=_("asks about it")
    )
    sources = models.JSONField(_("sources"), default=list, blank=True)

    objects = ProvisionManager()

    class Meta:
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="cases_provision_once", fields=["instrument", "kind", "number"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind.capitalize()} {self.number}"


class StandardKind(models.TextChoices):
    CONVENTION = "convention", _("Convention")
    RECOMMENDATION = "recommendation", _("Recommendation")


class Standard(models.Model):
    """An international labour standard, picked by its code and never typed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("code"), max_length=8, unique=True, help_text="'C102'.")
    kind = models.CharField(_("kind"), max_length=16, choices=StandardKind)
    number = models.PositiveSmallIntegerField(_("number"))
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=300)
    titles = models.JSONField(_("titles in other languages"), default=dict, blank=True)
    about = models.TextField(_("about"), blank=True)
    url = models.URLField(_("page of the ILO"), blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)

    class Meta:
        verbose_name = _("standard")
        verbose_name_plural = _("standards")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_standard_kind_is_known",
                condition=Q(kind__in=StandardKind.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class ArticleKind(models.TextChoices):
    ARTICLE = "article", _("article")
    BRANCH = "branch", _("branch")
    GUARANTEE = "guarantee", _("guarantee")


class StandardArticle(models.Model):
    """An article, branch or guarantee of a standard: what a case can point at."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    standard = models.ForeignKey(Standard, models.CASCADE, related_name="articles")
    kind = models.CharField(_("kind"), max_length=16, choices=ArticleKind)
    code = models.CharField(_("code"), max_length=32, help_text="'14', 'maternity'.")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("title"), max_length=300)
    titles = models.JSONField(_("titles in other languages"), default=dict, blank=True)
    text = models.TextField(_("text"), blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)

    newest_cases: "list[AdvocacyCase]"  # what ``queries.reference`` adds

    class Meta:
        verbose_name = _("part of a standard")
        verbose_name_plural = _("parts of standards")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="cases_standardarticle_once", fields=["standard", "kind", "code"]
            ),
            models.CheckConstraint(
                name="cases_standardarticle_kind_is_known",
                condition=Q(kind__in=ArticleKind.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.standard.code}: {self.title}"
