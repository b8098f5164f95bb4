"""Fields that bodies, answers and filters of this app share."""

from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.api.serializers import Find
from campaigns.access import Visitor
from cases import stages
from cases.stages import CODE_OF, Stage

UNKNOWN_STAGE = _("There is no such stage. Write it as “consultation” or by its code, “B3”.")


def anybody_may_see(model: type[Model]) -> Find:
    """Return the finder for coded lists, which are everybody's to read and pick from."""

    def find(_person: Visitor) -> QuerySet[Any]:
        return model._default_manager.order_by("pk")

    return find


class StageIn(serializers.CharField):
    """A stage by its name or its code: "consultation", "B3"."""

    default_error_messages: ClassVar[dict[str, Any]] = {"unknown": UNKNOWN_STAGE}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=32, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        stage = stages.parse(super().to_internal_value(data))
        if stage is None:
            self.fail("unknown")
        return stage


class StagedOut(serializers.ModelSerializer[Any]):
    """The base of answers that show a stage: its name in the reader's language, and its code."""

    stage = serializers.SerializerMethodField()
    stage_code = serializers.SerializerMethodField()
    stage_name = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ChoiceField(choices=Stage.choices, allow_null=True))
    def get_stage(self, row: Any) -> str | None:
        return str(row.stage) if row.stage else None

    def get_stage_code(self, row: Any) -> str | None:
        """Return the code, "B3"; context has none."""
        return CODE_OF.get(Stage(row.stage)) if row.stage else None

    def get_stage_name(self, row: Any) -> str | None:
        return str(Stage(row.stage).label) if row.stage else None
