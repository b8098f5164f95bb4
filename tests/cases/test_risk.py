"""The risk dial: five questions, what follows from the answers, and the second person."""

from itertools import chain, combinations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from backend.accounts.models import User
from cases.actions import cases, log_case, risk
from cases.actions.cases import NoChange
from cases.actions.precautions import LoweringTakesTwo, TooDangerousToShare
from cases.models import AdvocacyCase, LoweringState, Question, Risk, RiskLowering, Visibility
from cases.models.precaution import PRECAUTIONS, Wording, is_lower, may_be_shared, risk_of
from notifications.models import Notification
from tests.factories import CaseFactory, contributor, leader, organiser
from tests.interface import program
from tests.notifications.stage import pass_on
from tests.records import kinds_of_events, refused
from tests.web.browser import browser_of

EVERY_ANSWER = list(
    chain.from_iterable(combinations(Question, size) for size in range(len(Question) + 1))
)
THREATENED, OTHERS = Question.THREATENED, [q for q in Question if q != Question.THREATENED]


def a_case(**more: object) -> AdvocacyCase:
    return CaseFactory.create(**more)


def asked(case: AdvocacyCase, *, by: User, yes: tuple[Question, ...] = ()) -> RiskLowering:
    waiting = risk.answer(case, yes=yes, by=by, now=timezone.now())
    assert waiting
    return waiting


class TestFiveQuestions:
    def test_amount_to_a_risk_whatever_is_answered(self) -> None:
        table = {yes: risk_of(yes) for yes in EVERY_ANSWER}

        assert len(table) == 32
        for yes, found in table.items():
            others = len(set(yes) - {THREATENED})
            plain = (Risk.NONE, Risk.POSSIBLE, Risk.SERIOUS, Risk.SERIOUS, Risk.SERIOUS)[others]
            danger = Risk.DANGER if others else Risk.SERIOUS
            assert found == (danger if THREATENED in yes else plain), yes

    def test_never_amount_to_less_for_one_more_yes(self) -> None:
        for yes in EVERY_ANSWER:
            for more in Question:
                assert not is_lower(risk_of({*yes, more}), than=risk_of(yes))


class TestPrecautions:
    def test_are_there_for_each_risk_and_never_fewer_for_a_higher_one(self) -> None:
        assert list(PRECAUTIONS) == list(Risk)
        for low, high in zip(list(Risk)[:-1], list(Risk)[1:], strict=True):
            less, more = PRECAUTIONS[low], PRECAUTIONS[high]
            assert more.pseudonym_only >= less.pseudonym_only
            assert more.is_place_coarse >= less.is_place_coarse
            assert more.may_be_kept_offline <= less.may_be_kept_offline
            assert more.kept_after_end <= less.kept_after_end
            assert more.counted_after >= less.counted_after
            for shared in Visibility:
                assert may_be_shared(low, as_=shared) >= may_be_shared(high, as_=shared)

    @pytest.mark.parametrize("shared", Visibility)
    def test_keep_a_case_in_danger_within_its_network(self, shared: Visibility) -> None:
        alone = shared == Visibility.NETWORK

        assert may_be_shared(Risk.DANGER, as_=shared) == alone
        assert may_be_shared(Risk.NONE, as_=shared)
        assert PRECAUTIONS[Risk.DANGER].wording == Wording.REFERENCE


class TestSharing:
    def test_is_refused_where_the_risk_does_not_allow_it(self) -> None:
        case = a_case(risk=Risk.DANGER)
        hnin = leader(case.network)

        with refused(TooDangerousToShare):
            cases.share(case, by=hnin, with_=Visibility.ILO)

    def test_is_refused_when_it_is_logged(self) -> None:
        case = a_case()
        new = log_case.NewCase(
            id=CaseFactory.build().pk,
            campaign=case.campaign,
            network=case.network,
            title="Locked in",
            risk=Risk.SERIOUS,
            visibility=Visibility.ALLIES,
        )
        hnin = leader(case.network)

        with refused(TooDangerousToShare):
            log_case.log_case(new, by=hnin)

    def test_becomes_as_narrow_as_a_higher_risk_asks_for(self) -> None:
        case = a_case(visibility=Visibility.ALLIES_AND_ILO)
        hnin = leader(case.network)

        cases.edit(case, by=hnin, version=None, risk=Risk.SERIOUS)
        assert AdvocacyCase.objects.get().visibility == Visibility.ILO
        cases.edit(case, by=hnin, version=None, risk=Risk.DANGER)

        assert AdvocacyCase.objects.get().visibility == Visibility.NETWORK
        assert kinds_of_events() == [
            "case.edited",
            "case.shared",
            "case.edited",
            "case.shared",
            "case.endangered",
        ]

    def test_offers_only_what_the_risk_allows(self) -> None:
        case = a_case(risk=Risk.SERIOUS)

        address = reverse("cases:share", args=[case.pk])
        form = browser_of(leader(case.network)).get(address).context["form"]

        offered = [value for value, _label in form.fields["visibility"].choices]
        assert offered == [Visibility.NETWORK, Visibility.ILO]


class TestThePlace:
    @pytest.mark.parametrize(("level", "is_told"), [(Risk.POSSIBLE, True), (Risk.SERIOUS, False)])
    def test_is_told_to_the_team_only_where_it_is_not_dangerous(
        self, level: Risk, *, is_told: bool
    ) -> None:
        case = a_case(risk=level, place="Chiang Mai")
        hnin = leader(case.network)

        page = browser_of(hnin).get(reverse("cases:case", args=[case.pk])).content.decode()
        answer = program(hnin).get(f"/api/v1/cases/{case.pk}/").json()

        assert ("Chiang Mai" in page) is is_told
        assert (answer["place"] == "Chiang Mai") is is_told


