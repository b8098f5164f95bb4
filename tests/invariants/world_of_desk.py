"""What lies on the officer's desk, on each side of the world."""

from typing import Any

from backend.accounts.models import User
from tests import factories

Things = dict[tuple[str, str], Any]


def add(things: Things, people: dict[str, User | None]) -> None:
    """Give our officer a file she read in, and somebody else another."""
    karin, another = people["officer"], factories.officer("ID")
    for side, keeper in (("own", karin), ("other", another)):
        things["iati-import", side] = factories.IatiImportFactory.create(read_by=keeper)
        things["report", side] = factories.ReportFactory.create(requested_by=keeper)
        factories.ReportFileFactory.create(report=things["report", side])
        things["view", side] = factories.SavedViewFactory.create(owner=keeper)
