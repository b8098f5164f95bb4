import pytest

from backend.accounts.models import User
from campaigns.models import Campaign
from cases.models import AdvocacyCase, LawReview, Provision
from tests.factories import AskFactory, InstrumentFactory, ProvisionFactory
from tests.interface import listed

SPELLINGS = [
    "Section 33",
    "section 33",
    "Section 33 of the Social Security Act",
    "Article 33",
    "Sec. 33",
    "s.33",
    "§ 33",
    "มาตรา 33",
    "มาตรา ๓๓",
    "มาตรา๓๓",
    "ม.33",
    "ม. ๓๓",
    "ပုဒ်မ ၃၃",
    "33",
]


@pytest.fixture(autouse=True)
def _section_40() -> None:
    """Another section of the law stands beside."""
    ProvisionFactory.create(number="40")


@pytest.mark.parametrize("spelling", SPELLINGS)
class TestSearchByCitation:
    def test_finds_the_provision(self, anan: User, section_33: Provision, spelling: str) -> None:
        assert listed(anan, "provisions/", search=spelling) == [str(section_33.pk)]
        assert listed(anan, "provisions/", number=spelling) == [str(section_33.pk)]

    def test_finds_its_instrument(self, anan: User, section_33: Provision, spelling: str) -> None:
        found = listed(anan, "instruments/", search=spelling)

        assert found == [str(section_33.instrument_id)]

    def test_finds_asks_about_it(
        self, champa: User, campaign: Campaign, section_33: Provision, spelling: str
    ) -> None:
        ask = AskFactory.create(campaign=campaign, title="Include us")
        AskFactory.create(campaign=campaign, title="Something else")
        section_33.asks.add(ask)

        assert listed(champa, "asks/", search=spelling) == [str(ask.pk)]

    def test_finds_cases_about_it_or_about_an_ask_for_it(
        self, champa: User, case: AdvocacyCase, section_33: Provision, spelling: str
    ) -> None:
        # Its own number is searched too, and some of the factory's hold a 33.
        AdvocacyCase.objects.update(title="Refused at the counter", reference="XX-2000-0001")
        assert listed(champa, "cases/", search=spelling) == []

        ask = AskFactory.create(campaign=case.campaign, title="Include us")
        section_33.asks.add(ask)
        case.asks.add(ask)
        by_ask = listed(champa, "cases/", search=spelling)
        case.provisions.add(section_33)

        assert by_ask == listed(champa, "cases/", search=spelling) == [str(case.pk)]

    def test_finds_reviews_of_its_law(
        self, anan: User, review: LawReview, section_33: Provision, spelling: str
    ) -> None:
        review.instruments.add(section_33.instrument)

        assert listed(anan, "law-reviews/", search=spelling) == [str(review.pk)]


class TestSearchByWords:
    def test_looks_into_titles_aliases_and_the_law(self, anan: User) -> None:
        law = InstrumentFactory.create(
            title="Home Work Act", titles={"th": "พ.ร.บ. ผู้รับงานไปทำที่บ้าน"}
        )
        provision = ProvisionFactory.create(
            instrument=law, number="9", titles={"th": "สัญญาจ้าง"}, aliases=["Contract rule"]
        )

        for words in ("home work", "รับงาน", "สัญญา", "contract"):
            assert listed(anan, "provisions/", search=words) == [str(provision.pk)]

    def test_asks_for_every_word(self, anan: User, section_33: Provision) -> None:
        Provision.objects.filter(pk=section_33.pk).update(title="Compulsory insurance")

        assert listed(anan, "provisions/", search="insurance compulsory") == [str(section_33.pk)]
        assert listed(anan, "provisions/", search="insurance voluntary") == []

    def test_of_a_number_that_cites_nothing_looks_for_the_number(self, anan: User) -> None:
        law = InstrumentFactory.create(title="Labour Protection Act B.E. 2541")

        assert listed(anan, "instruments/", search="2541") == [str(law.pk)]

    def test_of_many_words_is_no_burden(self, anan: User) -> None:
        assert listed(anan, "provisions/", search="qz " * 66) == []
