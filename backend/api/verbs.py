"""Verbs: each with its body and its answer, said once for router and schema."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.serializers import BaseSerializer

Shape = type[BaseSerializer[Any]]
Method = TypeVar("Method", bound=Callable[..., Any])


def write(*, takes: Shape, answers: Shape, status: int = 200) -> Callable[[Method], Method]:
    """Describe a ``create`` or ``partial_update``."""
    return extend_schema(request=takes, responses={status: answers})


def verb(
    path: str, *, takes: Shape | None = None, answers: Shape, status: int = 200
) -> Callable[[Method], Method]:
    """Make a method the verb ``POST …/{id}/path/``."""
    described = extend_schema(request=takes, responses={status: answers}, filters=False)
    routed = action(detail=True, methods=["post"], url_path=path)

    def decorate(method: Method) -> Method:
        return cast("Method", described(routed(method)))

    return decorate


def look(path: str, *, answers: Shape) -> Callable[[Method], Method]:
    """Make a method the look at something derived, ``GET …/{id}/path/``."""
    described = extend_schema(responses={200: answers}, filters=False)
    routed = action(detail=True, methods=["get"], url_path=path, pagination_class=None)

    def decorate(method: Method) -> Method:
        return cast("Method", described(routed(method)))

    return decorate
