"""What may stand in an address: a country, ISO 3166-1 alpha-2, and none that is no country."""

from backend import countries


class CountryInAddress:
    """A converter for ``path``; what is no country's code is no page."""

    regex = "[A-Z]{2}"

    def to_python(self, value: str) -> str:
        if value not in countries.CODES:
            raise ValueError
        return value

    def to_url(self, value: str) -> str:
        return value
