"""Countries by their code."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from backend import countries


class TestACode:
    @pytest.mark.parametrize("code", ["TH", "PH", "MM", "ID", "BR", "UY", "GB"])
    def test_of_a_country_is_taken(self, code: str) -> None:
        countries.validate(code)

    @pytest.mark.parametrize("code", ["", "T", "th", "THA", "XX", "ZZ", "EU", "419", "UK", "QO"])
    def test_of_no_country_is_refused(self, code: str) -> None:
        with pytest.raises(ValidationError, match="not a country code"):
            countries.validate(code)


class TestTheListOfCodes:
    def test_has_the_length_of_the_standards_own(self) -> None:
        assert len(countries.CODES) == 249


class TestAName:
    def test_is_in_the_readers_language(self) -> None:
        with translation.override("th"):
            assert countries.name_of("TH") == "ไทย"
        with translation.override("my"):
            assert countries.name_of("TH") == "ထိုင်း"

    def test_in_an_unknown_language_is_english(self) -> None:
        with translation.override("xx"):
            assert countries.name_of("TH") == "Thailand"

    def test_of_no_country_is_its_code(self) -> None:
        assert countries.name_of("??") == "??"
