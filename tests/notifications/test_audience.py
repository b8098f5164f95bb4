"""Who is told of what."""

import pytest
from django.utils import timezone

from backend.accounts.models import User
from campaigns.models import RoleAssignment
from cases.models import Visibility
from notifications.models import Level, Notification, Subscription
from tests.factories import (
    AskFactory,
    CampaignFactory,
    CommentFactory,
    IloSupportFactory,
    NetworkFactory,
    ProposalFactory,
    RoleAssignmentFactory,
    TaskFactory,
    leader,
    person,
)
from tests.notifications.conftest import Scene
from tests.notifications.stage import follows, happened, pass_on, told


def reached(scene: Scene, *, by: User | None = None) -> None:
    happened("milestone.reached", scene.milestone, by=by, reached_on="2026-11-22")
    pass_on()


class TestWhoFollows:
    def test_is_told(self, scene: Scene) -> None:
        follows(scene.malee, scene.campaign)

        reached(scene, by=scene.karin)

        assert told() == {"malee"}

    def test_is_told_once_however_many_ways_she_follows(self, scene: Scene) -> None:
        scene.review.cases.add(scene.case)
        for thing in (scene.campaign, scene.review, scene.case, "TH"):
            follows(scene.malee, thing)

        reached(scene)

        assert Notification.objects.get().user == scene.malee

    def test_is_not_told_of_her_own_act(self, scene: Scene) -> None:
        follows(scene.karin, scene.review)
        follows(scene.malee, scene.review)

        reached(scene, by=scene.karin)

        assert told() == {"malee"}

    def test_is_told_of_what_the_calendar_did(self, scene: Scene) -> None:
        follows(scene.karin, scene.review)

        happened("milestone.overdue", scene.milestone, due_on="2026-11-21")
        pass_on()

        assert told() == {"karin"}

    def test_is_not_told_of_what_she_may_not_see(self, scene: Scene) -> None:
        for somebody in (scene.malee, scene.daw, scene.karin, scene.luz):
            follows(somebody, scene.campaign)
            follows(somebody, "TH")

        happened("case.logged", scene.case, by=scene.phyu)
        pass_on()

        assert told() == {"malee"}

    def test_is_told_of_a_case_once_it_was_shared_with_her(self, scene: Scene) -> None:
        follows(scene.karin, "TH")
        scene.case.visibility = Visibility.ILO
        scene.case.save(update_fields=["visibility"])

        happened("case.closed", scene.case, to="won")
        pass_on()

        assert told() == {"karin"}

    def test_hears_of_her_own_case_as_a_contributor_and_of_no_other(self, scene: Scene) -> None:
        for somebody in (scene.phyu, scene.daw):
            follows(somebody, scene.network)

        happened("case.status_changed", scene.case, to="active")
        pass_on()

        assert told() == {"phyu"}

    def test_is_not_told_while_her_account_is_closed(self, scene: Scene) -> None:
        follows(scene.malee, scene.review)
        User.objects.filter(pk=scene.malee.pk).update(is_active=False)

        reached(scene)

        assert told() == set()

    def test_is_not_told_of_cases_once_her_role_has_ended(self, scene: Scene) -> None:
        follows(scene.malee, scene.case)
        today = timezone.now().date()
        RoleAssignment.objects.filter(user=scene.malee).update(ends_on=today)

        happened("case.closed", scene.case, to="won")
        pass_on()

        assert told() == set()

    def test_is_not_told_of_what_is_no_kind_of_alert(self, scene: Scene) -> None:
        follows(scene.hnin, scene.campaign)

        happened("case.edited", scene.case, by=scene.malee, fields=["title"])
        pass_on()

        assert told() == set()

    def test_of_another_country_hears_of_public_law_only(self, scene: Scene) -> None:
        follows(scene.luz, "TH")

        reached(scene)
        happened("case.logged", scene.case, by=scene.phyu)
        pass_on()

        assert Notification.objects.get().kind == "milestone.reached"


class TestWhoMuted:
    def test_hears_nothing_whatever_else_she_follows_around_it(self, scene: Scene) -> None:
        follows(scene.malee, scene.campaign)
        follows(scene.malee, "TH")
        follows(scene.malee, scene.review, level=Level.MUTED)

        reached(scene)

        assert told() == set()

    def test_is_still_told_what_is_said_to_her(self, scene: Scene) -> None:
        follows(scene.malee, scene.case, level=Level.MUTED)

        happened("case.assigned", scene.case, by=scene.hnin, to=str(scene.malee.pk))
        pass_on()

        assert told() == {"malee"}


class TestWhoWantsOnlyTheImportant:
    @pytest.mark.parametrize(
        ("kind", "hears"), [("milestone.reached", True), ("milestone.planned", False)]
    )
    def test_hears_just_that(self, scene: Scene, kind: str, *, hears: bool) -> None:
        follows(scene.malee, scene.review, level=Level.IMPORTANT)
        follows(scene.hnin, scene.review)

        happened(kind, scene.milestone, reached_on="2026-11-22", planned_on="2026-11-22")
        pass_on()

        assert told() == ({"malee", "hnin"} if hears else {"hnin"})

    def test_hears_everything_of_what_she_follows_wholly_besides(self, scene: Scene) -> None:
        follows(scene.malee, "TH", level=Level.IMPORTANT)
        follows(scene.malee, scene.campaign)

        happened("milestone.planned", scene.milestone, planned_on="2026-11-22")
        pass_on()

        assert told() == {"malee"}


