"""Resources that show what stands in cases: who was shown what is written down first."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.views import ReadViewSet
from cases.actions import reading
from cases.models import AdvocacyCase

M = TypeVar("M", bound=Model)


class RecordedViewSet(ReadViewSet[M]):
    """Writes down each row it answers with, in the transaction in which it was read."""

    @abstractmethod
    def case_of(self, row: M) -> AdvocacyCase:
        """Return the case whose text ``row`` shows; it is loaded with the row."""

    @transaction.atomic
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    @transaction.atomic
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Read one."""
        return super().retrieve(request, *args, **kwargs)

    def answer(self, shown: M, *, status: int = 200) -> Response:
        self._note([shown])
        return super().answer(shown, status=status)

    def paginate_queryset(self, queryset: QuerySet[M] | Any) -> Any:
        rows = super().paginate_queryset(queryset)
        self._note(rows or [])
        return rows

    def current_state(self) -> Mapping[str, Any] | None:
        if self.lookup_field in self.kwargs:
            self._note([self.get_object()])
        return super().current_state()

    def _note(self, rows: Iterable[M]) -> None:
        reading.show([self.case_of(row) for row in rows], to=self.person)
