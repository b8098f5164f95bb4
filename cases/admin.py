"""The law and its vocabularies, kept by administrators; history, to be read.

Cases are not here: an administrator may not read them.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from campaigns.admin import HouseAdmin, ReferenceAdmin, ReferenceInline
from cases.models import (
    Instrument,
    KeyFigure,
    MilestoneMove,
    ParliamentPeriod,
    Programme,
    ProgrammeCountry,
    ProgrammePart,
    Provision,
    StageEvent,
    StageTemplate,
    Standard,
    StandardArticle,
    TemplateGate,
    TemplateStage,
)


class _OfADraft:
    """Parts of a template are written while it is a draft; published, they are read."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_draft(obj) and super().has_add_permission(request, obj)  # type: ignore[misc]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_draft(obj) and super().has_change_permission(request, obj)  # type: ignore[misc]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


def _is_draft(template: StageTemplate | None) -> bool:
    return template is None or template.is_draft


class StagesInline(_OfADraft, ReferenceInline[TemplateStage]):
    model = TemplateStage
    ordering = ("position",)


class GatesInline(_OfADraft, ReferenceInline[TemplateGate]):
    model = TemplateGate
    ordering = ("stage", "name")


@admin.register(StageTemplate)
class StageTemplateAdmin(ReferenceAdmin[StageTemplate]):
    """A template begins as a draft, new or as a copy; its own page publishes it."""

    list_display = ("title", "country", "track", "version", "is_draft")
    list_filter = ("country", "track", "is_draft")
    search_fields = ("title",)
    ordering = ("country", "track", "-version", "id")
    exclude = ("is_draft",)
    inlines = (StagesInline, GatesInline)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_draft(obj) and super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: StageTemplate, form: Any, change: Any) -> None:
        obj.is_draft = True
        super().save_model(request, obj, form, change)

    def view_on_site(self, obj: StageTemplate) -> str:
        return reverse("cases:template", args=[obj.pk])


@admin.register(ParliamentPeriod)
class ParliamentPeriodAdmin(ReferenceAdmin[ParliamentPeriod]):
    list_display = ("name", "country", "kind", "starts_on", "ends_on")
    list_filter = ("country", "kind")
    search_fields = ("name",)
    ordering = ("country", "-ends_on", "id")


class ProvisionsInline(ReferenceInline[Provision]):
    model = Provision
    fields = ("kind", "number", "title", "titles", "aliases", "sources")
    ordering = ("number", "id")


@admin.register(Instrument)
class InstrumentAdmin(ReferenceAdmin[Instrument]):
    list_display = ("title", "country", "kind", "akn_id")
    list_filter = ("country", "kind")
    search_fields = ("title", "akn_id")
    ordering = ("country", "title", "id")
    inlines = (ProvisionsInline,)


class ArticlesInline(ReferenceInline[StandardArticle]):
    model = StandardArticle
    ordering = ("kind", "position", "id")


@admin.register(Standard)
class StandardAdmin(ReferenceAdmin[Standard]):
    list_display = ("code", "title", "kind", "year")
    list_filter = ("kind",)
    search_fields = ("code", "title")
    ordering = ("code",)
    inlines = (ArticlesInline,)


class PartsInline(ReferenceInline[ProgrammePart]):
    model = ProgrammePart
    ordering = ("kind", "position", "id")


class CountriesInline(ReferenceInline[ProgrammeCountry]):
    model = ProgrammeCountry
    ordering = ("country", "id")


@admin.register(Programme)
class ProgrammeAdmin(ReferenceAdmin[Programme]):
    list_display = ("name", "phase", "status", "starts_on", "ends_on")
    list_filter = ("status",)
    search_fields = ("name", "code")
    ordering = ("name", "id")
    inlines = (PartsInline, CountriesInline)


@admin.register(KeyFigure)
class KeyFigureAdmin(ReferenceAdmin[KeyFigure]):
    list_display = ("label", "qualifier", "value", "unit", "country", "as_of")
    list_filter = ("country",)
    search_fields = ("label", "code")
    ordering = ("country", "code")


@admin.register(StageEvent)
class StageEventAdmin(HouseAdmin[StageEvent]):
    """Dated facts: a wrong one is taken back by another, on its review's page."""

    list_display = ("on", "precision", "stage", "law_review", "confidence", "recorded_at")
    list_filter = ("stage", "confidence")
    list_select_related = ("law_review",)
    search_fields = ("law_review__title", "summary")
    ordering = ("-on", "-recorded_at", "id")


@admin.register(MilestoneMove)
class MilestoneMoveAdmin(HouseAdmin[MilestoneMove]):
    list_display = ("milestone", "moved_from", "moved_to", "reason", "moved_at")
    list_select_related = ("milestone",)
    search_fields = ("milestone__title", "reason")
    ordering = ("-moved_at", "-id")
