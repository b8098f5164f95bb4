"""Campaigns with their asks, and the published lists of themes."""

from dataclasses import dataclass, field
from typing import Any

from backend.sample.loading.files import Marks, Texts, other_languages
from backend.sample.loading.rows import Rows, id_of
from campaigns.models import Ask, Campaign, Network, ThematicArea


@dataclass(frozen=True, kw_only=True, slots=True)
class ThemesEntry:
    scheme: str
    phase: str
    groups: list[dict[str, Any]]
    sources: Marks


def add_themes(rows: Rows) -> None:
    """Add the lists of themes; each theme is from where its list is from."""
    for said in rows.files.entries("thematic_areas", ThemesEntry):
        areas = [(group, area) for group in said.groups for area in group["areas"]]
        for position, (group, area) in enumerate(areas, start=1):
            theme = ThematicArea(
                pk=id_of(ThematicArea, said.scheme, said.phase, area["code"]),
                scheme=said.scheme,
                phase=said.phase,
                code=area["code"],
                group=group["names"].get("en", ""),
                position=position,
                name=area["names"]["en"],
                names=other_languages(area["names"]),
                sources=rows.cite(said.sources),
            )
            rows.add(theme, "scheme", "phase", "code")


@dataclass(frozen=True, kw_only=True, slots=True)
class CampaignEntry:
    slug: str
    titles: Texts
    summary: str
    country: str
    lead_network: str
    allies: list[str]
    status: str
    is_public: bool
    thematic_areas: list[dict[str, Any]]
    asks: list[dict[str, Any]]
    sources: Marks
    fictional: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class AskEntry:
    slug: str
    titles: Texts
    text: str
    addressed_to: str
    sources: Marks = field(default_factory=list)
    fictional: bool = False


def add_campaigns(rows: Rows) -> None:
    """Add the campaigns with allies, themes and asks."""
    for said in rows.files.entries("campaigns", CampaignEntry):
        campaign, is_new = rows.add(_campaign(said, rows=rows), "slug")
        if is_new:
            campaign.allies.set(Network.objects.filter(slug__in=said.allies))
            for named in said.thematic_areas:
                themes = ThematicArea._default_manager.filter(scheme=named["scheme"])
                campaign.thematic_areas.add(*themes.filter(code__in=named["codes"]))
        for ask in said.asks:
            rows.add(_ask(AskEntry(**ask), campaign=campaign, rows=rows), "campaign", "slug")


def _campaign(said: CampaignEntry, *, rows: Rows) -> Campaign:
    return Campaign(
        pk=id_of(Campaign, said.slug),
        slug=said.slug,
        title=said.titles["en"],
        titles=other_languages(said.titles),
        summary=said.summary,
        country=said.country,
        lead_network=Network.objects.get(slug=said.lead_network),
        status=said.status,
        is_public=said.is_public,
        sources=rows.cite(said.sources),
        updated_at=rows.now,
    )


def _ask(said: AskEntry, *, campaign: Campaign, rows: Rows) -> Ask:
    return Ask(
        pk=id_of(Ask, campaign.slug, said.slug),
        campaign=campaign,
        slug=said.slug,
        title=said.titles["en"],
        titles=other_languages(said.titles),
        text=said.text,
        addressed_to=rows.body(said.addressed_to),
        sources=rows.cite(said.sources),
        updated_at=rows.now,
    )
