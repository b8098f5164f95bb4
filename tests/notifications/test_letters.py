"""What a message says: decided just before it goes, and nothing that is not for strangers."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.utils import timezone

from backend.accounts.models import User
from campaigns.models import RoleAssignment
from cases.models import AdvocacyCase, LawReview
from notifications.actions import preferences
from notifications.models import Address, AddressState, Cadence, Delivery
from tests import factories
from tests.factories import AddressFactory
from tests.notifications.carrier import FakeCarrier
from tests.notifications.conftest import Scene
from tests.notifications.stage import (
    follows,
    happened,
    pass_on,
    send_all,
    states,
    the_mail,
    wants,
    whole,
)

CANARY = "Ngwe"


@pytest.fixture
def queued(scene: Scene) -> Delivery:
    """Return a message to Malee about a public milestone, waiting to be sent."""
    AddressFactory.create(user=scene.malee)
    follows(scene.malee, scene.review)
    happened("milestone.reached", scene.milestone, reached_on="2026-11-22")
    pass_on()
    return Delivery.objects.get()


def close_account(scene: Scene) -> None:
    User.objects.filter(pk=scene.malee.pk).update(is_active=False)


def hide_review(_scene: Scene) -> None:
    LawReview.objects.update(is_public=False, country="PH")


def stop_address(_scene: Scene) -> None:
    Address.objects.update(state=AddressState.STOPPED)


def switch_off(scene: Scene) -> None:
    wants(scene.malee, Cadence.OFF)


def switch_kind_off(scene: Scene) -> None:
    wants(scene.malee, Cadence.OFF, kind="milestone.reached")


def delete_milestone(scene: Scene) -> None:
    scene.milestone.delete()


class TestWhatChangedAfterItWasQueued:
    @pytest.mark.parametrize(
        "change",
        [
            close_account,
            hide_review,
            stop_address,
            switch_off,
            switch_kind_off,
            delete_milestone,
        ],
    )
    def test_keeps_the_message_from_going_out(
        self,
        scene: Scene,
        queued: Delivery,
        carrier: FakeCarrier,
        change: Callable[[Scene], None],
    ) -> None:
        change(scene)

        send_all()

        queued.refresh_from_db()
        assert queued.state == "suppressed"
        assert carrier.taken == []

    def test_keeps_a_case_from_who_left_its_network(
        self, scene: Scene, carrier: FakeCarrier
    ) -> None:
        AddressFactory.create(user=scene.malee)
        follows(scene.malee, scene.case)
        happened("case.closed", scene.case, to="won")
        pass_on()
        RoleAssignment.objects.filter(user=scene.malee).update(ends_on=timezone.now().date())

        send_all()

        assert (states(), carrier.taken) == (["suppressed"], [])

    def test_takes_the_address_in_use_by_then(
        self, scene: Scene, queued: Delivery, carrier: FakeCarrier
    ) -> None:
        new = AddressFactory.create(
            user=scene.malee, plain="new@example.org", state=AddressState.PENDING
        )
        token = preferences.confirmation_token(new)
        preferences.confirm(token, by=scene.malee, now=timezone.now())

        send_all()

        queued.refresh_from_db()
        assert (queued.state, carrier.addresses) == ("accepted", ["new@example.org"])

    def test_of_a_kind_chosen_for_itself_counts_before_all_kinds(
        self, scene: Scene, queued: Delivery
    ) -> None:
        wants(scene.malee, Cadence.OFF)
        wants(scene.malee, Cadence.NOW, kind="milestone.reached")

        send_all()

        queued.refresh_from_db()
        assert queued.state == "accepted"


class TestAMessageAboutPublicLaw:
    def test_says_what_happened(self, scene: Scene, queued: Delivery) -> None:
        send_all()

        sent = the_mail()
        sentence = "Royal decree: “Public hearing” was reached on 22 November 2026 (B.E. 2569)."
        assert sent.subject == sentence
        assert sentence in sent.body
        assert f"/inbox/{queued.notification_id}/open/" in sent.body
        assert sent.to == [f"{scene.malee.username}@example.org"]

    @pytest.mark.usefixtures("queued")
    def test_is_in_the_readers_language_and_years(self, scene: Scene) -> None:
        User.objects.filter(pk=scene.malee.pk).update(language="th", calendar="buddhist")
        scene.review.titles = {"th": "พระราชกฤษฎีกา"}
        scene.review.save(update_fields=["titles"])

        send_all()

        assert "พระราชกฤษฎีกา" in the_mail().subject
        assert "22 พฤศจิกายน พ.ศ. 2569" in the_mail().subject
        assert the_mail().extra_headers["Content-Language"] == "th"

    @pytest.mark.usefixtures("queued")
    def test_keeps_to_one_line_in_its_subject(self, scene: Scene) -> None:
        scene.milestone.title = "Public\nhearing"
        scene.milestone.save(update_fields=["title"])

        send_all()

        assert "“Public hearing”" in the_mail().subject


class TestAMessageAboutACase:
    """Nothing private leaves: a canary in every text around a case must not come out."""

    def test_says_only_that_there_is_an_update(self, scene: Scene) -> None:
        AddressFactory.create(user=scene.malee)
        follows(scene.malee, scene.case)
        happened("case.logged", scene.case, by=scene.phyu)
        pass_on()

        send_all()

        assert the_mail().subject == "You have an update in Saphan."

    @pytest.mark.parametrize(
        "kind", ["case.logged", "case.closed", "case.assigned", "case.shared", "case.linked"]
    )
    def test_names_nothing_of_it(self, kind: str) -> None:
        case, malee = a_case_full_of_canaries()
        to = str(malee.pk) if kind == "case.assigned" else "won"
        happened(kind, case, by=case.logged_by, to=to)
        wants(malee, Cadence.NOW)
        pass_on()

        send_all()

        letter = whole(the_mail())
        assert CANARY.lower() not in letter.lower()
        assert case.reference not in letter
        assert str(case.pk) not in letter

    def test_names_no_campaign_that_is_not_public(self) -> None:
        case, malee = a_case_full_of_canaries()
        follows(malee, case.campaign)
        happened("campaign.won", case.campaign)
        happened("ask.added", factories.AskFactory.create(campaign=case.campaign, title=CANARY))
        wants(malee, Cadence.NOW)
        pass_on()

        send_all()

        assert states() == ["accepted", "accepted"]
        assert CANARY.lower() not in "".join(map(whole, mail.outbox)).lower()


def a_case_full_of_canaries() -> tuple[AdvocacyCase, User]:
    network = factories.NetworkFactory.create(name=f"{CANARY} network", slug=f"{CANARY}-net")
    campaign = factories.CampaignFactory.create(
        lead_network=network, title=f"{CANARY} campaign", slug=f"{CANARY}-campaign"
    )
    case = factories.CaseFactory.create(
        campaign=campaign,
        reference=f"{CANARY}-1",
        title=f"{CANARY} beaten",
        summary=f"{CANARY} was beaten",
        place=f"{CANARY} town",
        outcome_note=f"{CANARY} safe",
        logged_by=factories.contributor(network, f"{CANARY}-phyu".lower()),
    )
    malee = factories.organiser(network)
    AddressFactory.create(user=malee)
    follows(malee, case)
    return case, malee
