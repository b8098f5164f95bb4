"""What the person of a case agreed to: a ledger that only grows.

One consent for each purpose, none by default,
and taking one back is as easy as giving it.
"""

import datetime as dt
import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Permission, roles_with
from campaigns import access
from campaigns.models import Network
from cases.models.case import AdvocacyCase


class Purpose(models.TextChoices):
    """What it may be used for. Each is agreed to by itself."""

    CASE_WORK = "case_work", _("to work on her case")
    NETWORK = "network", _("to tell others in the network")
    PARTNER = "partner", _("to tell one partner, named here")
    ILO = "ilo", _("to tell the ILO officer")
    GOVERNMENT = "government", _("to tell a government office")
    PUBLISH_PSEUDONYM = "publish_pseudonym", _("to publish it under another name")
    PUBLISH_NAME = "publish_name", _("to publish it under her name")
    PHOTO = "photo", _("to use her picture")
    VOICE = "voice", _("to use her voice")
    CONTACT = "contact", _("to get in touch with her, in the way named here")


NAMES_SOMEBODY = frozenset({Purpose.GOVERNMENT, Purpose.CONTACT})
"""Purposes that say in words which office or which way; a partner is a network."""


TEXT_VERSION = "2026-11"
"""Of ``EXPLAINED``: a new wording gets a new version, and the ledger says which one she heard."""
EXPLAINED: dict[Purpose, Promise] = {
    Purpose.CASE_WORK: _(
        "We write down what happened to you and keep it locked. Only the people who work on your "
        "case read it."
    ),
    Purpose.NETWORK: _("We tell others in our network what happened, without your name."),
    Purpose.PARTNER: _(
        "We show what you told us to one organisation that works with us. You know which one."
    ),
    Purpose.ILO: _(
        "We show what you told us to the officer of the ILO in this country. She does not learn "
        "your name from us."
    ),
    Purpose.GOVERNMENT: _(
        "We tell one government office. We cannot say what it does with what it hears."
    ),
    Purpose.PUBLISH_PSEUDONYM: _(
        "Anybody may read your story, under another name. Somebody who knows you may recognise you."
    ),
    Purpose.PUBLISH_NAME: _(
        "Anybody may read your story and your name: your employer, your family, the police. It "
        "cannot be called back everywhere."
    ),
    Purpose.PHOTO: _("We show a picture in which you can be recognised."),
    Purpose.VOICE: _("We let others hear your voice. Who knows it will know that it is you."),
    Purpose.CONTACT: _("We write to you or call you, in the one way that you name."),
}
"""What she is told before she agrees, in words of the language she knows."""


class ConsentMode(models.TextChoices):
    SPOKEN = "spoken", _("she said so")
    WRITTEN = "written", _("she signed")
    THUMB = "thumb", _("her thumbprint")
    VOICE = "voice", _("her voice was recorded")


class Basis(models.TextChoices):
    """On what the use rests. Which of these the law of a country knows is for its lawyers."""

    CONSENT = "consent", _("she agreed")
    MEMBERSHIP = "membership", _("work of the association for its own member")
    CLAIM = "claim", _("a legal claim that is being made")
    LIFE = "life", _("danger to somebody's life or health")


class Guardian(models.TextChoices):
    """Who agreed beside a girl of 15 to 17; a grown woman needs nobody."""

    NONE = "none", _("she is 18 or older")
    AGREED = "agreed", _("she is 15 to 17, and her parent or guardian agreed as well")
    BEST_INTEREST = (
        "best_interest",
        _("she is 15 to 17, and asking a parent would harm her: two of us decided"),
    )


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, user: access.Visitor) -> Self:
        """Keep consents about cases of networks whose cases one reads, and those one took."""
        ours = access.reach_of(user, Permission.CASE_READ).networks
        own = access.reach_of(user, Permission.CASE_READ_OWN).networks
        rule = Q(case__network__in=ours)
        if own:
            rule |= Q(case__network__in=own, taken_by=user.pk)
        return self.filter(rule)

    def in_force(self, *, on: dt.date) -> Self:
        """Keep what holds that day: not taken back, not run out."""
        return self.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=on), withdrawal=None)

    def with_place(self) -> Self:
        return self.select_related("case", "partner", "taken_by", "withdrawal")


ConsentManager = models.Manager.from_queryset(ConsentQuerySet)


