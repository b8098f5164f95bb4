"""Stage templates: which stages a kind of law passes in a country."""

from dataclasses import dataclass, field
from typing import Any

from backend.sample.loading.files import Marks, Texts, other_languages
from backend.sample.loading.rows import Rows, id_of
from cases.models import StageTemplate, TemplateGate, TemplateStage
from cases.stages import NEEDS, Needs, Stage


@dataclass(frozen=True, kw_only=True, slots=True)
class TemplateEntry:
    slug: str
    country: str
    track: str
    version: int
    titles: Texts
    sources: Marks
    stages: list[dict[str, Any]]
    gates: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True)
class StageEntry:
    stage: str
    body: str
    expected_days_max: int | None
    expected_basis: str
    names: Texts
    sources: Marks
    needs: str = ""
    """Empty where it is what the vocabulary says of the stage."""
    next: list[str] = field(default_factory=list)
    expected_days_min: int | None = None
    expected_n: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class GateEntry:
    stage: str
    kind: str
    names: Texts
    to_do: str
    warn_days: int
    sources: Marks


def add_templates(rows: Rows) -> dict[str, StageTemplate]:
    """Add the templates; return them by the slug that the files' reviews name."""
    by_slug = {}
    for said in rows.files.entries("stage_templates", TemplateEntry):
        template = StageTemplate(
            pk=id_of(StageTemplate, said.slug, said.version),
            country=said.country,
            track=said.track,
            version=said.version,
            title=said.titles["en"],
            titles=other_languages(said.titles),
            sources=rows.cite(said.sources),
        )
        kept, _is_new = rows.add(template, "country", "track", "version")
        by_slug[said.slug] = kept
        for position, stage in enumerate(said.stages, start=1):
            row = _stage(StageEntry(**stage), template=kept, rows=rows)
            if any(before["stage"] == stage["stage"] for before in said.stages[: position - 1]):
                row.pk = id_of(TemplateStage, kept.pk, row.stage, position)
            row.position = position
            rows.add(row, "template", "position")
        for gate in said.gates:
            _add_gate(GateEntry(**gate), template=kept, rows=rows)
    return by_slug


def _stage(said: StageEntry, *, template: StageTemplate, rows: Rows) -> TemplateStage:
    return TemplateStage(
        pk=id_of(TemplateStage, template.pk, said.stage),
        template=template,
        stage=said.stage,
        name=said.names["en"],
        names=other_languages(said.names),
        body=rows.body(said.body),
        needs=said.needs or NEEDS.get(Stage(said.stage), Needs.EVIDENCE),
        next_stages=said.next,
        expected_days_min=said.expected_days_min,
        expected_days_max=said.expected_days_max,
        expected_n=said.expected_n,
        expected_basis=said.expected_basis,
        sources=rows.cite(said.sources),
    )


def _add_gate(said: GateEntry, *, template: StageTemplate, rows: Rows) -> None:
    gate = TemplateGate(
        pk=id_of(TemplateGate, template.pk, said.stage, said.kind),
        template=template,
        stage=said.stage,
        kind=said.kind,
        name=said.names["en"],
        names=other_languages(said.names),
        to_do=said.to_do,
        warn_days=said.warn_days,
        sources=rows.cite(said.sources),
    )
    rows.add(gate, "template", "stage", "kind", "name")
