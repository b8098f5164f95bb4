"""Everything that is counted, and why no small number of people can be read from it.

A count over people or their cases is hidden below five, also by difference. What counts anew fails
here until it says which of these it is.
"""

import ast
from pathlib import Path

from django.conf import settings

HIDES_FEW = "hides what is below five, also by difference"
LAW = "counts steps, texts and support of the law; no people"
HERS = "shown to one person, about what is her own or what she may list by name"
READERS = "tells who writes who will read it; no number where she may not know its members"
HOUSE = "for those who run the house: messages, tries and queues, no people"
LIMIT = "compared with a limit and shown to nobody"

APART = "counts no rows that anybody is shown"

COUNTED = {
    "backend/audit/bulk.py": LIMIT,
    "backend/audit/management/commands/verify_audit.py": HOUSE,
    "backend/countries.py": APART,
    "backend/sample/loading/rows.py": APART,
    "backend/sample/story/plot.py": APART,
    "backend/web/door/adapters.py": LIMIT,
    "campaigns/actions/invitations.py": LIMIT,
    "campaigns/queries.py": HERS,
    "campaigns/web/handing_over.py": LIMIT,
    "cases/actions/case_keys.py": HOUSE,
    "cases/actions/clauses.py": LIMIT,
    "cases/actions/evidence.py": LIMIT,
    "cases/actions/options.py": LIMIT,
    "cases/actions/support.py": LIMIT,
    "cases/actions/templates.py": LAW,
    "cases/actions/views.py": LIMIT,
    "cases/management/commands/rotate_case_keys.py": HOUSE,
    "cases/models/milestone.py": LAW,
    "cases/queries/desk.py": LAW,
    "cases/queries/brief.py": HIDES_FEW,
    "cases/queries/evidence_files.py": HERS,
    "cases/queries/figures.py": HIDES_FEW,
    "cases/queries/places.py": READERS,
    "cases/queries/portfolio.py": LAW,
    "cases/queries/read_by.py": HERS,
    "cases/queries/reference.py": LAW,
    "cases/queries/report_figures.py": HIDES_FEW,
    "cases/queries/teamwork.py": READERS,
    "cases/queries/who_sees.py": READERS,
    "notifications/actions/confirming.py": LIMIT,
    "notifications/actions/searching.py": HERS,
    "notifications/actions/webhooks.py": LIMIT,
    "notifications/api/notifications.py": HERS,
    "notifications/queries/answers.py": "how far an alert came, for who leads and has to act on it",
    "notifications/queries/figures.py": HOUSE,
    "notifications/queries/given_up.py": HOUSE,
    "notifications/queries/summary.py": HERS,
    "notifications/queries/texting.py": HOUSE,
    "notifications/web/form_of_hours.py": APART,
    "notifications/web/slots.py": HERS,
}

COUNTING = {"Count", "Counter", "Sum", "Avg", "aggregate"}


def counts_something(tree: ast.AST) -> bool:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name in COUNTING or (name == "count" and not node.args):
            return True
    return False


def files_that_count() -> set[str]:
    root = Path(settings.BASE_DIR)
    found = set()
    for app in ("backend", "campaigns", "cases", "notifications"):
        for path in (root / app).rglob("*.py"):
            if "migrations" not in path.parts and counts_something(ast.parse(path.read_text())):
                found.add(str(path.relative_to(root)))
    return found


class TestWhatIsCounted:
    def test_says_why_no_small_number_can_be_read_from_it(self) -> None:
        assert files_that_count() == set(COUNTED)
