"""What is said of who sees a thing is what the interface answers, for everybody and everything."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.urls import reverse
from hypothesis import Phase, given, settings

from backend.accounts.models import User
from backend.sight import FieldClass, narrower_than
from cases.models import AdvocacyCase, Comment, CommentReaders, Task, Visibility
from cases.queries.who_sees import LETS_IN, SHOWN_TO, Circle, given_to, seers, who_sees
from tests.factories import (
    CampaignFactory,
    CaseFactory,
    NetworkFactory,
    contributor,
    leader,
    officer,
    organiser,
)
from tests.interface import program
from tests.web.browser import browser_of
from tests.worlds import WorldPlan, build, plans

in_some_worlds = settings(max_examples=8, deadline=None, phases=set(Phase) - {Phase.explain})
ASKED_FOR: dict[type[Any], str] = {AdvocacyCase: "cases", Comment: "comments", Task: "tasks"}


def things() -> Iterator[tuple[Any, AdvocacyCase, str]]:
    """Yield everything that belongs to a case, with the case and where it is asked for."""
    for model, path in ASKED_FOR.items():
        for thing in model.objects.all():
            case = thing if isinstance(thing, AdvocacyCase) else thing.case
            yield thing, case, f"/api/v1/{path}/{thing.pk}/"


class TestWhatIsSaid:
    @given(plan=plans)
    @in_some_worlds
    def test_is_what_the_interface_answers(self, plan: WorldPlan) -> None:
        with transaction.atomic():
            build(plan)
            people = {one.pk: one for one in User.objects.filter(is_active=True)}
            clients = {pk: program(person) for pk, person in people.items()}

            for thing, case, path in things():
                said = {
                    seer.pk: circle
                    for circle, seers_of_it in who_sees(thing, case=case).items()
                    for seer in seers_of_it
                }
                for pk, client in clients.items():
                    answer = client.get(path)
                    assert (answer.status_code == 200) == (pk in said), (thing, people[pk])
                    if pk in said and thing is case:
                        shown = {key for key, value in answer.json().items() if value is not None}
                        _given, kept = given_to(said[pk])
                        assert shown & set(kept) == set()

            transaction.set_rollback(True)

    @given(plan=plans)
    @in_some_worlds
    def test_counts_everybody_once_and_says_by_which_sharing(self, plan: WorldPlan) -> None:
        with transaction.atomic():
            build(plan)

            for case in AdvocacyCase.objects.all():
                for shared in Visibility:
                    case.visibility = shared
                    parts = {c: set(people) for c, people in who_sees(case, case=case).items()}
                    everybody = [one for people in parts.values() for one in people]
                    assert len(everybody) == len(set(everybody))
                    assert set(everybody) == set(case.audience().users())
                    assert {c for c in parts if parts[c]} <= {
                        c for c in Circle if shared in LETS_IN[c]
                    }

            transaction.set_rollback(True)


class TestSeers:
    def test_are_named_to_who_knows_the_members_and_counted_to_others(self) -> None:
        case = CaseFactory.create(visibility=Visibility.NETWORK)
        hnin, malee = leader(case.network, "hnin"), organiser(case.network, "malee")
        mala = contributor(case.network, "mala")
        case.logged_by = mala

        team, logger, karin, allies = seers(case, case=case, asker=malee)

        assert {str(one) for one in team.named} == {"hnin", "malee"}
        assert [str(one) for one in logger.named] == ["mala"]
        assert (karin.count, allies.count) == (0, 0)
        told = seers(case, case=case, asker=mala)[0]
        assert (told.count, told.named) == (2, [])
        assert hnin.pk not in {one.pk for one in told.named}

    def test_outside_the_network_are_counted_only(self) -> None:
        campaign = CampaignFactory.create(allies=[NetworkFactory.create()])
        case = CaseFactory.create(
            campaign=campaign,
            network=campaign.lead_network,
            visibility=Visibility.ALLIES_AND_ILO,
        )
        leader(campaign.allies.get())
        officer(case.country)

        _team, _logger, karin, allies = seers(case, case=case, asker=leader(case.network))

        assert (karin.count, karin.named, allies.count, allies.named) == (1, [], 1, [])
        assert not karin.is_always

    def test_of_a_comment_within_the_network_are_nobody_outside(self) -> None:
        case = CaseFactory.create(visibility=Visibility.ILO)
        officer(case.country)
        hnin = leader(case.network)

        inside, to_all = (
            Comment(case=case, readers=readers, shared_with=case.visibility)
            for readers in CommentReaders
        )

        assert seers(inside, case=case, asker=hnin)[2].count == 0
        assert seers(to_all, case=case, asker=hnin)[2].count == 1


class TestWhatIsGiven:
    def test_to_a_circle_is_all_that_its_class_lets_it_read(self) -> None:
        given, kept = given_to(Circle.OFFICER)

        assert set(kept) == narrower_than(FieldClass.NETWORK, label=AdvocacyCase._meta.label)
        assert "place" in kept
        assert {"title", "summary"} <= set(given)
        assert given_to(Circle.TEAM)[1] == []
        assert SHOWN_TO.keys() == set(Circle)


class TestThePages:
    def test_show_the_team_who_sees_it_and_what_the_officer_reads(self) -> None:
        case = CaseFactory.create(place="Chiang Mai", visibility=Visibility.ILO)
        officer(case.country)
        hnin = leader(case.network, "hnin")

        address = reverse("cases:who-sees", args=[case.pk])
        page = browser_of(hnin).get(address).content.decode()

        assert "hnin" in page
        assert case.title in page
        assert "Chiang Mai" not in page
        assert "Kept from her" in page

    def test_say_before_it_is_shared_who_would_be_let_in(self) -> None:
        case = CaseFactory.create()
        officer(case.country)

        address = reverse("cases:share", args=[case.pk])
        page = browser_of(leader(case.network)).get(address).content.decode()

        assert "only if you choose: my network and the ILO officer" in page

    def test_say_it_before_a_comment_is_sent(self) -> None:
        case = CaseFactory.create()
        malee = organiser(case.network, "malee")

        address = reverse("cases:comments", args=[case.pk])
        page = browser_of(leader(case.network)).get(address).content.decode()

        assert str(malee) in page
