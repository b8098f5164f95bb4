"""From a citation to the provision it means, and to none of another law."""

import pytest

from cases.models import Provision
from cases.queries.citing import provisions_cited
from tests.factories import InstrumentFactory, ProvisionFactory


@pytest.fixture
def section_33() -> Provision:
    law = InstrumentFactory.create(
        akn_id="/akn/th/act/2533/social-security",
        title="Social Security Act B.E. 2533",
        titles={"th": "พระราชบัญญัติประกันสังคม พ.ศ. 2533"},
    )
    return ProvisionFactory.create(instrument=law, number="33")


@pytest.fixture(autouse=True)
def _another_law() -> None:
    law = InstrumentFactory.create(
        akn_id="/akn/th/act/2541/labour-protection", title="Labour Protection Act B.E. 2541"
    )
    ProvisionFactory.create(instrument=law, number="33")


class TestACitation:
    @pytest.mark.parametrize(
        "text",
        [
            "Section 33, Social Security Act",
            "Section 33, Social Security Act B.E. 2533",
            "มาตรา ๓๓ พ.ร.บ. ประกันสังคม",
            "Section 33 of the Act B.E. 2533",
            "Section 33, Act B.E. 2533",
            "มาตรา 33 พ.ร.บ. พ.ศ. 2533",
            "Section 33 of 1990",
        ],
    )
    def test_means_the_provision_of_the_law_or_year_it_names(
        self, section_33: Provision, text: str
    ) -> None:
        assert list(provisions_cited(text)) == [section_33]

    @pytest.mark.parametrize(
        "text",
        [
            "Section 33 of the Fisheries Act",
            "Section 33, Fisheries Act B.E. 2533",
            "Section 33 of the Fisheries Act (1990)",
            "มาตรา 33 พ.ร.บ. ประมง",
            "มาตรา 33 พ.ร.บ. ประมง พ.ศ. 2533",
            "มาตรา ๓๓ พระราชบัญญัติประมง พ.ศ. ๒๕๓๓",
        ],
    )
    @pytest.mark.usefixtures("section_33")
    def test_of_a_law_we_do_not_have_means_none_of_ours(self, text: str) -> None:
        assert not provisions_cited(text).exists()
