"""Writes activities as an IATI 2.03 file, in the order its schema asks for."""

import datetime as dt
import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET  # nosec B405  # writes only; nothing is read with it

from cases.iati.activity import (
    Activity,
    Budget,
    Document,
    Indicator,
    Organisation,
    Period,
    Result,
)

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML may hold, however they are written."""


def written(activities: Iterable[Activity], *, at: dt.datetime) -> bytes:
    """Return the file. ``at`` is the one thing that differs between two files of the same."""
    root = ET.Element("iati-activities", {"version": "2.03"})
    root.set("generated-datetime", at.isoformat(timespec="seconds"))
    for one in activities:
        _activity(root, one)
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _add(parent: ET.Element, tag: str, **said: str) -> ET.Element:
    """Add an element; of a name with a hyphen the underscore stands for it."""
    kept = {name.replace("_", "-"): _clean(text) for name, text in said.items() if text}
    return ET.SubElement(parent, tag, kept)


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)


def _tell(parent: ET.Element, text: str) -> None:
    ET.SubElement(parent, "narrative").text = _clean(text)


def _activity(root: ET.Element, one: Activity) -> None:
    here = _add(root, "iati-activity")
    here.set(_LANGUAGE, "en")
    ET.SubElement(here, "iati-identifier").text = _clean(one.iati_id)
    reporter = _organisation(here, "reporting-org", one.reporter)
    reporter.set("secondary-reporter", "1" if one.is_told_by_another else "0")
    _tell(_add(here, "title"), one.title)
    _tell(_add(here, "description", type="1"), one.description or one.title)
    for organisation in one.participants:
        _organisation(here, "participating-org", organisation).set("role", organisation.role)
    _add(here, "activity-status", code=one.status)
    _dates(here, one)
    _codes(here, one)
    for budget in one.budgets:
        _budget(here, budget)
    for document in one.documents:
        _document(here, document)
    for result in one.results:
        _result(here, result)


def _organisation(parent: ET.Element, tag: str, one: Organisation) -> ET.Element:
    here = _add(parent, tag, ref=one.ref, type=one.kind)
    _tell(here, one.name)
    return here


def _dates(here: ET.Element, one: Activity) -> None:
    if one.starts_on:
        kind = "2" if one.is_started else "1"
        _add(here, "activity-date", type=kind, iso_date=one.starts_on.isoformat())
    if one.ends_on:
        kind = "4" if one.is_over else "3"
        _add(here, "activity-date", type=kind, iso_date=one.ends_on.isoformat())


def _codes(here: ET.Element, one: Activity) -> None:
    if len(one.countries) == 1:
        _add(here, "activity-scope", code="4")  # national
    for country in one.countries:
        _add(here, "recipient-country", code=country)
    for sector in one.sectors:
        _add(here, "sector", vocabulary="1", code=sector)
    for target in one.targets:
        _add(here, "tag", vocabulary="3", code=target)
    for marker in one.markers:
        _add(here, "policy-marker", vocabulary="1", code=marker, significance="1")


def _budget(here: ET.Element, one: Budget) -> None:
    budget = _add(here, "budget", type="1", status="2" if one.is_committed else "1")
    _add(budget, "period-start", iso_date=one.starts_on.isoformat())
    _add(budget, "period-end", iso_date=one.ends_on.isoformat())
    value = _add(budget, "value", currency=one.currency, value_date=one.value_date.isoformat())
    value.text = format(one.value, "f")


def _document(here: ET.Element, one: Document) -> None:
    link = _add(here, "document-link", url=one.url, format=one.format)
    _tell(_add(link, "title"), one.title or one.url)
    _add(link, "category", code=one.category)


def _result(here: ET.Element, one: Result) -> None:
    result = _add(here, "result", type=one.kind)
    _tell(_add(result, "title"), one.title)
    for indicator in one.indicators:
        _indicator(result, indicator)


def _indicator(result: ET.Element, one: Indicator) -> None:
    here = _add(result, "indicator", measure=one.measure, ascending="1")
    _tell(_add(here, "title"), one.title)
    for document in one.documents:
        _document(here, document)
    if one.baseline_year:
        _add(here, "baseline", year=str(one.baseline_year), value=one.baseline)
    for period in one.periods:
        _period(here, period)


def _period(here: ET.Element, one: Period) -> None:
    period = _add(here, "period")
    _add(period, "period-start", iso_date=one.starts_on.isoformat())
    _add(period, "period-end", iso_date=one.ends_on.isoformat())
    if one.target:
        _add(period, "target", value=one.target)
    if one.actual:
        actual = _add(period, "actual", value=one.actual)
        if one.comment:
            _tell(_add(actual, "comment"), one.comment)
