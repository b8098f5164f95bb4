"""The sample as a world: each route's address is about something that is worth reading.

What the sample leaves to its people to do (tasks, proposals, alerts) is added to it.
"""

from typing import Any

from django.utils import timezone, translation

from backend.accounts.models import User
from campaigns.models import Campaign, Network
from cases.actions import templates
from cases.models import (
    AdvocacyCase,
    Clause,
    ClauseTag,
    IloSupport,
    LawReview,
    Milestone,
    Programme,
    StageEvent,
    Standard,
)
from cases.queries.report_paper import paper_of
from notifications.models import Address
from tests import factories
from tests.invariants.world import World
from tests.softkey import passkey_of

SIGNED_IN_AS = {
    "contributor": "contributor.th",
    "organiser": "organiser.th",
    "leader": "leader.th",
    "officer": "officer.th",
    "administrator": "admin",
}


REVIEW = "th-section-33"
LINK = "the-secret-of-a-link"


class NotInTheSampleError(LookupError):
    """The sample has nothing of this kind."""


class Sample(World):
    """The sample's people and things; says so where it lacks something."""

    def thing(self, kind: str, side: str, *, standing: str) -> Any:
        personal = self.mine.get((kind, side))
        found = personal.get(standing) if personal else self.things.get((kind, side))
        if found is None:
            raise NotInTheSampleError(kind)
        return found


def world_of_the_sample() -> Sample:
    """Return the loaded sample, with what its people would have done by now."""
    people = {who: User.objects.get(username=name) for who, name in SIGNED_IN_AS.items()}
    people["nobody"] = factories.person("somebody.new")
    things = _the_same_for_all() | _of_the_network(people) | _of_the_road(people)
    things |= _of_the_desk(people["officer"])
    sample = Sample(people={"visitor": None, **people}, things=things)
    for kind, make in (("notice", _notice), ("address", _address), ("search", _search)):
        sample.mine[kind, "own"] = {who: make(user=person) for who, person in people.items()}
    # Hers alone: who has begun nothing comes to her first step at once.
    sample.mine["draft", "own"] = {"organiser": _draft(user=people["organiser"])}
    _outgoing(sample)
    # Hers alone as well: the others sign in with the password they have.
    sample.mine["passkey", "own"] = {"nobody": passkey_of(people["nobody"])}
    # A link to stop mails is opened without signing in.
    sample.mine["address", "own"]["visitor"] = sample.mine["address", "own"]["organiser"]
    return sample


def _the_same_for_all() -> dict[tuple[str, str], Any]:
    review = LawReview.objects.get(slug=REVIEW)
    planned = Milestone.objects.filter(law_review=review, status="planned")
    support = IloSupport.objects.filter(law_reviews=review).order_by("title", "id").first()
    of_a_country = {
        "campaign": Campaign.objects.get(slug="section-33"),
        "review": review,
        "milestone": planned.order_by("planned_on", "id").first(),
        "fact": StageEvent.objects.filter(law_review=review).order_by("-on", "id").first(),
        "support": support,
    }
    return {
        ("programme", "public"): Programme.objects.order_by("code").first(),
        ("standard", "public"): Standard.objects.get(code="C189"),
        **{("clause", side): Clause.objects.get(law_review=review) for side in ("own", "public")},
        **{(kind, side): row for kind, row in of_a_country.items() for side in ("own", "public")},
    }


def _of_the_network(people: dict[str, User]) -> dict[tuple[str, str], Any]:
    network = Network.objects.get(slug="nmdw-th")
    cases = AdvocacyCase.objects.filter(network=network)
    shared = cases.get(reference="TH-2026-0001")
    factories.CommentFactory.create(
        case=shared, author=people["leader"], text="She asked us to wait until her leave is over."
    )
    consent = factories.ConsentFactory.create(case=shared, taken_by=people["leader"])
    # A text: a photograph would be asked of the store, where the sample has none.
    text = factories.EvidenceFactory.create(
        case=shared, kind="text", format="text", copy_format="text", added_by=people["leader"]
    )
    factories.CustodyFactory.create(evidence=text)
    return {
        ("network", "own"): network,
        ("evidence", "own"): text,
        ("consent", "own"): consent,
        ("testimony", "own"): factories.TestimonyFactory.create(
            case=shared, written_by=people["leader"]
        ),
        ("identity", "own"): factories.IdentityFactory.create(case=shared, pseudonym="Ma Hla"),
        ("case", "own"): shared,
        ("case", "hers"): cases.filter(logged_by=people["contributor"]).order_by("id").first(),
        ("case", "shared"): shared,
        ("role", "own"): people["organiser"].assignments.order_by("id").first(),
        ("invitation", "own"): factories.InvitationFactory.create(
            network=network, invited_by=people["leader"], token=LINK
        ),
        ("link", "own"): LINK,
        ("tag", "own"): ClauseTag.objects.filter(case=shared).order_by("id").first(),
        ("handover", "own"): factories.HandoverFactory.create(
            network=network, successor=people["leader"]
        ),
        ("erasure", "own"): factories.ErasureFactory.create(case=shared),
        ("task", "own"): factories.TaskFactory.create(
            case=shared, title="Ask for her contract", owner=people["organiser"]
        ),
        ("proposal", "own"): factories.ProposalFactory.create(
            law_review=LawReview.objects.get(slug=REVIEW),
            network=network,
            summary="The ministry heard us in Chiang Mai.",
            proposed_by=people["leader"],
        ),
    }


