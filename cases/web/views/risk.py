"""How dangerous it is for her, and the second person who agrees that it is less."""

from typing import Any

from django.forms import Form
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cases.actions import risk
from cases.models import RiskLowering
from cases.queries.risk import open_lowering, questions_of
from cases.web.forms.risk import AnswerQuestions, SettleLowering
from cases.web.views.steps import CaseStep


class Dial(CaseStep[Form]):
    """Asks five questions; where a lower risk waits for a second person, asks for her word."""

    template_name = "cases/risk.html"
    heading = _("How dangerous is it for her?")
    button = _("Send")
    done = _("Noted. A lower risk counts once a second person agrees.")

    @cached_property
    def lowering(self) -> RiskLowering | None:
        return open_lowering(self.case, reader=self.user)

    def get_form_class(self) -> type[Form]:
        return SettleLowering if self.lowering else AnswerQuestions

    def act(self, form: Form) -> object:
        now = timezone.now()
        if self.lowering is None:
            return risk.answer(self.case, yes=form.cleaned_data["yes"], by=self.user, now=now)
        settle = risk.agree if form.cleaned_data["settle"] == "agree" else risk.decline
        return settle(self.lowering, by=self.user, now=now)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        asked = self.lowering
        about: dict[str, Any] = {"case": self.case, "lowering": asked}
        about["questions"] = questions_of(asked) if asked else []
        return super().get_context_data(**about, **more)
