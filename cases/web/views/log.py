"""Logging a case in three short steps, kept on our side after each.

The id of the coming case stands in the address from the first page on: Back, a reload and a
second press lead to the same draft, and in the end to the same case.
"""

from typing import Any, ClassVar, TypeVar
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.errors import DomainError
from backend.web.forms import Confirm
from backend.web.pages import FormPage, signed_in
from campaigns.access import holds
from cases.actions import drafts
from cases.models import AdvocacyCase, Answers, CaseDraft
from cases.queries.drafts import draft_under, drafts_of
from cases.queries.places import Place, places_to_log, seers_at
from cases.queries.similar import similar_to
from cases.web.forms.log import SayWhat, SayWho, SayWhom, Step, Where

StepT = TypeVar("StepT", bound=Step)


def _admit(user: User) -> None:
    if not holds(user, Permission.CASE_LOG):
        raise PermissionDenied


@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Lead to an empty first step, or let her choose where there is something to choose."""
    user = signed_in(request)
    _admit(user)
    said = Where(request.GET, by=user).said
    chosen = said.get("choose")
    places = [place for place in places_to_log(user) if _fits(place, said)]
    begun = [] if chosen else list(drafts_of(user))
    if places and not begun and "choose" not in request.GET:
        return redirect(_first_step(uuid4(), places[0]))
    case_id = chosen or uuid4()
    offered = [(place, _first_step(case_id, place)) for place in places]
    return render(request, "cases/log_where.html", {"places": offered, "drafts": begun})


def _fits(place: Place, said: dict[str, Any]) -> bool:
    named = {"network": place.network, "campaign": place.campaign}
    return all(said.get(name, own) == own for name, own in named.items())


def _first_step(case_id: UUID, place: Place) -> str:
    where = urlencode({"network": place.network.pk, "campaign": place.campaign.pk})
    return f"{reverse('cases:log-what', args=[case_id])}?{where}"


class LogStep(FormPage[StepT]):
    """One step: keeps what it is told, then leads on, back, or home until later."""

    heading = _("Log a case")
    button = _("Next")
    template_name = "cases/log_step.html"
    number: ClassVar[int]
    before: ClassVar[str]
    after: ClassVar[str]

    @cached_property
    def draft(self) -> CaseDraft | None:
        return draft_under(self.kwargs["draft_id"], reader=self.user)

    @cached_property
    def answers(self) -> Answers:
        return self.draft.answers() if self.draft else Answers()

    @cached_property
    def places(self) -> list[Place]:
        return places_to_log(self.user)

    @cached_property
    def place(self) -> Place | None:
        """The place named in the address, else the draft's, else where she logged last."""
        said = Where(self.request.GET, by=self.user).said
        if {"network", "campaign"} <= said.keys():
            return Place(said["network"], said["campaign"])
        if self.draft:
            return Place(self.draft.network, self.draft.campaign)
        return self.places[0] if self.places else None

    def admit(self) -> None:
        _admit(self.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.admit()
        elsewhere = self._logged_already() or self.too_early()
        if elsewhere:
            return redirect(elsewhere)
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def _logged_already(self) -> str:
        logged = AdvocacyCase.objects.visible_to(self.user).filter(pk=self.kwargs["draft_id"])
        return self.step("case") if logged.exists() else ""

    def too_early(self) -> str:
        """Return the step that comes first, where one is not done yet."""
        return "" if self.place else reverse("cases:log")

    def step(self, name: str) -> str:
        return reverse(f"cases:{name}", args=[self.kwargs["draft_id"]])

    def get_form_kwargs(self) -> dict[str, Any]:
        given = super().get_form_kwargs()
        del given["initial"]
        return given | {"answers": self.answers, "place": self.place, "by": self.user}

    def act(self, form: StepT) -> object:
        self.answers = form.answers()
        return self._keep()

    def _keep(self) -> CaseDraft:
        at, now = self.place, timezone.now()
        assert at  # noqa: S101  # without a place nobody comes so far: see too_early
        return drafts.keep(self.kwargs["draft_id"], self.answers, at=at, by=self.user, now=now)

    @property
    def to(self) -> str:
        """Where she wants to go: back, later, stay (the page saves by itself), or else on."""
        return self.request.POST.get("to", "")

    def form_valid(self, form: StepT) -> HttpResponse:
        try:
            self.act(form)
        except DomainError as refused:
            return self.refused(form, refused)
        return self.onward()

    def form_invalid(self, form: StepT) -> HttpResponse:
        if self.to in {"back", "later", "stay"} and form.only_lacks_something():
            return self.form_valid(form)
        return super().form_invalid(form)

    def onward(self) -> HttpResponse:
        if self.to == "stay":
            return render(self.request, "cases/_similar.html", {"similar": self.similar()})
        if self.to == "later":
            messages.success(self.request, _("Kept. You find it on your first page."))
            return redirect("home")
        return redirect(self.step(self.before if self.to == "back" else self.after))

    def similar(self) -> list[AdvocacyCase]:
        at = self.place
        return similar_to(self.answers, network=at.network.pk, reader=self.user) if at else []

    def get_success_url(self) -> str:
        return reverse("home")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        about: dict[str, Any] = {"number": self.number, "place": self.place}
        about |= {"similar": self.similar(), "draft_id": self.kwargs["draft_id"]}
        return super().get_context_data(**about, **more)


class What(LogStep[SayWhat]):
    form_class = SayWhat
    number = 1
    before, after = "log-what", "log-whom"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(can_move=len(self.places) > 1, **more)


class Whom(LogStep[SayWhom]):
    form_class = SayWhom
    number = 2
    before, after = "log-what", "log-check"

    def too_early(self) -> str:
        return "" if self.answers.says_what else self.step("log-what")


class Check(LogStep[SayWho]):
    """Shows all that was said and who will read it, and logs the case."""

    form_class = SayWho
    template_name = "cases/log_check.html"
    number = 3
    before, after = "log-whom", "case"
    button = _("Log this case")
    done = _("The case is logged. Its people have been told.")

    def too_early(self) -> str:
        if not self.answers.says_what:
            return self.step("log-what")
        return "" if self.answers.says_whom else self.step("log-whom")

    def act(self, form: SayWho) -> object:
        if self.to or not self.draft:
            return super().act(form)
        logged = drafts.log(self.draft, visibility=form.cleaned_data["visibility"], by=self.user)
        messages.success(self.request, str(self.done))
        return logged

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        place = self.place
        assert place  # noqa: S101  # see too_early
        steps = {"log-what": SayWhat, "log-whom": SayWhom}
        about: dict[str, Any] = {
            "said": [
                (form(answers=self.answers, place=place, by=self.user), self.step(name))
                for name, form in steps.items()
            ],
            "answers": self.answers,
            "seers": seers_at(place, besides=self.user),
            "is_open": True,
            "can_move": len(self.places) > 1,
        }
        return super().get_context_data(**about, **more)


class Forget(FormPage[Confirm]):
    """Throw away what was begun."""

    form_class = Confirm
    heading = _("Throw away what you began?")
    lead = _("What you wrote is deleted. Nobody else has read it.")
    button = _("Throw it away")
    done = _("It is gone.")

    @cached_property
    def draft(self) -> CaseDraft:
        mine = CaseDraft.objects.visible_to(self.user)
        return get_object_or_404(mine, pk=self.kwargs["draft_id"])

    def admit(self) -> None:
        _admit(self.user)
        self.draft  # noqa: B018  # somebody else's is not there

    def subject(self) -> str:
        return self.draft.answers().title

    def act(self, form: Confirm) -> None:  # noqa: ARG002
        drafts.discard(self.draft, by=self.user)

    def get_success_url(self) -> str:
        return reverse("home")