def _of_the_road(people: dict[str, User]) -> dict[tuple[str, str], Any]:
    """Date a gate, publish a newer template, and dissolve a parliament."""
    review = LawReview.objects.select_related("template").get(slug=REVIEW)
    followed = review.template
    assert followed
    newer = templates.copy(followed, by=people["administrator"])
    newer.stages.filter(stage="drafting").delete()
    templates.publish(newer, by=people["administrator"])
    gate = factories.GateFactory.create(law_review=review, note="Comments by post.")
    dissolution = factories.DissolutionFactory.create(country="TH")
    return {
        ("stage-template", "public"): followed,
        ("network", "public"): Network.objects.get(slug="nmdw-th"),
        ("dissolution", "own"): dissolution,
        **{("gate", side): gate for side in ("own", "public")},
    }


def _notice(*, user: User) -> Any:
    """Tell her of a case where she may read one, else of a law review."""
    case = AdvocacyCase.objects.visible_to(user).order_by("reference").first()
    about: dict[str, Any] = (
        {"kind": "case.logged", "subject_id": case.pk}
        if case
        else {
            "kind": "review.opened",
            "subject_type": "cases.lawreview",
            "subject_id": LawReview.objects.get(slug=REVIEW).pk,
        }
    )
    return factories.NotificationFactory.create(
        user=user, event=factories.EventFactory.create(**about)
    )


def _address(*, user: User) -> Any:
    return Address.objects.filter(user=user).first() or factories.AddressFactory.create(user=user)


def _search(*, user: User) -> Any:
    return factories.SavedSearchFactory.create(user=user, name="Law reviews: domestic work")


def _outgoing(sample: Sample) -> None:
    """Add a webhook that was told something, a calendar, and ways beside the leader's mail."""
    leader = sample.people["leader"]
    webhook = factories.WebhookFactory.create(network=sample.things["network", "own"])
    event = factories.EventFactory.create(
        kind="review.stage_changed",
        subject_type="cases.lawreview",
        subject_id=sample.things["review", "own"].pk,
    )
    sample.things["webhook", "own"] = webhook
    sample.things["post", "own"] = factories.WebhookPostFactory.create(
        webhook=webhook, event=event, state="dead", last_error="HTTP 500"
    )
    sample.things["calendar", "own"] = "the-secret-of-a-calendar"
    factories.CalendarFactory.create(user=leader, token=sample.things["calendar", "own"])
    factories.AddressFactory.create(
        user=leader, channel="sms", plain="+66812345678", state="pending", verified_at=None
    )
    factories.AddressFactory.create(user=leader, channel="telegram", plain="4711")


def _draft(*, user: User) -> Any:
    campaign = Campaign.objects.get(slug="section-33")
    network = Network.objects.get(slug="nmdw-th")
    return factories.CaseDraftFactory.create(author=user, campaign=campaign, network=network)


def _of_the_desk(karin: User) -> dict[tuple[str, str], Any]:
    """Let the officer have read a file in, had a result drafted and kept a view."""
    milestone = Milestone.objects.filter(law_review__country="TH", status="reached").first()
    report = factories.ReportFactory.create(
        kind="result", milestone=milestone, requested_by=karin, state="making"
    )
    with translation.override("en"):
        paper = paper_of(report, reader=karin)
    report.inputs, report.digest = paper.as_json(), paper.digest
    report.state, report.steps_done, report.made_at = "ready", 4, timezone.now()
    report.save()
    return {
        ("iati-import", "own"): factories.IatiImportFactory.create(read_by=karin),
        ("report", "own"): report,
        ("view", "own"): factories.SavedViewFactory.create(owner=karin),
    }
