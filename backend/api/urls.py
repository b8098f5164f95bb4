"""The parts of the interface that are no resources; the URL root adds those through its router."""

from django.urls import path

from backend.api.docs import DocsView, SchemaView
from backend.api.tokens import TokenView

urlpatterns = [
    path("auth/token/", TokenView.as_view(), name="token"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
]
