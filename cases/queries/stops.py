"""The stages of one review in their order: which it passed, where it is, what is still to come."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import Confidence, LawReview, ReviewStatus, StageEvent, TemplateStage
from cases.queries.plan import Step, StepState
from cases.stages import Stage

Thing = TypeVar("Thing")

_OFF_THE_ROAD = frozenset(
    {
        Stage.LAPSED,
        Stage.WITHDRAWN,
        Stage.REJECTED,
        Stage.REGRESSION,
        Stage.MERGED,
        Stage.CARRIED_OVER,
        Stage.CONTEXT,
    }
)
"""What may happen to a law on its way, and is no station of any usual way."""


class StopState(TextChoices):
    """How one stage stands, in the words it is shown with."""

    REACHED = "reached", _("reached")
    UNDONE = "undone", _("reached before it went back")
    UNRECORDED = "unrecorded", _("not recorded")
    REGRESSED = "regressed", _("a step back")
    ASIDE = "aside", _("off the usual road")
    OVERDUE = "overdue", _("overdue")
    SLIPPED = "slipped", _("slipped")
    PLANNED = "planned", _("planned")
    MISSED = "missed", _("missed")
    AHEAD = "ahead", _("still open")
    NEVER = "never", _("not reached")


@dataclass(slots=True, kw_only=True)
class Stop:
    """One stage on the road, with the standing facts and the planned steps of it."""

    stage: Stage
    of_template: TemplateStage | None = None
    facts: list[StageEvent] = field(default_factory=list)
    """Oldest first."""
    steps: list[Step] = field(default_factory=list)
    """Soonest first."""
    state: StopState = StopState.AHEAD
    is_here: bool = False
    came_back: StageEvent | None = None
    """The last fact with which the review came back here from a later stage."""

    @property
    def name(self) -> str | Promise:
        return self.stage.label

    @property
    def first(self) -> StageEvent | None:
        """What says that it was reached first."""
        return self.facts[0] if self.facts else None

    @property
    def fact(self) -> StageEvent | None:
        """What says that it was reached, or reached again, last."""
        return self.facts[-1] if self.facts else None

    @property
    def is_disputed(self) -> bool:
        return any(fact.disputed for fact in self.facts)

    @property
    def step(self) -> Step | None:
        """What is planned next here; where nothing is, the last step that ended."""
        waiting = [step for step in self.steps if step.is_open]
        return waiting[0] if waiting else (self.steps[-1] if self.steps else None)

    @property
    def says_its_state(self) -> bool:
        """Where the review is here, it goes without saying that it reached this."""
        return not (self.is_here and self.state == StopState.REACHED)

    @property
    def came_back_between(self) -> StageEvent | None:
        """What it came back with, where that is neither what came first nor what came last."""
        return None if self.came_back in {self.first, self.fact} else self.came_back

    @property
    def is_behind(self) -> bool:
        """The line that leads on from here was walked."""
        return self.state in _WALKED and not self.is_here


_WALKED = {StopState.REACHED, StopState.UNRECORDED, StopState.REGRESSED, StopState.ASIDE}


def stops_of(
    review: LawReview,
    *,
    stages: Sequence[TemplateStage],
    facts: Iterable[StageEvent],
    plan: Sequence[Step],
) -> list[Stop]:
    """Lay ``facts`` (oldest first) and ``plan`` (soonest first) on the stages of the template.

    A stage may be reached more than once, and a review may go back: nothing is hidden. What
    is no stage of the template stands as a stop of its own, where the review stood by then.
    A review without a template walks the stages it has, in the order of the vocabulary.
    """
    moving = [fact for fact in facts if _moves(fact)]
    stops = [Stop(stage=Stage(one.stage), of_template=one) for one in stages]
    if not stops:
        stops = _without_template(moving, plan)
    moving = _in_time(moving, stops)
    asides, at = _walk(stops, moving)
    for place, steps in _dealt_out(stops, plan, [Stage(one.milestone.stage) for one in plan]):
        stops[place].steps = steps
    last = moving[-1] if moving else None
    for place, stop in enumerate(stops):
        stop.is_here = place == at and last in stop.facts
        stop.state = _state_of(stop, is_past=place < at, review=review)
    return _joined(stops, asides, last)


def _moves(fact: StageEvent) -> bool:
    said = fact.stage != Stage.CONTEXT and fact.confidence != Confidence.UNCONFIRMED
    return said and not hasattr(fact, "retraction")


def _without_template(moving: Iterable[StageEvent], plan: Iterable[Step]) -> list[Stop]:
    known = {fact.stage for fact in moving} | {step.milestone.stage for step in plan}
    return [Stop(stage=stage) for stage in Stage if stage in known and stage not in _OFF_THE_ROAD]


def _in_time(moving: list[StageEvent], stops: list[Stop]) -> list[StageEvent]:
    """Put what came on one day, and was written down at once, in the order of the road.

    The last stays the last: it says where the review stands.
    """
    place_of = {stop.stage: place for place, stop in enumerate(stops)}
    before = sorted(
        moving[:-1], key=lambda one: (one.on, one.recorded_at, place_of.get(Stage(one.stage), 0))
    )
    return before + moving[-1:]


def _walk(stops: list[Stop], moving: list[StageEvent]) -> tuple[dict[int, list[Stop]], int]:
    """Put each fact at its stop in the order of time; return what fits none, and the end."""
    place_of = {
        fact.pk: place
        for place, some in _dealt_out(stops, moving, [Stage(one.stage) for one in moving])
        for fact in some
    }
    asides: dict[int, list[Stop]] = defaultdict(list)
    at = -1
    for fact in moving:
        place = place_of.get(fact.pk)
        if place is None:
            asides[at].append(_aside(fact))
            continue
        stops[place].facts.append(fact)
        if place < at:
            stops[place].came_back = fact
        at = place
    return asides, at


def _dealt_out(
    stops: list[Stop], things: Sequence[Thing], stages: Sequence[Stage]
) -> Iterable[tuple[int, list[Thing]]]:
    """Deal ``things`` to the stops of their stages; a stage that comes twice takes one each.

    A bill passes two chambers: the first vote is the first stop's, the rest are the last one's.
    """
    places: dict[Stage, list[int]] = defaultdict(list)
    for place, stop in enumerate(stops):
        places[stop.stage].append(place)
    dealt: dict[int, list[Thing]] = defaultdict(list)
    for thing, stage in zip(things, stages, strict=True):
        free = places.get(stage, [])
        if free:
            dealt[free[0]].append(thing)
            places[stage] = free[1:] or free
    return dealt.items()


def _aside(fact: StageEvent) -> Stop:
    is_step_back = fact.stage == Stage.REGRESSION
    state = StopState.REGRESSED if is_step_back else StopState.ASIDE
    return Stop(stage=Stage(fact.stage), facts=[fact], state=state)


def _state_of(stop: Stop, *, is_past: bool, review: LawReview) -> StopState:
    if stop.facts:
        return StopState.REACHED if is_past or stop.is_here else StopState.UNDONE
    step = stop.step
    if step is not None and step.state in _AS_PLANNED:
        return _AS_PLANNED[step.state]
    if is_past:
        return StopState.UNRECORDED
    return StopState.AHEAD if review.status == ReviewStatus.OPEN else StopState.NEVER


_AS_PLANNED = {
    StepState.OVERDUE: StopState.OVERDUE,
    StepState.SLIPPED: StopState.SLIPPED,
    StepState.PLANNED: StopState.PLANNED,
    StepState.MISSED: StopState.MISSED,
}


def _joined(
    stops: list[Stop], asides: dict[int, list[Stop]], last: StageEvent | None
) -> list[Stop]:
    road = [*asides.get(-1, [])]
    for place, stop in enumerate(stops):
        road += [stop, *asides.get(place, [])]
    for some in asides.values():
        for stop in some:
            stop.is_here = last in stop.facts
    return road
