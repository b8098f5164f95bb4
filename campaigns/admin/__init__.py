"""What administrators keep: people, roles, networks and reference data; never a case."""

from campaigns.admin import people, places
from campaigns.admin.house import HouseAdmin, ReferenceAdmin, ReferenceInline, saying_why_not

__all__ = [
    "HouseAdmin",
    "ReferenceAdmin",
    "ReferenceInline",
    "people",
    "places",
    "saying_why_not",
]
