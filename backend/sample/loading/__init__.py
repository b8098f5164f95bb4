"""Loads the sample: published facts with their sources, and invented people around them.

Rows are written directly and not through actions, and no events are recorded: these are
facts of past years, and neither did one of the sample's people do them here today, nor
must anybody be alerted to them.
"""

import datetime as dt

from django.db import transaction

from backend.sample.loading import (
    campaigns,
    cases,
    coverage,
    following,
    law,
    networks,
    parliaments,
    reviews,
    support,
    words,
)
from backend.sample.loading.files import read
from backend.sample.loading.rows import Rows
from backend.sample.loading.templates import add_templates


@transaction.atomic
def load(*, now: dt.datetime) -> Rows:
    """Add what is missing of the sample, all of it or nothing."""
    rows = Rows(read(), now=now)
    networks.add_networks(rows)
    new_people = networks.add_people(rows)
    campaigns.add_themes(rows)
    campaigns.add_campaigns(rows)
    law.add_instruments(rows)
    law.add_standards(rows)
    new_reviews = reviews.add_reviews(rows, templates=add_templates(rows))
    parliaments.add_periods(rows)
    new_cases = cases.add_cases(rows)
    coverage.add_coverage(rows)
    coverage.add_clauses(rows)
    coverage.add_ratifications(rows)
    words.add_glossary(rows)
    support.add_programmes(rows)
    support.add_support(rows)
    support.add_figures(rows)
    following.add_follows(rows, of=new_people)
    following.add_follows_of_keepers(rows, cases=new_cases, reviews=new_reviews)
    return rows
