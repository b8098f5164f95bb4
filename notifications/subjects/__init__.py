"""What events are about: who follows around it, where its page is, whether it is public."""

from typing import Any

from notifications.subjects.base import Subject
from notifications.subjects.cases import (
    CaseSubject,
    CommentSubject,
    ConsentSubject,
    ErasureSubject,
    EvidenceSubject,
    IdentitySubject,
    TaskSubject,
    TestimonySubject,
)
from notifications.subjects.coverage import CoverageChangeSubject, CoverageFactSubject
from notifications.subjects.law import (
    MilestoneSubject,
    ProposalSubject,
    ReviewSubject,
    SupportSubject,
)
from notifications.subjects.places import (
    AskSubject,
    CampaignSubject,
    HandoverSubject,
    InvitationSubject,
    NetworkSubject,
    RoleSubject,
)
from notifications.subjects.searches import SearchSubject

SUBJECTS: dict[str, Subject[Any]] = {
    subject.label: subject
    for subject in (
        CaseSubject(),
        CommentSubject(),
        TaskSubject(),
        ConsentSubject(),
        ErasureSubject(),
        TestimonySubject(),
        IdentitySubject(),
        EvidenceSubject(),
        ReviewSubject(),
        MilestoneSubject(),
        ProposalSubject(),
        SupportSubject(),
        CoverageFactSubject(),
        CoverageChangeSubject(),
        CampaignSubject(),
        AskSubject(),
        NetworkSubject(),
        InvitationSubject(),
        HandoverSubject(),
        RoleSubject(),
        SearchSubject(),
    )
}
