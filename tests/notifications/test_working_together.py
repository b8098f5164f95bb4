"""What is said inside a network stays there: no follower, inbox or mail carries it further."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from backend.accounts.models import User
from campaigns.models import Network
from cases.actions import cases, proposals, teamwork
from cases.models import AdvocacyCase, Comment, CommentReaders, Proposal, Visibility
from cases.stages import Stage
from notifications import texts
from notifications.kinds import NEUTRAL
from notifications.models import Notification
from tests import factories
from tests.interface import listed, program, read
from tests.notifications.conftest import Scene
from tests.notifications.stage import LONG_AGO, follows, pass_on, told


@pytest.fixture
def ally(scene: Scene) -> User:
    """Return the leader of a network allied to the campaign, with whom the case is shared."""
    network: Network = factories.NetworkFactory.create(name="Rose")
    scene.campaign.allies.add(network)
    cases.share(scene.case, by=scene.hnin, with_=Visibility.ALLIES_AND_ILO)
    return factories.leader(network, "dao")


@pytest.fixture
def everybody(scene: Scene, ally: User) -> list[User]:
    """Return people who all follow the case, whatever they may see of it."""
    pass_on()
    Notification.objects.all().delete()
    people = [scene.hnin, scene.malee, scene.phyu, scene.daw, scene.karin, scene.luz, ally]
    for somebody in people:
        follows(somebody, scene.case)
    return people


def says(scene: Scene, readers: CommentReaders, *, by: User | None = None) -> Comment:
    new = teamwork.NewComment(id=uuid4(), text="Her employer is Mr X.", readers=readers)
    return teamwork.comment(scene.case, new, by=by or scene.hnin)


def inbox(somebody: User) -> list[str]:
    notices = Notification.objects.visible_to(somebody).with_event()
    return [one.text + one.path for one in texts.worded(notices, user=somebody)]


class TestACommentForTheNetwork:
    @pytest.mark.usefixtures("everybody")
    def test_is_told_inside_alone(self, scene: Scene) -> None:
        says(scene, CommentReaders.NETWORK)
        pass_on()

        assert told() == {"malee"}

    def test_is_in_nobody_elses_record_of_events(self, scene: Scene, ally: User) -> None:
        comment = says(scene, CommentReaders.NETWORK)

        for reader in (scene.karin, ally, scene.phyu, scene.luz):
            assert listed(reader, "events/", subject_id=comment.pk) == []
            assert str(comment.pk) not in str(read(reader, "events/"))
        assert len(listed(scene.malee, "events/", subject_id=comment.pk)) == 1

    def test_is_followed_by_no_id_of_its_own(self, scene: Scene) -> None:
        comment = says(scene, CommentReaders.NETWORK)
        body = {"scope_type": "case", "scope_id": str(comment.pk), "level": "all"}

        assert program(scene.malee).post("/api/v1/subscriptions/", body).status_code == 404

    @pytest.mark.usefixtures("everybody")
    def test_becomes_neutral_for_who_left_since(self, scene: Scene) -> None:
        says(scene, CommentReaders.NETWORK)
        pass_on()
        assert scene.case.reference in inbox(scene.malee)[0]

        scene.malee.assignments.all().delete()

        assert inbox(User.objects.get(pk=scene.malee.pk)) == [str(NEUTRAL)]


class TestACommentForAll:
    @pytest.mark.usefixtures("everybody")
    def test_is_told_to_all_who_read_the_case(self, scene: Scene) -> None:
        says(scene, CommentReaders.CASE)
        pass_on()

        assert told() == {"malee", "phyu", "karin", "dao"}

    @pytest.mark.usefixtures("everybody")
    def test_is_not_told_to_whom_the_case_was_closed_before_it_was_passed_on(
        self, scene: Scene
    ) -> None:
        says(scene, CommentReaders.CASE)
        cases.share(scene.case, by=scene.hnin, with_=Visibility.NETWORK)
        pass_on()

        assert told("case.commented") == {"malee", "phyu"}

    @pytest.mark.usefixtures("everybody")
    def test_said_before_the_case_was_shared_reaches_nobody_who_came_later(
        self, scene: Scene
    ) -> None:
        cases.share(scene.case, by=scene.hnin, with_=Visibility.NETWORK)
        scene.case.refresh_from_db()
        says(scene, CommentReaders.CASE)
        cases.share(scene.case, by=scene.hnin, with_=Visibility.ALLIES_AND_ILO)
        pass_on()

        assert told("case.commented") == {"malee", "phyu"}

    @pytest.mark.usefixtures("everybody")
    def test_is_told_without_its_words_and_its_author(self, scene: Scene) -> None:
        comment = says(scene, CommentReaders.CASE)
        pass_on()

        (line,) = inbox(scene.karin)
        assert "somebody wrote a comment" in line
        assert line.endswith(f"{reverse('cases:case', args=[scene.case.pk])}#comment-{comment.pk}")
        assert "Mr X" not in line
        assert "hnin" not in line
        notices = Notification.objects.filter(user=scene.karin).with_event()
        (outside,) = texts.outside(notices, user=scene.karin)
        assert outside.text == str(NEUTRAL)


class TestATask:
    @pytest.mark.usefixtures("everybody")
    def test_is_told_to_whom_it_was_given_and_inside_alone(self, scene: Scene) -> None:
        new = teamwork.NewTask(id=uuid4(), title="Call Mr X", owner=scene.malee)
        task = teamwork.give_task(scene.case, new, by=scene.hnin)
        pass_on()
        teamwork.finish_task(task, by=scene.malee, now=LONG_AGO)
        pass_on()

        assert told("task.given") == {"malee"}
        assert told("task.done") == {"hnin"}

    def test_is_told_to_its_owner_even_if_she_follows_nothing(self, scene: Scene) -> None:
        new = teamwork.NewTask(id=uuid4(), title="Call the office", owner=scene.malee)
        teamwork.give_task(scene.case, new, by=scene.hnin)
        pass_on()

        assert told() == {"malee"}
        assert "“Call the office”" in inbox(scene.malee)[0]


class TestAProposal:
    def test_goes_between_its_proposer_and_the_keeper(self, scene: Scene) -> None:
        scene.review.officer = scene.karin
        scene.review.save()
        for somebody in (scene.hnin, scene.phyu, scene.luz):
            follows(somebody, scene.review)

        proposal = proposed(scene)
        pass_on()
        proposals.accept(proposal, by=scene.karin)
        pass_on()

        assert told("review.update_proposed") == {"karin"}
        assert told("review.proposal_accepted") == {"malee"}
        assert told("review.stage_changed") == {"hnin", "phyu", "luz"}

    def test_is_told_to_the_keeper_without_its_author(self, scene: Scene) -> None:
        scene.review.officer = scene.karin
        scene.review.save()
        proposal = proposed(scene)
        pass_on()

        (line,) = inbox(scene.karin)
        assert "malee" not in line
        assert line.endswith(f"#proposal-{proposal.pk}")
        assert "malee" not in str(read(scene.karin, "events/"))
        assert str(scene.malee.pk) not in str(read(scene.karin, "events/"))


def proposed(scene: Scene, **more: Any) -> Proposal:
    given: dict[str, Any] = {
        "id": uuid4(),
        "stage": Stage.DRAFTING,
        "on": LONG_AGO.date(),
        "summary": "A draft goes round",
        "source_url": "https://example.org/draft",
    }
    new = proposals.NewProposal(**given | more)
    return proposals.propose(scene.review, new, by=scene.malee)


class TestTheCase:
    def test_says_nothing_of_its_comments_and_tasks_in_its_own_history(
        self, scene: Scene, ally: User
    ) -> None:
        says(scene, CommentReaders.NETWORK)
        factories.TaskFactory.create(case=scene.case, owner=scene.malee, title="Call Mr X")

        shown = read(ally, f"cases/{scene.case.pk}/")

        assert "Mr X" not in str(shown)
        assert listed(ally, "events/", subject_type="cases.comment") == []
        assert AdvocacyCase.objects.get(pk=scene.case.pk).version == shown["version"]
