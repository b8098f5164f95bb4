"""What happens: a case is logged, a milestone is reached, and those who follow hear of it."""

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backend import calendars
from backend.sample.story.caller import Caller, NoAnswer, StoryBroken, is_up
from backend.sample.story.mail import Mail, mails_in
from backend.sample.story.telling import Teller

CAMPAIGN, NETWORK, REVIEW = "section-33", "nmdw-th", "th-section-33"
PAUSE_SECONDS = 0.1
SUBJECT_SHOWN = 48
TOLD = {"case.logged": "a case was logged", "milestone.reached": "a milestone was reached"}
EXPECTED_MAILS = Counter({"leader.th@example.org": 1, "organiser.th@example.org": 2})
Pause = Callable[[float], object]


class SampleMissing(StoryBroken):
    """The story needs something of the sample that cannot be seen."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            f"“{slug}” is not to be seen. `manage.py load_sample` adds what is missing."
        )


class NotTold(StoryBroken):
    """Somebody who follows did not hear of it in time."""

    def __init__(self, username: str, *, kind: str) -> None:
        super().__init__(
            f"{username} was not told in time: {TOLD[kind]}. Does a worker run? "
            "Nothing is lost: the sweep finds it when one does."
        )


@dataclass(frozen=True, slots=True)
class Clock:
    """Counts from when something was done, and waits for what follows."""

    start: float
    patience: float
    pause: Pause

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.start

    def polls(self) -> Iterator[None]:
        """Go round until the deadline, with pauses."""
        while self.seconds < self.patience:
            yield
            self.pause(PAUSE_SECONDS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    url: str
    mail_folder: Path
    today: dt.date
    teller: Teller
    patience: float = 20
    """Seconds after which something that should follow counts as not coming."""
    pause: Pause = time.sleep

    def tell(self) -> None:
        """Do it all, and say it.

        Raises:
            StoryBroken: the server or its worker does not do its part.
        """
        self._wait_for_server()
        known = len(mails_in(self.mail_folder))
        with (
            self._caller("leader.th") as leader,
            self._caller("officer.th") as officer,
            self._caller("organiser.th") as organiser,
        ):
            case, case_clock = self._log_case(leader)
            step, step_clock = self._reach_milestone(officer)
            self.teller.step("The worker tells those who follow this and may see it.")
            self._await_alert(organiser, of=case, kind="case.logged", clock=case_clock)
            self._await_alert(organiser, of=step, kind="milestone.reached", clock=step_clock)
            self._await_alert(leader, of=step, kind="milestone.reached", clock=step_clock)
            self._show_inboxes(leader, organiser)
        self._show_mails(known, clock=step_clock)

    def _caller(self, username: str) -> Caller:
        return Caller(self.url, username=username)

    def _clock(self) -> Clock:
        return Clock(time.monotonic(), self.patience, self.pause)

    def _wait_for_server(self) -> None:
        for _turn in self._clock().polls():
            if is_up(self.url):
                return
        raise NoAnswer(self.url)

    def _log_case(self, leader: Caller) -> tuple[dict[str, Any], Clock]:
        self.teller.step(f"{leader.username} logs a case for her network.")
        provisions = leader.list("provisions/", search="Section 33")
        case = leader.post(
            "cases/",
            campaign=_with_slug(leader.list("campaigns/"), CAMPAIGN)["id"],
            network=_with_slug(leader.list("networks/"), NETWORK)["id"],
            title="Hospital bill paid from her wages (sample story)",
            summary="Invented: without section 33 there was no sickness benefit.",
            issue_kinds=["social_security_exclusion", "sick_leave"],
            provisions=[provision["id"] for provision in provisions],
            people_affected=1,
            visibility="allies_and_ilo",
        )
        self.teller.line(f"{case['reference']}  {case['title']}")
        return case, self._clock()

    def _reach_milestone(self, officer: Caller) -> tuple[dict[str, Any], Clock]:
        self.teller.step(f"{officer.username} marks a milestone of the law review reached.")
        review = _with_slug(officer.list("law-reviews/"), REVIEW)
        awaited = self._overdue(officer, review) or self._planned(officer, review)
        step = officer.post(
            f"milestones/{awaited['id']}/mark-reached/",
            on=self.today.isoformat(),
            precision="day",
            note="Sample story, not a fact.",
        )
        self.teller.line(review["title"])
        self.teller.line(step["title"])
        late = step["slip_days"]
        when = f"{late} days after its plan" if late else "as planned"
        self.teller.line(
            f"planned for {_day(step['planned_on'])}, reached on {_day(step['reached_on'])}, {when}"
        )
        return step, self._clock()

    def _overdue(self, officer: Caller, review: dict[str, Any]) -> dict[str, Any] | None:
        """Return an overdue step that moves no stage: the review's real stage must stay."""
        late = officer.list("milestones/", law_review=review["id"], overdue="true", stage="context")
        return late[0] if late else None

    def _planned(self, officer: Caller, review: dict[str, Any]) -> dict[str, Any]:
        """Plan a step for today, where the story was told before."""
        self.teller.line("The overdue one was reached before, so she first plans one for today.")
        return officer.post(
            "milestones/",
            law_review=review["id"],
            stage="context",
            title="SSO meets the networks again (sample plan)",
            planned_on=self.today.isoformat(),
        )

    def _await_alert(self, reader: Caller, *, of: dict[str, Any], kind: str, clock: Clock) -> None:
        """Read her inbox until the alert is there."""
        for _turn in clock.polls():
            if reader.list("notifications/", kind=kind, subject_id=of["id"]):
                told = f"{reader.username} is told after {clock.seconds:.1f} s: {TOLD[kind]}"
                self.teller.line(told)
                return
        raise NotTold(reader.username, kind=kind)

    def _show_inboxes(self, *readers: Caller) -> None:
        for reader in readers:
            self.teller.step(f"The inbox of {reader.username}:")
            for notice in reader.list("notifications/", page_size="3"):
                mark = "  " if notice["read_at"] else "• "
                self.teller.line(f"{mark}{notice['text']}")

    def _show_mails(self, known: int, *, clock: Clock) -> None:
        self.teller.step(f"Mails land in {self.mail_folder}:")
        new: list[Mail] = []
        for _turn in clock.polls():
            new = mails_in(self.mail_folder)[known:]
            if Counter(mail.to for mail in new) >= EXPECTED_MAILS:
                break
        if not new:
            self.teller.line("None came. The inboxes above are what counts.")
        for mail in new:
            self.teller.line(mail.file)
            self.teller.line(f"  to {mail.to}: {_cut(mail.subject)}")


def _cut(subject: str) -> str:
    # By characters: Thai and Burmese have no spaces to cut at.
    return subject if len(subject) <= SUBJECT_SHOWN else f"{subject[:SUBJECT_SHOWN]}…"


def _day(iso: str) -> str:
    return calendars.written(dt.date.fromisoformat(iso))


def _with_slug(rows: list[dict[str, Any]], slug: str) -> dict[str, Any]:
    for row in rows:
        if row["slug"] == slug:
            return row
    raise SampleMissing(slug)
