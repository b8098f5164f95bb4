"""The policy: what each role may do."""

import pytest

from backend.accounts.roles import GRANTS, SCOPE_OF, Permission, Role, Scope, roles_with

ABOUT_CASES = {permission for permission in Permission if permission.startswith("case_")}


class TestTheAdministrator:
    def test_may_do_nothing_with_cases(self) -> None:
        assert not GRANTS[Role.ADMINISTRATOR] & ABOUT_CASES

    def test_alone_manages_the_house_and_its_networks(self) -> None:
        assert roles_with(Permission.HOUSE_MANAGE) == {Role.ADMINISTRATOR}
        assert roles_with(Permission.NETWORK_MANAGE) == {Role.ADMINISTRATOR}


class TestTheOfficer:
    def test_reads_of_cases_only_what_is_shared_with_the_ilo(self) -> None:
        assert GRANTS[Role.OFFICER] & ABOUT_CASES == {Permission.CASE_READ_SHARED_WITH_ILO}

    def test_alone_keeps_reviews_and_support(self) -> None:
        assert roles_with(Permission.REVIEW_KEEP) == {Role.OFFICER}
        assert roles_with(Permission.SUPPORT_KEEP) == {Role.OFFICER}

    def test_sees_no_list_of_members(self) -> None:
        assert Permission.MEMBER_READ not in GRANTS[Role.OFFICER]


class TestTheContributor:
    def test_logs_cases_and_reads_her_own(self) -> None:
        assert GRANTS[Role.CONTRIBUTOR] & ABOUT_CASES == {
            Permission.CASE_LOG,
            Permission.CASE_READ_OWN,
        }

    def test_sees_no_list_of_members(self) -> None:
        assert Permission.MEMBER_READ not in GRANTS[Role.CONTRIBUTOR]


class TestTheOrganiser:
    def test_changes_only_cases_she_owns(self) -> None:
        assert Permission.CASE_EDIT_OWNED in GRANTS[Role.ORGANISER]
        assert Permission.CASE_EDIT not in GRANTS[Role.ORGANISER]

    def test_proposes_but_does_not_keep_reviews(self) -> None:
        assert Permission.REVIEW_PROPOSE in GRANTS[Role.ORGANISER]
        assert Permission.REVIEW_KEEP not in GRANTS[Role.ORGANISER]


class TestTheLeader:
    def test_may_all_that_an_organiser_may(self) -> None:
        assert GRANTS[Role.LEADER] > GRANTS[Role.ORGANISER]

    def test_alone_reads_what_allies_share(self) -> None:
        assert roles_with(Permission.CASE_READ_SHARED_WITH_ALLIES) == {Role.LEADER}

    def test_alone_judges_what_support_changed(self) -> None:
        assert roles_with(Permission.SUPPORT_JUDGE) == {Role.LEADER}

    def test_alone_changes_campaigns(self) -> None:
        assert roles_with(Permission.CAMPAIGN_EDIT) == {Role.LEADER}


@pytest.mark.parametrize("role", Role)
class TestEveryRole:
    def test_reads_campaigns_reviews_support_and_networks(self, role: Role) -> None:
        assert GRANTS[role] >= {
            Permission.CAMPAIGN_READ,
            Permission.REVIEW_READ,
            Permission.SUPPORT_READ,
            Permission.NETWORK_READ,
        }

    def test_is_held_in_one_kind_of_place(self, role: Role) -> None:
        assert SCOPE_OF[role] in Scope


@pytest.mark.parametrize("permission", Permission)
class TestEveryPermission:
    def test_is_granted_to_somebody(self, permission: Permission) -> None:
        assert roles_with(permission)
