"""Who somebody is: put into the vault, and opened with a reason."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from backend.accounts.models import User
from backend.audit.models import Read
from backend.errors import Invalid
from cases import sealing
from cases.actions import identities
from cases.models import AdvocacyCase, Identity
from tests.cases.cast import Cast, who_logged, who_owns
from tests.cases.test_consents import OTHERS, TAKERS
from tests.factories import CaseFactory, IdentityFactory, leader
from tests.records import kinds_of_events, refused

NOW = timezone.now()


class TestTheVault:
    def put(self, case: AdvocacyCase, by: User, **more: str) -> Identity:
        said = {"pseudonym": "Ma Hla", "name": "Naw Sandar", "contact": "the shop"}
        return identities.put_away(case, by=by, **said | more)

    @pytest.mark.parametrize("cast", TAKERS.values(), ids=TAKERS)
    def test_takes_a_name_from_who_sits_with_her(self, cast: Cast) -> None:
        case = CaseFactory.create()
        by = cast(case)

        one = self.put(case, by)

        assert b"Sandar" not in bytes(one.name) + bytes(one.contact)

    @pytest.mark.parametrize(
        "wrong", [{"name": " "}, {"pseudonym": ""}, {"pseudonym": "naw sandar"}], ids=str
    )
    def test_takes_no_name_without_another(self, wrong: dict[str, str]) -> None:
        case = CaseFactory.create()
        by = leader(case.network)

        with refused(Invalid):
            self.put(case, by, **wrong)

    def test_opens_for_a_leader_with_a_reason_which_is_kept(self) -> None:
        case = CaseFactory.create()
        by = leader(case.network)
        one = self.put(case, by)

        found = identities.open_identity(one, reason="The court asks for her.", by=by)

        assert (found.name, found.contact) == ("Naw Sandar", "the shop")
        assert Read.objects.get().reason == "The court asks for her."
        assert kinds_of_events()[-1] == "identity.opened"

    @pytest.mark.parametrize("reason", ["", "   ", "because"])
    def test_stays_shut_without_one(self, reason: str) -> None:
        one = IdentityFactory.create()
        by = leader(one.case.network)

        with refused(Invalid):
            identities.open_identity(one, reason=reason, by=by)

    @pytest.mark.parametrize("cast", (OTHERS | {"owner": who_owns, "logger": who_logged}).values())
    def test_stays_shut_for_everybody_else(self, cast: Cast) -> None:
        one = IdentityFactory.create(case__visibility="allies_and_ilo")
        by = cast(one.case)

        with refused(PermissionDenied):
            identities.open_identity(one, reason="I would like to know.", by=by)

    def test_opens_no_more_once_the_case_is_erased(self) -> None:
        one = IdentityFactory.create()
        by = leader(one.case.network)
        sealing.destroy_key(one.case_id, now=NOW)

        with refused(sealing.KeyDestroyed):
            identities.open_identity(one, reason="The court asks for her.", by=by)

    def test_opens_no_name_that_was_put_in_the_place_of_another(self) -> None:
        one, other = IdentityFactory.create_batch(2)
        Identity.objects.filter(pk=one.pk).update(name=other.name)
        by = leader(one.case.network)

        with refused(sealing.Damaged):
            identities.open_identity(
                Identity.objects.with_place().get(pk=one.pk), reason="The court asks.", by=by
            )
