"""The parts of the story that are about care: what is told in confidence, and how risky it is."""

from dataclasses import replace
from uuid import uuid4

from django.utils import timezone

from backend.accounts.models import User
from cases.actions import cases, consents, evidence, identities, risk, testimonies
from cases.models import AdvocacyCase, ConsentMode, Purpose, Risk
from tests.factories import leader
from tests.files import samples


def in_confidence(case: AdvocacyCase, *, told_by: User) -> None:
    """Let somebody agree and take it back, tell and correct it, and have a name in the vault."""
    today = timezone.localdate()
    for purpose in (Purpose.CASE_WORK, Purpose.ILO):
        agreed = consents.NewConsent(
            id=uuid4(),
            purpose=purpose,
            mode=ConsentMode.SPOKEN,
            language="my",
            is_understood=True,
            given_on=today,
        )
        consent = consents.record(case, agreed, by=told_by)
    consents.withdraw(consent, by=told_by, now=timezone.now())
    _files(case, sent_by=told_by)
    new = testimonies.NewTestimony(
        id=uuid4(), text="…", pseudonym="Hla", language="my", written_in="my", told_on=today
    )
    told = testimonies.take_down(case, new, by=told_by)
    last = testimonies.correct(told, "… …", by=told_by)
    again = testimonies.take_down(case, replace(new, id=uuid4()), by=told_by)
    testimonies.withdraw(again, by=told_by, now=timezone.now())
    assert last.text
    name = {"pseudonym": "Hla", "name": "Nu", "contact": ""}
    hidden = identities.put_away(case, by=told_by, **name)
    leader(case.network)  # somebody to be told
    identities.open_identity(hidden, reason="The court asks for her.", by=told_by)


def _files(case: AdvocacyCase, *, sent_by: User) -> None:
    photo = evidence.NewEvidence(id=uuid4(), content=samples.jpeg())
    for sent in (photo, replace(photo, id=uuid4())):
        added = evidence.add(case, sent, by=sent_by, now=timezone.now())
    evidence.withdraw(added, by=sent_by, now=timezone.now())


def a_lower_risk(case: AdvocacyCase, *, found_by: User) -> None:
    """One finds it dangerous, another less so, and a third agrees."""
    now = timezone.now()
    cases.edit(case, by=found_by, version=None, risk=Risk.SERIOUS)
    asked = risk.answer(case, yes=[], by=found_by, now=now)
    assert asked
    risk.agree(asked, by=leader(case.network), now=now)
