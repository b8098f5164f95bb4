"""How constraints of the officer's desk are broken: see ``test_constraints``."""

import datetime as dt
from typing import Any

from django.utils import timezone

YESTERDAY = timezone.now() - dt.timedelta(1)
MONDAY, TUESDAY = dt.date(2026, 3, 9), dt.date(2026, 3, 10)

OF_THE_DESK: dict[str, list[dict[str, Any]]] = {
    "cases_report_ends_after_it_begins": [{"from_on": TUESDAY, "until_on": MONDAY}],
    "cases_report_names_what_its_kind_asks": [
        {"country": ""},
        *({"kind": kind} for kind in ("result", "campaign_brief", "donor_report")),
    ],
    "cases_report_final_is_a_result_that_was_made": [{"is_final": True}],
    "cases_report_ready_knows_its_inputs": [
        {"state": "ready"},
        {"state": "ready", "made_at": timezone.now()},
        {"state": "ready", "digest": "0"},
    ],
    "cases_supportoutcome_biennium_is_two_years": [{"biennium": "2026"}, {"biennium": "2027-28"}],
    "cases_supportoutcome_names_an_outcome": [{"cpo_code": ""}],
    "cases_resourceline_amount_is_not_below_nought": [{"amount": -1}],
    "cases_resourceline_has_currency_and_source": [{"currency": ""}, {"sources": []}],
    "cases_iatiimport_applied_after_it_was_read": [{"applied_at": YESTERDAY}],
}
