"""A result in the shape of the ILO's Results Monitoring Tool, from one reached milestone."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from backend.accounts.models import User
from backend.calendars import written
from backend.papers.paper import Section
from backend.translated import in_language
from campaigns.models import Ask, Network
from cases.models import Effect, IloSupport, Milestone, Report, SupportOutcome, Track
from cases.stages import Stage

STEP_OF = {
    Stage.PUBLISHED: 2,
    Stage.IN_FORCE: 2,
    Stage.REMEDY_EFFECTIVE: 2,
    Stage.IMPLEMENTING_RULES: 3,
    Stage.OPERATIONAL: 3,
    Stage.FULLY_COMPULSORY: 3,
}
"""The ILO's three steps: strategy endorsed, law adopted, governance improved. No others count."""
OF_A_STRATEGY = {Stage.DRAFT_ENDORSED: 1}
"""A draft that is endorsed is a step of a strategy; that of a law is none until it is adopted."""


def result_sections(report: Report, milestone: Milestone, *, reader: User) -> Iterator[Section]:
    """Return the sections of a result, in the order of the tool."""
    support = list(
        IloSupport.objects.visible_to(reader)
        .filter(milestones=milestone)
        .prefetch_related("outcomes", "effects")
        .order_by("title", "id")
    )
    noted = outcome_for(milestone, support)
    head = (_("Field"), _("As recorded"))
    yield Section(heading=_("Result"), head=head, rows=tuple(_codes(milestone, support, noted)))
    yield Section(heading=_("Outcome summary"), texts=(report.summary,) if report.summary else ())
    yield _achieved(milestone)
    yield Section(heading=_("The ILO’s contribution"), texts=tuple(_given(one) for one in support))
    yield Section(
        heading=_("The workers’ contribution"),
        texts=(*_asked(milestone, reader), *_said(support, reader)),
    )
    heading = _("Gender equality and non-discrimination")
    yield Section(heading=heading, texts=(report.gender,) if report.gender else ())


def sources_of(milestone: Milestone) -> list[str]:
    """Return where the reaching of a milestone can be checked."""
    event = milestone.event.sources if milestone.event else []
    named = [one.get("title") or one.get("url", "") for one in event]
    return list(dict.fromkeys(one for one in [*named, milestone.source_url] if one))


def step_of(milestone: Milestone) -> int | None:
    """Return which of the ILO's steps the reaching of a milestone is, if any (DOMAIN §3.2)."""
    stage, track = Stage(milestone.stage), milestone.law_review.track
    is_strategy = track == Track.POLICY_STRATEGY
    return STEP_OF.get(stage) or (OF_A_STRATEGY.get(stage) if is_strategy else None)


def biennium_of(milestone: Milestone) -> str:
    """Return the two years in which a milestone was reached; "" for one that was not."""
    if milestone.reached_on is None:
        return ""
    first = milestone.reached_on.year - milestone.reached_on.year % 2
    return f"{first}-{(first + 1) % 100:02}"


def outcome_for(milestone: Milestone, support: Sequence[IloSupport]) -> SupportOutcome | None:
    """Return what the support counts under in the biennium of the milestone."""
    biennium = biennium_of(milestone)
    found = [one for piece in support for one in piece.outcomes.all() if one.biennium == biennium]
    return max(found, key=lambda one: (one.recorded_at, str(one.pk)), default=None)


def _codes(
    milestone: Milestone,
    support: Sequence[IloSupport],
    noted: SupportOutcome | None,
) -> Iterator[tuple[str, str]]:
    step = step_of(milestone)
    plain = next((one.cpo_code for one in support if one.cpo_code), "")
    yield (_("Indicator"), noted.wording if noted else "")
    yield (_("Step"), str(step) if step else "")
    yield (_("Date"), _day(milestone))
    yield (_("Country programme outcome"), noted.cpo_code if noted else plain)
    yield (_("Biennium and indicator"), _biennium(milestone, noted))


def _biennium(milestone: Milestone, noted: SupportOutcome | None) -> str:
    parts = (biennium_of(milestone), noted.indicator if noted else "")
    return " | ".join(part for part in parts if part)


def _day(milestone: Milestone) -> str:
    if milestone.reached_on is None:
        return ""
    return written(milestone.reached_on, precision=milestone.precision)


def _achieved(milestone: Milestone) -> Section:
    fact = milestone.event
    told = in_language(fact, "summary") if fact and fact.summary else ""
    reached = (
        _("%(milestone)s: reached on %(day)s.")
        % {"milestone": in_language(milestone), "day": _day(milestone)}
        if milestone.reached_on
        else _("%(milestone)s: not reached yet.") % {"milestone": in_language(milestone)}
    )
    sources = [_("Source: %(source)s") % {"source": one} for one in sources_of(milestone)]
    texts = (reached, told, *sources)
    return Section(heading=_("Outcome achieved"), texts=tuple(text for text in texts if text))


def _given(support: IloSupport) -> str:
    days = [
        written(day, precision=precision)
        for day, precision in (
            (support.starts_on, support.starts_precision),
            (support.ends_on, support.ends_precision),
        )
        if day
    ]
    kind = str(support.get_kind_display()).capitalize()
    when = f" ({' → '.join(dict.fromkeys(days))})" if days else ""
    return f"{kind}: {in_language(support)}{when}"


def _asked(milestone: Milestone, reader: User) -> Iterator[str]:
    """Return what networks asked for that this review could answer."""
    asks = Ask.objects.visible_to(reader).filter(reviews=milestone.law_review)
    for ask in asks.select_related("campaign__lead_network").order_by("title", "id"):
        network = in_language(ask.campaign.lead_network, "name")
        said = {"network": network, "ask": in_language(ask)}
        yield _("%(network)s asked for it: %(ask)s") % said


def _said(support: Sequence[IloSupport], reader: User) -> Iterator[str]:
    """Return what networks said of the support, for and against."""
    known = {one.pk: one for one in Network.objects.visible_to(reader)}
    for piece in support:
        for word in sorted(piece.effects.all(), key=lambda one: (one.said_on, one.said_at)):
            network = known.get(word.network_id)
            said = {
                "network": in_language(network, "name") if network else _("A network of workers"),
                "effect": Effect(word.effect).label,
                "support": in_language(piece),
                "day": written(word.said_on),
                "words": word.words,
            }
            yield (
                _("%(network)s on “%(support)s” (%(day)s): %(effect)s. %(words)s") % said
            ).strip()
