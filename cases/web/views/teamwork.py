"""What people do together about a case: comments and tasks."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from backend.errors import DomainError
from backend.web.forms import Confirm
from backend.web.pager import page_of
from backend.web.pages import FormPage, came_from
from cases.access import require_to_edit
from cases.actions import reading, teamwork
from cases.models import Task
from cases.queries.places import people_who_can_take
from cases.queries.teamwork import comments_on, readers_of, said
from cases.queries.who_sees import seers_of_comment
from cases.web.forms.teamwork import GiveTask, WriteComment
from cases.web.views.steps import CaseStep


class Comments(CaseStep[WriteComment]):
    """All that was said about a case, and a form to say something."""

    form_class = WriteComment
    template_name = "cases/comments.html"
    heading = _("Comments")
    button = _("Send")
    done = _("Your comment was added.")

    def admit(self) -> None:
        """Let in whoever reads the case; whether she may write there, the action decides."""
        self.case  # noqa: B018  # finds it, or it is not there for her

    def get_initial(self) -> dict[str, Any]:
        return {"id": uuid4(), "shown": self.case.visibility}

    def get_form_kwargs(self) -> dict[str, Any]:
        readers = readers_of(self.case, besides=self.user)
        return super().get_form_kwargs() | {"readers": readers}

    def act(self, form: WriteComment) -> object:
        self.comment_id = form.cleaned_data["id"]
        return teamwork.comment(self.case, teamwork.NewComment(**form.cleaned_data), by=self.user)

    def get_success_url(self) -> str:
        written = f"#comment-{self.comment_id}" if hasattr(self, "comment_id") else ""
        return f"{super().get_success_url()}{written}"

    def refused(self, form: WriteComment, refused: DomainError) -> HttpResponse:
        if isinstance(refused, teamwork.FormUsed):
            # What she typed is new, only its form is not: sent once more, it is another comment.
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["id"] = uuid4()  # type: ignore[index]
        return super().refused(form, refused)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        reading.show([self.case], to=self.user)
        rows = comments_on(self.case, reader=self.user)
        page = page_of(rows, by="-created_at", after=self.request.GET.get("after", ""))
        about: dict[str, Any] = {"case": self.case, "page": page}
        about |= {"comments": said(page.rows, reader=self.user)}
        about |= {"seers": seers_of_comment(self.case, asker=self.user)}
        return super().get_context_data(**about, **more)


class Give(CaseStep[GiveTask]):
    form_class = GiveTask
    heading = _("Give a task")
    lead = _("She is told, and finds it on her first page until it is done.")
    button = _("Give it")
    done = _("The task is given.")

    def get_initial(self) -> dict[str, Any]:
        return {"id": uuid4()}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"people": people_who_can_take(self.case)}

    def act(self, form: GiveTask) -> object:
        return teamwork.give_task(self.case, teamwork.NewTask(**form.cleaned_data), by=self.user)


class Finish(FormPage[Confirm]):
    form_class = Confirm
    heading = _("The task is done")
    button = _("Done")
    done = _("The task is done.")

    @cached_property
    def task(self) -> Task:
        visible = Task.objects.visible_to(self.user).with_place()
        return get_object_or_404(visible, pk=self.kwargs["task_id"])

    def admit(self) -> None:
        if self.task.owner_id != self.user.pk:
            require_to_edit(self.task.case, by=self.user)

    def subject(self) -> str:
        return self.task.title

    def get_success_url(self) -> str:
        page = reverse("cases:case", args=[self.task.case_id])
        return came_from(self.request, otherwise=f"{page}#tasks")

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        return teamwork.finish_task(self.task, by=self.user, now=timezone.now())