class TestWhoIsSpokenTo:
    def test_is_told_of_a_role_she_was_given_and_nobody_else_is(self, scene: Scene) -> None:
        may = person("may")
        follows(scene.hnin, scene.network)
        given = RoleAssignmentFactory.create(user=may, network=scene.network)

        happened("role.granted", given, by=scene.hnin, user=str(may.pk))
        pass_on()

        assert told() == {"may"}

    def test_is_told_of_a_task(self, scene: Scene) -> None:
        task = TaskFactory.create(case=scene.case, owner=scene.malee)

        happened("task.given", task, by=scene.hnin, to=str(scene.malee.pk))
        pass_on()

        assert told() == {"malee"}

    def test_is_told_of_a_proposal_as_its_keeper_and_of_the_answer_as_its_author(
        self, scene: Scene
    ) -> None:
        scene.review.officer = scene.karin
        scene.review.save(update_fields=["officer"])
        follows(scene.hnin, scene.review)
        proposal = ProposalFactory.create(
            law_review=scene.review, proposed_by=scene.malee, network=scene.network
        )

        happened("review.update_proposed", proposal, by=scene.malee)
        happened("review.proposal_declined", proposal, by=scene.karin)
        pass_on()

        assert told("review.update_proposed") == {"karin"}
        assert told("review.proposal_declined") == {"malee"}

    def test_is_not_told_what_she_may_not_see(self, scene: Scene) -> None:
        happened("case.assigned", scene.case, by=scene.hnin, to=str(scene.luz.pk))
        pass_on()

        assert told() == set()


class TestWhatIsAround:
    def test_a_comment_is_its_case_for_those_who_may_read_it(self, scene: Scene) -> None:
        for somebody in (scene.hnin, scene.malee, scene.phyu):
            follows(somebody, scene.case)
        comment = CommentFactory.create(case=scene.case, author=scene.hnin)

        happened("case.commented", comment, by=scene.hnin, case=str(scene.case.pk))
        pass_on()

        assert told() == {"malee"}

    def test_support_is_what_it_helped(self, scene: Scene) -> None:
        support = IloSupportFactory.create()
        support.milestones.add(scene.milestone)
        follows(scene.malee, scene.campaign)
        follows(scene.hnin, scene.review)

        happened("support.linked", support, by=scene.karin)
        pass_on()

        assert told() == {"malee", "hnin"}

    def test_a_public_review_is_its_cases_even_for_who_may_not_read_them(
        self, scene: Scene
    ) -> None:
        scene.review.cases.add(scene.case)
        follows(scene.luz, scene.case)
        happened("milestone.reached", scene.milestone, reached_on="2026-11-22")
        happened("case.closed", scene.case, by=scene.hnin, to="won")
        pass_on()

        assert told("milestone.reached") == {"luz"}
        assert told("case.closed") == set()

    def test_an_ask_is_its_campaign_for_the_allies_too(self, scene: Scene) -> None:
        ally = NetworkFactory.create()
        scene.campaign.allies.add(ally)
        follows(leader(ally, "may"), ally)
        follows(scene.karin, CampaignFactory.create())

        happened("ask.added", AskFactory.create(campaign=scene.campaign), by=scene.hnin)
        pass_on()

        assert told() == {"may"}

    def test_a_thing_that_is_gone_is_nothing(self, scene: Scene) -> None:
        follows(scene.malee, "TH")
        happened("milestone.reached", scene.milestone, reached_on="2026-11-22")
        scene.milestone.delete()

        pass_on()

        assert told() == set()


class TestWhatIsOnesOwn:
    def test_is_followed_by_default(self, scene: Scene) -> None:
        happened("case.logged", scene.case, by=scene.phyu)
        happened("campaign.opened", scene.campaign, by=scene.hnin)
        pass_on()

        follow = Subscription.objects.values_list("user__username", "scope_type", "scope_id")
        assert set(follow) == {
            ("phyu", "case", str(scene.case.pk)),
            ("hnin", "campaign", str(scene.campaign.pk)),
        }

    def test_is_not_followed_again_by_who_muted_it(self, scene: Scene) -> None:
        follows(scene.phyu, scene.case, level=Level.MUTED)

        happened("case.logged", scene.case, by=scene.phyu)
        pass_on()

        assert Subscription.objects.get().level == Level.MUTED

    def test_is_a_network_or_country_in_which_one_is_given_a_role(self, scene: Scene) -> None:
        for held in (scene.daw.assignments.get(), scene.karin.assignments.get()):
            happened("role.granted", held, by=scene.hnin, user=str(held.user_id))
        pass_on()

        follow = Subscription.objects.values_list("user__username", "scope_type", "scope_id")
        assert set(follow) == {
            ("daw", "network", str(scene.network.pk)),
            ("karin", "country", "TH"),
        }
