"""Reads a file of activities that anybody may have made.

No document type, no entities, no fetching: a file that asks for any of them is refused before a
thing of it is believed. What is read is plain text and numbers; what cannot be read is left out.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError  # nosec B405  # names alone; defusedxml reads

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from cases.iati.activity import (
    Activity,
    Budget,
    Document,
    Indicator,
    Organisation,
    Period,
    Result,
)

MOST_BYTES = 20_000_000
"""More than any country's file of the ILO; a file of 100 MB is refused unread."""
MOST_ACTIVITIES = 2_000
_LONGEST = 20_000
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class Unreadable(ValueError):
    """The file is no XML, asks for what is not given, is too large or holds no activities."""


def read(file: BinaryIO, *, size: int) -> list[Activity]:
    """Return the activities of a file.

    Raises:
        Unreadable: see there.
    """
    if size > MOST_BYTES:
        raise Unreadable
    try:
        found = list(_activities(file))
    except (ParseError, DefusedXmlException, UnicodeError, LookupError, ValueError) as broken:
        raise Unreadable from broken
    if not found:
        raise Unreadable
    return found


def _activities(file: BinaryIO) -> Iterator[Activity]:
    count = 0
    for _event, element in iterparse(file, events=("end",), forbid_dtd=True):
        if element.tag != "iati-activity":
            continue
        count += 1
        if count > MOST_ACTIVITIES:
            raise Unreadable
        yield _activity(element)
        element.clear()


def _activity(said: Element) -> Activity:
    dates = {one.get("type", ""): _day(one.get("iso-date")) for one in said.iter("activity-date")}
    reporter = said.find("reporting-org")
    currency = said.get("default-currency", "")
    return Activity(
        iati_id=_plain(said.findtext("iati-identifier"))[:200],
        reporter=_organisation(reporter) if reporter is not None else Organisation(name=""),
        is_told_by_another=reporter is not None and reporter.get("secondary-reporter") in _YES,
        title=_narrative(said.find("title")),
        description=_narrative(said.find("description")),
        status=_code(said.find("activity-status")),
        starts_on=dates.get("2") or dates.get("1"),
        ends_on=dates.get("4") or dates.get("3"),
        is_started=dates.get("2") is not None,
        is_over=dates.get("4") is not None,
        participants=tuple(_organisation(one) for one in said.findall("participating-org")),
        countries=tuple(_code(one) for one in said.findall("recipient-country")),
        sectors=tuple(_code(one) for one in said.findall("sector") if _is(one, "1", or_none=True)),
        targets=tuple(_code(one) for one in said.findall("tag") if _is(one, "3")),
        markers=tuple(
            _code(one) for one in said.findall("policy-marker") if _is(one, "1", or_none=True)
        ),
        budgets=tuple(_budgets(said, currency)),
        documents=tuple(_documents(said)),
        results=tuple(_result(one) for one in said.findall("result")),
    )


_YES = {"1", "true"}


def _is(element: Element, vocabulary: str, *, or_none: bool = False) -> bool:
    return element.get("vocabulary") in ({vocabulary, None} if or_none else {vocabulary})


def _code(element: Element | None) -> str:
    return "" if element is None else element.get("code", "").strip()[:32]


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())[:_LONGEST]


def _narrative(holder: Element | None) -> str:
    """Return the English text, or else the first: a narrative without a language is the file's."""
    if holder is None:
        return ""
    texts = [(one.get(_XML_LANGUAGE, ""), _plain(one.text)) for one in holder.iter("narrative")]
    english = [text for language, text in texts if language.lower().startswith("en") and text]
    return (english or [text for _language, text in texts if text] or [""])[0]


def _organisation(said: Element) -> Organisation:
    return Organisation(
        name=_narrative(said)[:200],
        ref=said.get("ref", "").strip()[:200],
        kind=said.get("type", "")[:8],
        role=said.get("role", "4")[:8],
    )


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        return None


def _budgets(said: Element, currency: str) -> Iterator[Budget]:
    for one in said.findall("budget"):
        value = one.find("value")
        starts_on, ends_on = _day(_of(one, "period-start")), _day(_of(one, "period-end"))
        amount = _amount(value.text) if value is not None else None
        if value is None or amount is None or starts_on is None or ends_on is None:
            continue
        yield Budget(
            starts_on=starts_on,
            ends_on=ends_on,
            value=amount,
            currency=(value.get("currency") or currency).strip()[:3],
            value_date=_day(value.get("value-date")) or starts_on,
            is_committed=one.get("status") == "2",
        )


def _of(holder: Element, name: str) -> str | None:
    found = holder.find(name)
    return None if found is None else found.get("iso-date")


def _amount(text: str | None) -> Decimal | None:
    try:
        amount = Decimal((text or "").strip())
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def _documents(holder: Element) -> Iterator[Document]:
    for one in holder.findall("document-link"):
        category, url = one.find("category"), one.get("url", "").strip()
        if url.startswith(("https://", "http://")):
            yield Document(
                url=url[:2000],
                title=_narrative(one.find("title")),
                category=_code(category),
                format=one.get("format", "")[:100],
            )


def _result(said: Element) -> Result:
    return Result(
        title=_narrative(said.find("title")),
        kind=said.get("type", "")[:8],
        indicators=tuple(_indicator(one) for one in said.findall("indicator")),
    )


def _indicator(said: Element) -> Indicator:
    baseline = said.find("baseline")
    year = baseline.get("year", "") if baseline is not None else ""
    return Indicator(
        title=_narrative(said.find("title")),
        measure=said.get("measure", "")[:8],
        baseline_year=int(year) if year.isdecimal() and len(year) <= 4 else None,  # noqa: PLR2004
        baseline=baseline.get("value", "")[:100] if baseline is not None else "",
        periods=tuple(_periods(said)),
        documents=tuple(_documents(said)),
    )


def _periods(said: Element) -> Iterator[Period]:
    for one in said.findall("period"):
        starts_on, ends_on = _day(_of(one, "period-start")), _day(_of(one, "period-end"))
        if starts_on is None or ends_on is None:
            continue
        target, actual = one.find("target"), one.find("actual")
        yield Period(
            starts_on=starts_on,
            ends_on=ends_on,
            target="" if target is None else target.get("value", "")[:100],
            actual="" if actual is None else actual.get("value", "")[:100],
            comment="" if actual is None else _narrative(actual.find("comment")),
        )
