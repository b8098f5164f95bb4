"""Stage templates: reading them, writing a new version, moving a review to one."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from backend.accounts.roles import Permission
from backend.translated import in_language
from backend.web.forms import Confirm
from backend.web.pages import FormPage
from campaigns import access
from cases.actions import templates
from cases.models import LawReview, StageTemplate
from cases.models.template import StageTemplateQuerySet
from cases.queries.template_change import change_of, versions_above
from cases.queries.template_page import page_of_template, templates_for
from cases.web.forms.roads import PickTemplate
from cases.web.views.reviews import ReviewStep


@login_not_required
@require_safe
def template_list(request: HttpRequest) -> HttpResponse:
    """List the newest version of each template; drafts for who writes them."""
    return render(request, "cases/templates.html", {"templates": templates_for(request.user)})


@login_not_required
@require_safe
def template(request: HttpRequest, template_id: str) -> HttpResponse:
    """Show the stages of one version, with what each needs and how long it may take."""
    found = get_object_or_404(_readable(request).with_stages(), pk=template_id)
    more = {
        "page": page_of_template(found, reader=request.user),
        "keeps_house": access.holds(request.user, Permission.HOUSE_MANAGE),
    }
    return render(request, "cases/template.html", more)


def _readable(request: HttpRequest) -> StageTemplateQuerySet:
    rows = StageTemplate.objects.all()
    return rows if access.holds(request.user, Permission.HOUSE_MANAGE) else rows.published()


class TemplateStep(FormPage[Confirm]):
    """One thing an administrator does to one version."""

    form_class = Confirm

    @cached_property
    def template(self) -> StageTemplate:
        return get_object_or_404(_readable(self.request), pk=self.kwargs["template_id"])

    def admit(self) -> None:
        self.template  # noqa: B018  # a draft is not there for others
        access.require(self.user, Permission.HOUSE_MANAGE)

    def subject(self) -> str:
        return f"{in_language(self.template)} · {self.template.version}"

    def get_success_url(self) -> str:
        return reverse("cases:template", args=[self.template.pk])


class Copy(TemplateStep):
    heading = _("Make a new version")
    lead = _("A version that reviews follow is never changed. The new one begins as its copy.")
    button = _("Make the copy")
    done = _("The new version is a draft. Change it, then publish it.")

    def act(self, _form: Confirm) -> object:
        self.template = templates.copy(self.template, by=self.user)
        return self.template


class Publish(TemplateStep):
    heading = _("Publish this version")
    lead = _("From then on it does not change. Reviews stay with their version until moved.")
    button = _("Publish it")
    done = _("The version is published.")

    def act(self, _form: Confirm) -> object:
        return templates.publish(self.template, by=self.user)


class Move(ReviewStep[PickTemplate]):
    """Move a review to a newer version, after a look at what would change."""

    form_class = PickTemplate
    template_name = "cases/move_template.html"
    heading = _("Follow a newer version of the template")
    lead = _("The facts stay as they are. This is how they would be laid on the newer stages.")
    button = _("Follow it")
    done = _("The review follows the newer version.")

    @cached_property
    def review(self) -> LawReview:
        visible = LawReview.objects.visible_to(self.user).with_stage().select_related("template")
        return get_object_or_404(visible, slug=self.kwargs["slug"])

    @cached_property
    def versions(self) -> QuerySet[StageTemplate]:
        return versions_above(self.review)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"versions": self.versions}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        newest = self.versions.first()
        change = change_of(self.review, to=newest) if newest else None
        return super().get_context_data(change=change, **more)

    def act(self, form: PickTemplate) -> object:
        return templates.move(self.review, by=self.user, to=form.cleaned_data["template"])