class Consent(models.Model):
    """One purpose, agreed to once. Rows are never changed; taking back is a row of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(AdvocacyCase, models.PROTECT, related_name="consents")
    purpose = models.CharField(_("what for"), max_length=20, choices=Purpose)
    partner = models.ForeignKey(
        Network, models.PROTECT, null=True, related_name="+", verbose_name=_("which partner")
    )
    detail = models.CharField(_("which office, or which way"), max_length=120, blank=True)
    basis = models.CharField(
        _("on what it rests"), max_length=12, choices=Basis, default=Basis.CONSENT
    )
    guardian = models.CharField(
        _("how old she is"), max_length=16, choices=Guardian, default=Guardian.NONE
    )
    mode = models.CharField(_("how she agreed"), max_length=8, choices=ConsentMode)
    language = models.CharField(_("explained in"), max_length=8)
    text_version = models.CharField(_("text it was explained with"), max_length=16)
    with_interpreter = models.BooleanField(_("somebody interpreted"), default=False)
    is_understood = models.BooleanField(_("she said in her own words what she agrees to"))
    given_on = models.DateField(_("agreed on"))
    expires_on = models.DateField(_("holds until"), null=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ConsentManager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        indexes: ClassVar = [
            models.Index(fields=["case", "purpose"], name="cases_consent_of_case"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_consent_purpose_is_known", condition=Q(purpose__in=Purpose.values)
            ),
            models.CheckConstraint(
                name="cases_consent_basis_is_known", condition=Q(basis__in=Basis.values)
            ),
            models.CheckConstraint(
                name="cases_consent_guardian_is_known", condition=Q(guardian__in=Guardian.values)
            ),
            models.CheckConstraint(
                name="cases_consent_mode_is_known", condition=Q(mode__in=ConsentMode.values)
            ),
            models.CheckConstraint(
                name="cases_consent_is_understood", condition=Q(is_understood=True)
            ),
            models.CheckConstraint(
                name="cases_consent_partner_is_named_where_one_is_meant",
                condition=Q(purpose="partner", partner__isnull=False)
                | (~Q(purpose="partner") & Q(partner__isnull=True)),
            ),
            models.CheckConstraint(
                name="cases_consent_office_or_way_is_named",
                condition=~Q(purpose__in=sorted(NAMES_SOMEBODY)) | ~Q(detail=""),
            ),
            models.CheckConstraint(
                name="cases_consent_says_language_and_text",
                condition=~Q(language="") & ~Q(text_version=""),
            ),
            models.CheckConstraint(
                name="cases_consent_ends_after_it_was_given",
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=models.F("given_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} for {self.case_id}"

    def audience(self) -> access.Audience:
        """Tell who may see this consent: the other direction of ``visible_to``."""
        own = Q(user=self.taken_by_id) & Q(role__in=roles_with(Permission.CASE_READ_OWN))
        readers = Q(role__in=roles_with(Permission.CASE_READ)) | own
        return access.Audience(readers & Q(network=self.case.network_id))


class Withdrawal(models.Model):
    """A consent taken back; from that moment nothing rests on it."""

    consent = models.OneToOneField(
        Consent, models.PROTECT, primary_key=True, related_name="withdrawal"
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("withdrawal of a consent")
        verbose_name_plural = _("withdrawals of consents")

    def __str__(self) -> str:
        return f"withdrawal of {self.consent_id}"


class ConsentUse(models.Model):
    """One use that rested on a consent: who was shown or given what."""

    consent = models.ForeignKey(Consent, models.PROTECT, related_name="uses")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    subject_type = models.CharField(max_length=64)
    subject_id = models.UUIDField()
    leaves_copy = models.BooleanField(
        help_text="Whether she holds a copy afterwards, which can only be asked back."
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("use of a consent")
        verbose_name_plural = _("uses of consents")
        indexes: ClassVar = [
            models.Index(fields=["consent", "user"], name="cases_consentuse_of_consent"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}"


def agreed(purpose: Purpose, *, case: str, on: dt.date) -> Exists:
    """Return the condition that a case's person agreed to ``purpose`` and did not take it back.

    ``case`` is the path from a row to its case's id, "case_id".
    """
    held = Consent.objects.in_force(on=on)
    return Exists(held.filter(purpose=purpose, case=OuterRef(case)))
