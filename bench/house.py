"""A house full of cases that is asked by turns: one process, one database.

Eight networks in four countries whatever the size; each case has a kind, a provision and an
ask, half of them are shared, one in a hundred is withdrawn and one in all says "needle".
"""

import time
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.db import connection
from django.test.utils import CaptureQueriesContext
from knox.models import AuthToken
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.api import keyset
from campaigns.models import Campaign
from cases.models import AdvocacyCase
from tests import factories

NETWORKS, COUNTRIES = 8, ("TH", "PH", "MM", "KH")
PAGE = "page_size=25"

CASES = """
INSERT INTO cases_advocacycase (id, reference, campaign_id, network_id, country, title, summary,
    status, visibility, risk, on_behalf_of, people_affected, place, outcome_note, logged_by_id,
    owner_id, created_at, updated_at, version)
SELECT gen_random_uuid(), country || '-2026-' || n, campaign, network, country,
    'Refused at office ' || (n::bigint * 7919 %% 9973),
    CASE WHEN n = {cases} / 2 THEN 'needle'
        ELSE 'No contribution was paid in the household ' || (n::bigint * 104729 %% 99991) END,
    CASE WHEN n %% 100 = 0 THEN 'withdrawn'
        ELSE (ARRAY['logged', 'active', 'submitted', 'won'])[1 + n / 8 %% 4] END,
    (ARRAY['network', 'allies', 'ilo', 'allies_and_ilo'])[1 + n / 32 %% 4],
    'none', 'member', 1, '', '', writer, writer, now() - make_interval(mins => {cases} - n),
    now() - make_interval(mins => {cases} - n), 1
FROM generate_series(1, {cases}) AS n
JOIN (
    SELECT row_number() OVER (ORDER BY network.slug) - 1 AS place, network.id AS network,
        network.country AS country, campaign.id AS campaign, role.user_id AS writer
    FROM campaigns_network AS network
    JOIN campaigns_campaign AS campaign ON campaign.lead_network_id = network.id
    JOIN campaigns_roleassignment AS role ON role.network_id = network.id
) AS house ON place = n %% {networks}
"""
KINDS = "INSERT INTO cases_caseissue (case_id, kind) SELECT id, 'maternity' FROM cases_advocacycase"
ASKS = """
INSERT INTO cases_advocacycase_asks (advocacycase_id, ask_id)
SELECT cases_advocacycase.id, campaigns_ask.id FROM cases_advocacycase
JOIN campaigns_ask USING (campaign_id)
"""
PROVISIONS = """
INSERT INTO cases_advocacycase_provisions (advocacycase_id, provision_id)
SELECT cases_advocacycase.id, cases_provision.id FROM cases_advocacycase
JOIN cases_provision
    ON cases_provision.number = (abs(hashtext(cases_advocacycase.id::text)) %% 50)::text
"""


class House:
    """Cases, somebody who reads them, and her program."""

    def __init__(self, cases: int) -> None:
        self.cases = cases
        self.client = APIClient()
        self._furnish()
        self._blanks = self._fill_blanks()

    def _furnish(self) -> None:
        for place in range(NETWORKS):
            country = COUNTRIES[place % len(COUNTRIES)]
            network = factories.NetworkFactory.create(slug=f"n{place:03}", country=country)
            campaign = factories.CampaignFactory.create(lead_network=network, country=country)
            factories.AskFactory.create(campaign=campaign)
            factories.leader(network, f"leader-{place}")
        law = factories.InstrumentFactory.create()
        for number in range(50):
            factories.ProvisionFactory.create(instrument=law, number=str(number))
        officer, leader = factories.officer("TH"), User.objects.get(username="leader-0")
        # She is an ally of another network of her country, and so reads what it shares.
        hers = Campaign.objects.get(lead_network__slug="n000").lead_network
        Campaign.objects.get(lead_network__slug="n004").allies.add(hers)
        self.people = {"leader": leader, "officer": officer}
        self.tokens = {name: AuthToken.objects.create(one)[1] for name, one in self.people.items()}
        with connection.cursor() as cursor:
            # Built at once afterwards, as from a backup; row by row takes ten times as long.
            cursor.execute("SELECT pg_get_indexdef('cases_case_words'::regclass)", ())
            (words,) = cursor.fetchone()
            cursor.execute("DROP INDEX cases_case_words", ())
            cursor.execute(CASES.format(cases=self.cases, networks=NETWORKS), ())
            for statement in (KINDS, ASKS, PROVISIONS):
                cursor.execute(statement, ())
            cursor.execute("SET maintenance_work_mem = '1GB'")
            cursor.execute(words, ())
            cursor.execute("VACUUM (ANALYZE)")
            cursor.execute("CHECKPOINT")

    def _fill_blanks(self) -> dict[str, dict[str, str]]:
        return {name: self._blanks_of(name) for name in self.people}

    def _blanks_of(self, reader: str) -> dict[str, str]:
        seen = AdvocacyCase.objects.visible_to(self.people[reader]).order_by("-created_at", "-id")
        lately = seen.values_list("updated_at", flat=True)[50]
        return {
            "network": str(seen.values_list("network", flat=True)[0]),
            "lately": lately.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "deep": self._deep(reader, seen.values_list("created_at", "id")),
        }

    def _deep(self, reader: str, places: Any) -> str:
        """Return the cursor of the page that begins half-way down the list."""
        first = self._read(reader, PAGE).json()["next"]
        (cursor,) = parse_qs(urlsplit(first).query)["cursor"]
        row = places[places.count() // 2]
        return keyset.seal(replace(keyset.unseal(cursor), place=tuple(row)))

    def get(self, reader: str, query: str) -> float:
        """Return the seconds one answer takes."""
        address = f"{PAGE}&{query.format(**self._blanks[reader])}".rstrip("&")
        begin = time.perf_counter()
        answer = self._read(reader, address)
        took = time.perf_counter() - begin
        assert answer.status_code == 200, answer.content
        return took

    def _read(self, reader: str, query: str) -> Any:
        token = f"Token {self.tokens[reader]}"
        return self.client.get(f"/api/v1/cases/?{query}", headers={"Authorization": token})

    def plan(self, reader: str, query: str) -> str:
        """Return the queries of one answer and how the slowest is done."""
        with CaptureQueriesContext(connection) as asked:
            self.get(reader, query)
        read = (one for one in asked.captured_queries if one["sql"].startswith("SELECT"))
        slowest = max(read, key=lambda one: float(one["time"]))
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + slowest["sql"].replace("%", "%%"), ())
            plan = "\n".join(line for (line,) in cursor.fetchall())
        costs = [float(one["time"]) * 1000 for one in asked.captured_queries]
        return f"{len(asked)} queries, ms {costs}\n{slowest['sql'][:1500]}\n{plan}"
