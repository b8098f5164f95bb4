"""Whom an alert is told to next, as long as nobody has answered it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Step(models.IntegerChoices):
    """In which order an alert that nobody answers goes further."""

    OTHER_CHANNELS = 1, _("every other way the same people can be reached")
    LEADS = 2, _("those who lead the campaign")


class EscalationState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    TAKEN = "taken", _("taken")
    STOPPED = "stopped", _("stopped: answered, or the cause is gone")


class Escalation(models.Model):
    """One step of one event, and when it is due: the table is the clock, no task waits."""

    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey(
        "audit.Event", models.CASCADE, related_name="escalations", db_constraint=False
    )
    step = models.PositiveSmallIntegerField(choices=Step)
    state = models.CharField(
        max_length=16, choices=EscalationState, default=EscalationState.WAITING
    )
    due_at = models.DateTimeField()

    class Meta:
        verbose_name = _("escalation")
        verbose_name_plural = _("escalations")
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                name="notifications_escalations_due",
                condition=Q(state="waiting"),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(name="notifications_escalation_once", fields=["event", "step"]),
            models.CheckConstraint(
                name="notifications_escalation_step_is_one_of_two",
                condition=Q(step__in=Step.values),
            ),
            models.CheckConstraint(
                name="notifications_escalation_state_is_known",
                condition=Q(state__in=EscalationState.values),
            ),
        ]

    def __str__(self) -> str:
        return f"event #{self.event_id}, step {self.step}: {self.state}"
