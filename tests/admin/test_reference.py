"""Networks and published facts."""

from typing import Any

import pytest
from django.urls import reverse

from campaigns.models import Network, ThematicArea
from cases.models import StageTemplate, TemplateStage
from tests.factories import (
    KeyFigureFactory,
    NetworkFactory,
    TemplateStageFactory,
    ThematicAreaFactory,
    administrator,
)
from tests.records import kinds_of_events, nothing_written
from tests.web.browser import browser_of, text_of

ADD_NETWORK = reverse("admin:campaigns_network_add")


class TestANetwork:
    SAID = {  # noqa: RUF012  # what a form sends
        "slug": "champa",
        "name": "Champa",
        "names": '{"th": "จำปา"}',
        "kind": "domestic_workers",
        "country": "TH",
        "parent": "",
        "languages": '["th", "my"]',
        "about": "",
    }

    def test_is_registered_by_the_action(self) -> None:
        answer = browser_of(administrator()).post(ADD_NETWORK, self.SAID)

        assert answer.status_code == 302, text_of(answer)
        network = Network.objects.get()
        assert (network.names, network.languages) == ({"th": "จำปา"}, ["th", "my"])
        assert kinds_of_events() == ["network.registered"]

    def test_is_edited_by_the_action_in_what_it_says_of_itself(self) -> None:
        network = NetworkFactory.create(country="TH")
        change = reverse("admin:campaigns_network_change", args=[network.pk])

        browser_of(administrator()).post(change, self.SAID | {"name": "Champa", "country": "PH"})

        network.refresh_from_db()
        assert (network.name, network.country, network.version) == ("Champa", "TH", 2)
        assert kinds_of_events() == ["network.changed"]

    @pytest.mark.parametrize(
        ("field", "typed"),
        [
            ("names", '["จำปา"]'),
            ("names", '{"th": 1}'),
            ("languages", '{"th": "x"}'),
            ("languages", "["),
            ("country", "XX"),
            ("slug", "not a slug"),
        ],
    )
    def test_is_refused_in_a_shape_no_page_could_show(self, field: str, typed: str) -> None:
        browser = browser_of(administrator())

        with nothing_written():
            answer = browser.post(ADD_NETWORK, self.SAID | {field: typed})

        assert answer.status_code == 200
        assert "errorlist" in text_of(answer)


class TestSources:
    def change(self, sources: str) -> ThematicArea:
        area: ThematicArea = ThematicAreaFactory.create()
        said = {
            "scheme": area.scheme,
            "code": area.code,
            "phase": "",
            "group": "",
            "position": "1",
            "name": "Renamed",
            "names": "{}",
            "sources": sources,
        }
        page = reverse("admin:campaigns_thematicarea_change", args=[area.pk])
        browser_of(administrator()).post(page, said)
        area.refresh_from_db()
        return area

    def test_are_kept_with_their_web_addresses(self) -> None:
        area = self.change('[{"id": "T5", "title": "ILO", "url": "https://ilo.example/"}]')

        assert area.sources == [{"id": "T5", "title": "ILO", "url": "https://ilo.example/"}]

    @pytest.mark.parametrize(
        "sources",
        [
            '[{"url": "javascript:alert(1)"}]',
            '[{"url": 1}]',
            '["https://ilo.example/"]',
            '{"url": "https://ilo.example/"}',
        ],
    )
    def test_are_refused_where_they_could_run_in_a_browser_or_break_a_page(
        self, sources: str
    ) -> None:
        assert self.change(sources).name != "Renamed"

    def test_may_not_be_missing_from_a_figure(self) -> None:
        figure = KeyFigureFactory.create()
        page = reverse("admin:cases_keyfigure_change", args=[figure.pk])
        said = {
            "code": figure.code,
            "country": "",
            "label": "Renamed",
            "labels": "{}",
            "value": "1",
            "unit": "people",
            "qualifier": "",
            "as_of": "",
            "as_of_precision": "day",
            "sources": "[]",
        }

        browser_of(administrator()).post(page, said)

        figure.refresh_from_db()
        assert figure.label != "Renamed"


class TestATemplate:
    def change(self, stage: TemplateStage) -> Any:
        template: StageTemplate = stage.template
        page = reverse("admin:cases_stagetemplate_change", args=[template.pk])
        said = {
            "country": "TH",
            "track": template.track,
            "version": template.version,
            "title": template.title,
            "titles": "{}",
            "sources": "[]",
            "stages-TOTAL_FORMS": "1",
            "stages-INITIAL_FORMS": "1",
            "stages-0-id": str(stage.pk),
            "stages-0-template": str(template.pk),
            "stages-0-position": "1",
            "stages-0-stage": stage.stage,
            "stages-0-name": "Public hearing (sec. 77)",
            "stages-0-names": "{}",
            "stages-0-body": "",
            "stages-0-needs": "evidence",
            "stages-0-next_stages": '["drafting"]',
            "stages-0-expected_days_min": "10",
            "stages-0-expected_days_max": "45",
            "stages-0-expected_n": "3",
            "stages-0-expected_basis": "",
            "stages-0-sources": "[]",
            "gates-TOTAL_FORMS": "0",
            "gates-INITIAL_FORMS": "0",
        }
        return browser_of(administrator()).post(page, said)

    def test_is_edited_with_its_stages_while_it_is_a_draft(self) -> None:
        stage = TemplateStageFactory.create(template__is_draft=True)

        answer = self.change(stage)

        stage.refresh_from_db()
        assert answer.status_code == 302, text_of(answer)
        assert (stage.name, stage.expected_days_max) == ("Public hearing (sec. 77)", 45)
        assert stage.next_stages == ["drafting"]
        assert stage.template.is_draft

    def test_is_never_edited_once_it_is_published(self) -> None:
        stage = TemplateStageFactory.create()

        answer = self.change(stage)

        stage.refresh_from_db()
        assert answer.status_code == 403
        assert stage.name == "Public hearing"

    def test_begins_as_a_draft(self) -> None:
        said = {
            "country": "TH",
            "track": "act",
            "version": "1",
            "title": "Act of parliament",
            "titles": "{}",
            "sources": "[]",
            **{
                f"{part}-{count}_FORMS": "0"
                for part in ("stages", "gates")
                for count in ("TOTAL", "INITIAL")
            },
        }

        answer = browser_of(administrator()).post(reverse("admin:cases_stagetemplate_add"), said)

        assert answer.status_code == 302, text_of(answer)
        assert StageTemplate.objects.get().is_draft
