"""What officers do to records of ILO support."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from backend.accounts.models import User
from backend.accounts.roles import Role
from backend.errors import Invalid, Stale
from cases.actions import support as supports
from cases.actions.support import Link, NewSupport
from cases.models import IloSupport, SupportKind, SupportStatus, Visibility
from tests.casts import NOT_THE_OFFICER_OF_THAILAND as STRANGERS
from tests.factories import (
    CaseFactory,
    IloSupportFactory,
    LawReviewFactory,
    MilestoneFactory,
    ProgrammeFactory,
    RoleAssignmentFactory,
    officer,
)
from tests.records import kinds_of_events, nothing_written, refused, the_only_event

JUNE, JULY = dt.date(2026, 6, 1), dt.date(2026, 7, 1)
Act = Callable[[IloSupport, User], Any]
ACTS: dict[str, Act] = {
    "add": lambda _, by: supports.add(a_form(), by=by),
    "edit": lambda support, by: supports.edit(support, by=by, version=None, title="Another"),
    "link": lambda support, by: supports.link(support, Link(), by=by),
    "set its status": lambda support, by: supports.set_status(
        support, by=by, to=SupportStatus.ENDED
    ),
}


def a_form(**said: Any) -> NewSupport:
    least: dict[str, Any] = {
        "id": uuid4(),
        "kind": SupportKind.LEGAL_REVIEW,
        "title": "Comments on the draft decree",
        "country": "TH",
    }
    return NewSupport(**least | said)


def elsewhere() -> dict[str, Any]:
    """Return what support of Thailand cannot help, by the field that would say it."""
    case = CaseFactory.create(country="PH", visibility=Visibility.ILO)
    milestone = MilestoneFactory.create(law_review__country="PH")
    return {"law_reviews": milestone.law_review, "milestones": milestone, "cases": case}


def also_officer(somebody: User, country: str) -> User:
    RoleAssignmentFactory.create(user=somebody, role=Role.OFFICER, network=None, country=country)
    return somebody


class TestSupport:
    @pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
    @pytest.mark.parametrize("other", STRANGERS.values(), ids=STRANGERS)
    def test_is_not_kept_by(self, act: Act, other: Callable[[], User]) -> None:
        support, somebody = IloSupportFactory.create(), other()

        with refused(PermissionDenied):
            act(support, somebody)


class TestAdd:
    def test_by_the_countrys_officer_records_support(self) -> None:
        programme = ProgrammeFactory.create()
        form = a_form(
            programme=programme, starts_on=JUNE, ends_on=JULY, amount=Decimal(5000), currency="USD"
        )

        support = supports.add(form, by=officer("TH"))

        assert IloSupport.objects.get() == support
        assert (support.pk, support.programme, support.status) == (
            form.id,
            programme,
            SupportStatus.ACTIVE,
        )
        assert (the_only_event().kind, the_only_event().changes) == ("support.added", {})

    def test_says_at_once_what_it_helps(self) -> None:
        review, milestone = LawReviewFactory.create(), MilestoneFactory.create()
        case = CaseFactory.create(visibility=Visibility.ILO)
        form = a_form(law_reviews=[review], milestones=[milestone], cases=[case])

        support = supports.add(form, by=officer("TH"))

        assert (support.law_reviews.get(), support.milestones.get(), support.cases.get()) == (
            review,
            milestone,
            case,
        )

    def test_tells_of_it_and_all_it_helps_with_one_event(self) -> None:
        review, milestone = LawReviewFactory.create(), MilestoneFactory.create()

        supports.add(a_form(law_reviews=[review], milestones=[milestone]), by=officer("TH"))

        assert (the_only_event().kind, the_only_event().changes) == (
            "support.added",
            {"law_reviews": [str(review.pk)], "milestones": [str(milestone.pk)]},
        )

    @pytest.mark.parametrize("field", ["law_reviews", "milestones", "cases"])
    def test_for_something_of_another_country_is_refused_by_its_field(self, field: str) -> None:
        anong, abroad = also_officer(officer("TH"), "PH"), elsewhere()

        with refused(Invalid, match="another country") as refusal:
            supports.add(a_form(**{field: [abroad[field]]}), by=anong)

        assert refusal.value.field == field

    def test_for_what_cannot_be_linked_is_refused_as_a_whole(self) -> None:
        anong, hidden = officer("TH"), CaseFactory.create(visibility=Visibility.NETWORK)

        with refused(PermissionDenied):
            supports.add(a_form(cases=[hidden]), by=anong)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"starts_on": JULY, "ends_on": JUNE},
            {"amount": Decimal(5000)},
            {"currency": "USD"},
        ],
        ids=["ends before it starts", "money without currency", "currency without money"],
    )
    def test_of_what_cannot_be_true_is_refused(self, wrong: dict[str, Any]) -> None:
        anong = officer("TH")

        with refused(Invalid):
            supports.add(a_form(**wrong), by=anong)

    def test_under_an_id_in_use_is_refused(self) -> None:
        before, anong = IloSupportFactory.create(), officer("TH")

        with refused(supports.SupportIdTaken):
            supports.add(a_form(id=before.pk), by=anong)

    def test_in_no_country_is_refused(self) -> None:
        anong = officer("XX")

        with refused(ValidationError):
            supports.add(a_form(country="XX"), by=anong)


class TestEdit:
    def test_changes_what_is_written(self) -> None:
        support = IloSupportFactory.create(starts_on=JUNE)

        supports.edit(support, by=officer("TH"), version=1, about="By lawyers", ends_on=JULY)

        support.refresh_from_db()
        assert (support.about, support.ends_on, support.version) == ("By lawyers", JULY, 2)
        assert the_only_event().changes == {"fields": ["about", "ends_on"]}

    def test_of_an_older_version_is_refused(self) -> None:
        support, anong = IloSupportFactory.create(), officer("TH")
        supports.edit(IloSupport.objects.get(), by=anong, version=1, title="First")

        with refused(Stale):
            supports.edit(support, by=anong, version=1, title="Second")

    def test_to_an_end_before_its_start_is_refused(self) -> None:
        support, anong = IloSupportFactory.create(starts_on=JULY), officer("TH")

        with refused(Invalid, match="before it starts"):
            supports.edit(support, by=anong, version=1, ends_on=JUNE)


class TestLink:
    @pytest.mark.parametrize("what", ["law_review", "milestone"])
    def test_says_what_was_helped_with_one_event(self, what: str) -> None:
        support = IloSupportFactory.create()
        made: dict[str, Any] = {
            "law_review": LawReviewFactory.create,
            "milestone": MilestoneFactory.create,
        }
        thing = made[what]()

        supports.link(support, Link(**{what: thing}), by=officer("TH"))

        assert getattr(support, f"{what}s").get() == thing
        assert (the_only_event().kind, the_only_event().changes) == (
            "support.linked",
            {what: str(thing.pk)},
        )
        assert IloSupport.objects.get().version == 2

    def test_to_a_case_is_an_event_of_the_case_that_strangers_do_not_hear_of(self) -> None:
        support, case = IloSupportFactory.create(), CaseFactory.create(visibility=Visibility.ILO)

        supports.link(support, Link(case=case), by=officer("TH"))

        event = the_only_event()
        assert support.cases.get() == case
        assert (event.kind, event.subject_id) == ("case.supported", case.pk)
        assert event.changes == {"support": str(support.pk)}

    def test_twice_leaves_no_second_event(self) -> None:
        support, review = IloSupportFactory.create(), LawReviewFactory.create()
        anong = officer("TH")
        supports.link(support, Link(law_review=review), by=anong)

        with nothing_written():
            supports.link(support, Link(law_review=review), by=anong)

    def test_to_nothing_is_refused(self) -> None:
        support, anong = IloSupportFactory.create(), officer("TH")

        with refused(supports.NothingToLink):
            supports.link(support, Link(), by=anong)

    def test_to_another_countrys_law_is_refused(self) -> None:
        support, anong = IloSupportFactory.create(), officer("TH")
        review = LawReviewFactory.create(country="PH")
        here = MilestoneFactory.create(law_review__country="TH")
        there = MilestoneFactory.create(law_review=review)

        for link in (
            Link(law_review=review),
            Link(milestone=there),
            Link(law_review=review, milestone=here),
            Link(law_review=here.law_review, milestone=there),
        ):
            with refused(Invalid, match="another country"):
                supports.link(support, link, by=anong)

    def test_to_a_case_of_another_country_is_refused(self) -> None:
        support, anong = IloSupportFactory.create(), also_officer(officer("TH"), "PH")
        abroad = elsewhere()["cases"]

        with refused(Invalid, match="another country") as refusal:
            supports.link(support, Link(case=abroad), by=anong)

        assert refusal.value.field == "case"

    @pytest.mark.parametrize("visibility", [Visibility.NETWORK, Visibility.ALLIES])
    def test_to_a_case_not_shared_with_the_ilo_is_refused(self, visibility: Visibility) -> None:
        support, anong = IloSupportFactory.create(), officer("TH")
        case, review = CaseFactory.create(visibility=visibility), LawReviewFactory.create()

        with refused(PermissionDenied):
            supports.link(support, Link(law_review=review, case=case), by=anong)


class TestSetStatus:
    @pytest.mark.parametrize(
        ("start", "to", "kind"),
        [
            (SupportStatus.PLANNED, SupportStatus.ACTIVE, "support.status_changed"),
            (SupportStatus.ACTIVE, SupportStatus.PLANNED, "support.status_changed"),
            (SupportStatus.PLANNED, SupportStatus.CANCELLED, "support.ended"),
            (SupportStatus.ACTIVE, SupportStatus.ENDED, "support.ended"),
        ],
    )
    def test_moves_support_along(self, start: SupportStatus, to: SupportStatus, kind: str) -> None:
        support = IloSupportFactory.create(status=start)

        supports.set_status(support, by=officer("TH"), to=to)

        assert IloSupport.objects.get().status == support.status == to
        assert (the_only_event().kind, the_only_event().changes) == (
            kind,
            {"from": start, "to": to},
        )

    @pytest.mark.parametrize("start", [SupportStatus.ENDED, SupportStatus.CANCELLED])
    @pytest.mark.parametrize("to", SupportStatus)
    def test_of_what_has_ended_is_refused(self, start: SupportStatus, to: SupportStatus) -> None:
        support, anong = IloSupportFactory.create(status=start), officer("TH")

        with refused(supports.AlreadyThatStatus):
            supports.set_status(support, by=anong, to=to)

    def test_a_second_time_is_refused(self) -> None:
        support, anong = IloSupportFactory.create(), officer("TH")
        supports.set_status(IloSupport.objects.get(), by=anong, to=SupportStatus.ENDED)

        with refused(supports.AlreadyThatStatus):
            supports.set_status(support, by=anong, to=SupportStatus.ENDED)

        assert kinds_of_events() == ["support.ended"]