class TestANotice:
    def test_names_a_dangerous_case_by_its_number_alone(self) -> None:
        case = a_case(title="Locked in", risk=Risk.DANGER)
        hnin = leader(case.network)
        cases.assign(case, by=leader(case.network), to=hnin)
        pass_on()

        inbox = browser_of(hnin).get(reverse("notifications:inbox")).content.decode()

        assert case.reference in inbox
        assert "Locked in" not in inbox


class TestAHigherRisk:
    def test_counts_at_once(self) -> None:
        case = a_case()

        risk.answer(
            case,
            yes=[THREATENED, Question.PAPERS_HELD],
            by=leader(case.network),
            now=timezone.now(),
        )

        assert AdvocacyCase.objects.get().risk == Risk.DANGER
        assert kinds_of_events() == ["case.edited", "case.endangered"]

    def test_makes_void_what_was_asked_about_a_lower_one(self) -> None:
        case = a_case(risk=Risk.SERIOUS)
        hnin, other = leader(case.network), leader(case.network)
        waiting = asked(case, by=hnin)

        cases.edit(case, by=other, version=None, risk=Risk.DANGER)

        waiting.refresh_from_db()
        assert waiting.state == LoweringState.OVERTAKEN
        with refused(risk.LoweringNotOpen):
            risk.agree(waiting, by=other, now=timezone.now())

    def test_that_is_no_other_changes_nothing(self) -> None:
        case = a_case()
        hnin = leader(case.network)

        with refused(NoChange):
            risk.answer(case, yes=[], by=hnin, now=timezone.now())


class TestALowerRisk:
    def test_does_not_count_by_the_word_of_one(self) -> None:
        case = a_case(risk=Risk.DANGER)

        waiting = asked(case, by=leader(case.network), yes=(Question.PAPERS_HELD,))

        assert AdvocacyCase.objects.get().risk == Risk.DANGER
        assert (waiting.risk_after, waiting.yes) == (Risk.POSSIBLE, ["papers_held"])
        assert kinds_of_events() == ["case.lowering_asked"]

    def test_is_refused_to_one_who_edits_the_case(self) -> None:
        case = a_case(risk=Risk.SERIOUS)
        hnin = leader(case.network)

        with refused(LoweringTakesTwo):
            cases.edit(case, by=hnin, version=None, risk=Risk.NONE)

    def test_is_refused_to_one_by_the_interface(self) -> None:
        case = a_case(risk=Risk.SERIOUS)

        answer = program(leader(case.network)).patch(
            f"/api/v1/cases/{case.pk}/", {"risk": "none"}, format="json", headers={"If-Match": "*"}
        )

        assert answer.status_code == 409
        assert AdvocacyCase.objects.get().risk == Risk.SERIOUS

    def test_is_refused_to_who_asked_and_counts_when_another_agrees(self) -> None:
        case = a_case(risk=Risk.SERIOUS)
        hnin, other = leader(case.network), leader(case.network)
        waiting = asked(case, by=hnin)

        with refused(risk.NeedsAnother):
            risk.agree(waiting, by=hnin, now=timezone.now())
        risk.agree(waiting, by=other, now=timezone.now())

        case.refresh_from_db()
        assert (case.risk, case.version) == (Risk.NONE, 2)
        assert kinds_of_events() == ["case.lowering_asked", "case.risk_lowered"]
        with refused(risk.LoweringNotOpen):
            risk.agree(waiting, by=other, now=timezone.now())

    @pytest.mark.parametrize("who", ["another", "who asked"])
    def test_is_declined_by(self, who: str) -> None:
        case = a_case(risk=Risk.SERIOUS)
        hnin = leader(case.network)
        waiting = asked(case, by=hnin)

        by = hnin if who == "who asked" else leader(case.network)
        risk.decline(waiting, by=by, now=timezone.now())

        assert AdvocacyCase.objects.get().risk == Risk.SERIOUS
        assert asked(case, by=hnin).state == LoweringState.OPEN

    def test_is_asked_for_once(self) -> None:
        case = a_case(risk=Risk.SERIOUS)
        asked(case, by=leader(case.network))
        hnin = leader(case.network)

        with refused(risk.LoweringAsked):
            risk.answer(case, yes=[], by=hnin, now=timezone.now())

    @pytest.mark.parametrize("made", [organiser, contributor])
    def test_is_nothing_for_who_does_not_work_on_the_case(self, made: object) -> None:
        case = a_case(risk=Risk.SERIOUS)
        waiting = asked(case, by=leader(case.network))
        somebody = made(case.network)  # type: ignore[operator]

        for act in (risk.agree, risk.decline):
            with refused(PermissionDenied):
                act(waiting, by=somebody, now=timezone.now())
        with refused(PermissionDenied):
            risk.answer(case, yes=[], by=somebody, now=timezone.now())

    def test_is_told_to_the_other_leaders(self) -> None:
        case = a_case(risk=Risk.SERIOUS)
        hnin, other = leader(case.network), leader(case.network)

        asked(case, by=hnin)
        pass_on()

        assert list(Notification.objects.values_list("user", flat=True)) == [other.pk]


class TestThePage:
    def test_asks_one_and_then_another(self) -> None:
        case = a_case(risk=Risk.SERIOUS)
        address = reverse("cases:risk", args=[case.pk])
        hnin, other = (browser_of(leader(case.network)) for _two in range(2))

        assert hnin.post(address, {"yes": ["papers_held"]}).status_code == 302
        page = other.get(address).content.decode()
        assert "Does somebody else hold her papers?" in page
        assert hnin.post(address, {"settle": "agree"}).status_code == 409
        assert other.post(address, {"settle": "agree"}).status_code == 302

        assert AdvocacyCase.objects.get().risk == Risk.POSSIBLE
