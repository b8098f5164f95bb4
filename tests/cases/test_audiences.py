"""Who may see a thing and what somebody may see: two directions of one rule."""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import QuerySet
from hypothesis import Phase, given, settings

from backend.accounts.models import User
from backend.accounts.roles import Role
from campaigns.models import RoleAssignment
from cases.models import AdvocacyCase, Visibility
from tests.worlds import WorldPlan, build, plans

MODELS: list[type[Any]] = [model for model in apps.get_models() if hasattr(model, "audience")]
ALLIES = {Visibility.ALLIES, Visibility.ALLIES_AND_ILO}
ILO = {Visibility.ILO, Visibility.ALLIES_AND_ILO}

# Without the phase that explains a failure: it takes minutes, and a small world explains itself.
in_generated_worlds = settings(max_examples=30, deadline=None, phases=set(Phase) - {Phase.explain})


def found_by(user: User | AnonymousUser, model: type[Any]) -> list[UUID]:
    return list(model.objects.visible_to(user).values_list("pk", flat=True))


def reread() -> QuerySet[User]:
    """Read everybody without what an instance remembers of its roles."""
    return User.objects.all()


class TestVisibleToAndAudience:
    def test_are_both_there_for_all_that_events_are_about(self) -> None:
        assert {model.__name__ for model in MODELS} == {
            "AdvocacyCase",
            "Ask",
            "AskOption",
            "Campaign",
            "Clause",
            "Comment",
            "Consent",
            "CoverageChange",
            "CoverageFact",
            "Erasure",
            "Evidence",
            "Handover",
            "Identity",
            "IloSupport",
            "Invitation",
            "LawReview",
            "Milestone",
            "Network",
            "Proposal",
            "SavedSearch",
            "Task",
            "Testimony",
        }

    @given(plan=plans)
    @in_generated_worlds
    def test_agree_about_everybody_and_everything(self, plan: WorldPlan) -> None:
        with transaction.atomic():
            build(plan)

            for model in MODELS:
                told = {thing.pk: set(thing.audience().users()) for thing in model.objects.all()}
                for person in reread().filter(is_active=True):
                    found = found_by(person, model)
                    meant = {pk for pk, people in told.items() if person in people}
                    assert sorted(found) == sorted(meant), (model.__name__, person)

            transaction.set_rollback(True)

    @given(plan=plans)
    @in_generated_worlds
    def test_treat_who_is_not_active_as_a_stranger(self, plan: WorldPlan) -> None:
        with transaction.atomic():
            build(plan)

            for model in MODELS:
                everything = model.objects.all()
                told = {person for thing in everything for person in thing.audience().users()}
                public = set(found_by(AnonymousUser(), model))
                for gone in reread().filter(is_active=False):
                    assert gone not in told
                    assert set(found_by(gone, model)) == public, (model.__name__, gone)

            transaction.set_rollback(True)


class TestACaseIsRead:
    @given(plan=plans)
    @in_generated_worlds
    def test_by_exactly_those_the_access_table_names(self, plan: WorldPlan) -> None:
        with transaction.atomic():
            world = build(plan)
            held = RoleAssignment.objects.current().select_related("network")

            for person in reread():
                roles = [a for a in held if a.user_id == person.pk and person.is_active]
                meant = {case.pk for case in world.cases if any(reads(a, case) for a in roles)}
                assert set(found_by(person, AdvocacyCase)) == meant

            transaction.set_rollback(True)


def reads(held: RoleAssignment, case: AdvocacyCase) -> bool:
    """Say the first row of the access table once more, in plain words."""
    here = held.network_id == case.network_id
    takes_part = held.network == case.campaign.lead_network or held.network in list(
        case.campaign.allies.all()
    )
    return {
        Role.CONTRIBUTOR: here and case.logged_by_id == held.user_id,
        Role.ORGANISER: here,
        Role.LEADER: here or (takes_part and case.visibility in ALLIES),
        Role.OFFICER: held.country == case.country and case.visibility in ILO,
        Role.ADMINISTRATOR: False,
    }[Role(held.role)]
