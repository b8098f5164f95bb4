"""The catalogue of what people are told."""

import ast
import re
from dataclasses import replace

import time_machine
from django.conf import settings
from django.utils import translation

from backend.audit.models import Event
from campaigns.models import Campaign
from cases.models import LawReview
from notifications.kinds import GROUPS, KINDS, NEUTRAL, UNTOLD
from notifications.models import Cadence, Channel
from notifications.subjects import SUBJECTS
from notifications.telling import Telling
from tests.factories import MilestoneFactory
from tests.invariants.source import modules, tree
from tests.notifications.stage import happened
from tests.notifications.story import TODAY, assemble, tell_everything

LANGUAGES = [code for code, _name in settings.LANGUAGES]
A_KIND = re.compile(
    rf"(?:{'|'.join(GROUPS)}|figure|network|parliament|person|programme|report|template)\.[a-z_]+"
)


def kinds_in_the_code() -> set[str]:
    """Return every text of an action module that has the form of a kind."""
    return {
        node.value
        for path in modules("*/actions", "*/actions/*.py", "*/audit")
        if path.stem != "following"  # it only looks at kinds, and writes none
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and A_KIND.fullmatch(node.value)
    }


class TestEveryKindInTheCode:
    def test_is_told_or_said_to_be_untold(self) -> None:
        assert kinds_in_the_code() - KINDS.keys() - UNTOLD == set()

    def test_is_all_that_the_catalogue_names(self) -> None:
        assert (KINDS.keys() | UNTOLD) - kinds_in_the_code() == set()

    def test_is_not_both_told_and_untold(self) -> None:
        assert KINDS.keys() & UNTOLD == set()

    def test_belongs_to_a_group_that_people_choose_by(self) -> None:
        assert {kind.partition(".")[0] for kind in KINDS} == GROUPS.keys()


class TestEverySentence:
    def test_is_written_of_what_really_happened_in_every_language(self) -> None:
        with time_machine.travel(TODAY, tick=False):
            tell_everything(assemble())
        events = list(Event.objects.filter(kind__in=KINDS))

        for language in LANGUAGES:
            with translation.override(language):
                sentences = {event.kind: sentence_of(event, "buddhist") for event in events}

            assert sentences.keys() == KINDS.keys()
            assert [s for s in sentences.values() if not s or "%(" in s or "None" in s] == []

    def test_writes_a_date_in_the_readers_own_years(self) -> None:
        milestone = MilestoneFactory.create()
        reached = happened("milestone.reached", milestone, reached_on="2026-11-22")

        with translation.override("th"):
            assert "22 พฤศจิกายน พ.ศ. 2569 (ค.ศ. 2026)" in sentence_of(reached, "buddhist")
        assert "22 November 2026 (B.E. 2569)" in sentence_of(reached, "gregorian")

    def test_writes_a_date_only_as_exactly_as_it_is_known(self) -> None:
        milestone = MilestoneFactory.create()
        reached = happened(
            "milestone.reached", milestone, reached_on="2026-11-01", precision="month"
        )

        assert "reached on November 2026" in sentence_of(reached, "gregorian")


def sentence_of(event: Event, calendar: str) -> str:
    subject = SUBJECTS[event.subject_type].rows().get(pk=event.subject_id)
    return KINDS[event.kind].text(Telling(event, calendar), subject)


class TestEveryMessage:
    """Of every kind, on every channel, in every language, about what everybody may know."""

    def test_is_written_and_lets_out_no_word_that_its_kind_does_not_name(self) -> None:
        cast = assemble()
        with time_machine.travel(TODAY, tick=False):
            tell_everything(cast)
        LawReview.objects.update(is_public=True)
        Campaign.objects.update(is_public=True)
        newest = {event.kind: event for event in Event.objects.filter(kind__in=KINDS)}
        assert newest.keys() == KINDS.keys()

        for language in LANGUAGES:
            with translation.override(language):
                for event in newest.values():
                    for said in outside(event):
                        assert said.strip()
                        assert not set(re.findall(r"%\(|None|Champa|No card|Locked in", said))

    def test_is_short_enough_for_a_lock_screen(self) -> None:
        milestone = MilestoneFactory.create(law_review__title="Royal decree " * 15)
        event = happened("milestone.reached", milestone, reached_on="2026-11-22")

        _letter, short = outside(event)

        assert len(short) < 100
        assert short.startswith("A milestone is reached: Royal decree")


class TestAKindThatNamesNoPublicWord:
    def test_says_nothing_outside_even_of_what_is_public(self) -> None:
        milestone = MilestoneFactory.create()
        told = Telling(happened("milestone.reached", milestone), "gregorian")
        kind = replace(KINDS["milestone.reached"], public=frozenset({"review"}))

        assert kind.public_text(told, milestone) == str(NEUTRAL)
        assert replace(kind, public=frozenset()).public_short(told, milestone) == str(NEUTRAL)

    def test_is_every_kind_about_cases_and_people(self) -> None:
        silent = {name.partition(".")[0] for name, kind in KINDS.items() if not kind.public}

        assert silent == {
            *("case", "consent", "coverage", "evidence", "identity", "member", "network", "role"),
            *("review", "search", "task", "testimony"),
        }
        assert {n for n, k in KINDS.items() if n.startswith("review.") and not k.public} == {
            "review.update_proposed",
            "review.proposal_accepted",
            "review.proposal_declined",
        }


class TestWhatIsUsualOnAChannel:
    def test_is_the_less_the_louder_and_dearer_it_is(self) -> None:
        counts = [
            sum(kind.usual(channel) == Cadence.NOW for kind in KINDS.values())
            for channel in (Channel.EMAIL, Channel.PUSH, Channel.SMS)
        ]

        assert counts[0] >= counts[1] > counts[2] > 0

    def test_of_what_wants_an_answer_leaves_the_dearest_for_when_nobody_gives_one(self) -> None:
        wanting = [kind for kind in KINDS.values() if kind.wants_answer]

        assert {kind.usual(Channel.EMAIL) for kind in wanting} == {Cadence.NOW}
        told_first = [kind for kind in wanting if kind.is_for_followers]
        assert {kind.usual(Channel.SMS) for kind in told_first} == {Cadence.OFF}


def outside(event: Event) -> tuple[str, str]:
    """Return what a letter and what a short message says of ``event``."""
    of_its_type = SUBJECTS[event.subject_type]
    subject = of_its_type.rows().get(pk=event.subject_id)
    kind, told = KINDS[event.kind], Telling(event, "buddhist")
    if not of_its_type.is_public(subject):
        return str(NEUTRAL), str(NEUTRAL)
    return kind.public_text(told, subject), kind.public_short(told, subject)
