"""Searching by words or by a citation of a provision, whichever way it is spelt."""

from collections.abc import Sequence
from typing import Any

from django.db.models import ManyToManyField, Q, QuerySet

from backend.api.searching import said
from campaigns.models import Ask
from cases.citations import citation_key
from cases.queries.search import joined_to


def found(
    rows: QuerySet[Any],
    text: str,
    *,
    fields: Sequence[str],
    cited_by: str,
    asks: QuerySet[Ask] | None = None,
) -> QuerySet[Any]:
    """Keep the rows that say ``text``, and those that reach the provision it cites.

    "Section 33", "Article 33", "มาตรา ๓๓" and "ม.33" cite the same; ``cited_by`` is the path
    from a row to the number of a provision. Over asks it is reached as well, but only over
    ``asks``, those the person may see: what is found would tell what the others demand.
    """
    reaching = _reaching(rows, text, cited_by)
    key = citation_key(text)
    if asks is not None and key:
        # Asked for at once: mostly there is none, and a million rows need not be prepared for it.
        demanding = list(asks.filter(provisions__number=key).values_list("pk", flat=True))
        reaching |= Q(pk__in=joined_to(rows.model, "asks", demanding))
    return rows.filter(said(text, fields=fields) | reaching)


def found_in_law(
    rows: QuerySet[Any], text: str, *, fields: Sequence[str], cited_by: str
) -> QuerySet[Any]:
    """Keep what ``text`` cites; only where it cites nothing there is, what it says.

    In lists of the law a number stands in many titles: 33 is not what B.E. 2533 is about.
    """
    cited = rows.filter(_reaching(rows, text, cited_by))
    return cited if cited.exists() else rows.filter(said(text, fields=fields))


def _reaching(rows: QuerySet[Any], text: str, path: str) -> Q:
    key = citation_key(text)
    if not key:
        return Q(pk__in=[])
    relation, _, rest = path.partition("__")
    field = rows.model._meta.get_field(relation)
    if isinstance(field, ManyToManyField):
        things = field.related_model._default_manager.filter(**{rest: key})
        return Q(pk__in=joined_to(rows.model, relation, things.values("pk")))
    return Q(pk__in=rows.model._default_manager.filter(**{path: key}).values("pk"))
