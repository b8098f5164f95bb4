"""The cards of campaigns and law reviews: their public facts in the words of one language."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from backend import countries
from backend.calendars import Calendar, Precision, in_eras
from backend.translated import in_language
from backend.web.sharing.card import Card, Line
from campaigns.models import Campaign
from cases.models import LawReview
from cases.queries.progress import Progress, Voice

MOST_ASKS = 3


def card_of_campaign(campaign: Campaign, voice: Voice) -> Card:
    """Introduce a public campaign, loaded ``with_parts``, in the active language."""
    where = ("campaigns:campaign", "campaigns:card")
    return _card(campaign, voice, kind=_("Campaign"), by=_fighters(campaign), where=where)


def card_of_review(review: LawReview, voice: Voice) -> Card:
    """Introduce a public law review in the active language."""
    where = ("cases:review", "cases:review-card")
    return _card(review, voice, kind=_("Law review"), by=review.lead_body, where=where)


def _card(
    record: Campaign | LawReview, voice: Voice, *, kind: str, by: str, where: tuple[str, str]
) -> Card:
    """Put a card together; ``where`` are the routes of its page and of its picture."""
    language = get_language() or "en"
    page, picture = where
    return Card(
        language=language,
        over=f"{kind} · {countries.name_of(record.country)}",
        title=in_language(record),
        lead=_asked(voice),
        lines=_lines(voice.progress, country=record.country),
        by=by,
        page=reverse(page, args=[record.slug]),
        picture=reverse(picture, args=[record.slug, language]),
    )


def _asked(voice: Voice) -> str:
    return " · ".join(in_language(ask) for ask in voice.asks[:MOST_ASKS])


def _fighters(campaign: Campaign) -> str:
    allies = len(campaign.allies.all())
    lead = in_language(campaign.lead_network, "name")
    if not allies:
        return lead
    others = ngettext("and %(allies)d ally", "and %(allies)d allies", allies)
    return f"{lead}, {others % {'allies': allies}}"


def _lines(progress: Progress, *, country: str) -> tuple[Line, ...]:
    if not progress.reviews:
        return (Line(_("Where the law stands"), _("No law review answers these asks yet.")),)
    lines = (_reached(progress, country), _coming(progress, country), _silence(progress))
    return tuple(line for line in lines if line)


def _reached(progress: Progress, country: str) -> Line | None:
    if progress.reached is None:
        return Line(_("Where it stands"), _("No fact recorded yet"))
    review = progress.reached.review
    label = _("A step back") if progress.is_set_back else _("Reached")
    when = _written(review.stage_since, review.stage_precision or Precision.DAY, country)
    return Line(label, str(progress.reached.stage_label), when)


def _coming(progress: Progress, country: str) -> Line | None:
    if progress.coming is None:
        return Line(_("Next"), _("No step is planned.")) if progress.is_open else None
    milestone = progress.coming.milestone
    label = _("Overdue") if progress.is_late else _("Next")
    return Line(
        label, in_language(milestone), _written(milestone.due_on, milestone.precision, country)
    )


def _silence(progress: Progress) -> Line | None:
    if not progress.stalled:
        return None
    months = progress.stalled[0].quiet_months or 0
    text = ngettext(
        "Nothing was heard for %(months)d month", "Nothing was heard for %(months)d months", months
    )
    return Line(_("Stalled"), text % {"months": months})


def _written(day: dt.date | None, precision: str, country: str) -> str:
    """Write a date as readers of the active language count years, whoever asked for the card."""
    if day is None:
        return ""
    is_thai = (get_language() or "").startswith("th")
    calendar = Calendar.BUDDHIST if is_thai else Calendar.GREGORIAN
    return in_eras(day, precision=precision, calendar=calendar, country=country)
