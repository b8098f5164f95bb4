"""Editing a case, alone and at the same time as somebody else."""

from django.urls import reverse

from cases.actions import cases
from cases.models import AdvocacyCase
from tests.web.browser import browser_of, filled, form_of, text_of
from tests.web.conftest import House


def edit(house: House) -> str:
    return reverse("cases:edit", args=[house.case.pk])


def now(house: House) -> AdvocacyCase:
    return AdvocacyCase.objects.get(pk=house.case.pk)


class TestEditingACase:
    def test_stores_what_was_typed(self, house: House) -> None:
        browser = browser_of(house.hnin)
        form = filled(browser.get(edit(house)), summary="The counter turned them away.")

        browser.post(edit(house), form)

        assert now(house).summary == "The counter turned them away."

    def test_is_open_to_the_organiser_who_owns_it_and_to_no_other(self, house: House) -> None:
        assert browser_of(house.malee).get(edit(house)).status_code == 403

        cases.assign(house.case, by=house.hnin, to=house.malee)

        assert browser_of(house.malee).get(edit(house)).status_code == 200

    def test_without_a_title_stores_nothing(self, house: House) -> None:
        browser = browser_of(house.hnin)
        form = filled(browser.get(edit(house)), title="", summary="Half of it")

        answer = browser.post(edit(house), form)

        assert answer.status_code == 422
        assert now(house).summary == ""


class TestTwoPeopleEditingAtOnce:
    def conflict(self, house: House) -> dict[str, object]:
        """Return the form Hnin opened before Malee changed the case."""
        opened = filled(browser_of(house.hnin).get(edit(house)), summary="Words of Hnin")
        cases.edit(house.case, by=house.hnin, version=None, summary="Words of Malee")
        return opened

    def test_the_second_is_shown_both_versions_and_nothing_is_overwritten(
        self, house: House
    ) -> None:
        opened = self.conflict(house)

        answer = browser_of(house.hnin).post(edit(house), opened)

        assert answer.status_code == 409
        assert "Words of Hnin" in text_of(answer)
        assert "Words of Malee" in text_of(answer)
        assert now(house).summary == "Words of Malee"

    def test_what_only_the_first_changed_is_taken_over(self, house: House) -> None:
        opened = self.conflict(house)
        cases.edit(house.case, by=house.hnin, version=None, place="Chiang Mai", risk="serious")

        answer = browser_of(house.hnin).post(edit(house), opened)

        again = form_of(answer)
        assert [field.name for field, _stored in answer.context["rows"]] == ["summary"]
        assert again["place"].value() == "Chiang Mai"
        assert again["risk"].value() == "serious"

    def test_that_left_the_text_as_it_was_overwrites_nothing(self, house: House) -> None:
        browser = browser_of(house.hnin)
        cases.edit(house.case, by=house.hnin, version=None, summary="Two lines.\nThe second.")
        form = filled(browser.get(edit(house)), summary="Two lines.\r\nThe second.")

        browser.post(edit(house), form)

        assert now(house).version == 2

    def test_sending_it_again_keeps_the_second_version(self, house: House) -> None:
        browser = browser_of(house.hnin)
        shown = browser.post(edit(house), self.conflict(house))

        answer = browser.post(edit(house), form_of(shown).data)

        assert answer.status_code == 302
        assert now(house).summary == "Words of Hnin"
