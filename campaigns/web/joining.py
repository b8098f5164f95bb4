"""Inviting somebody by a link, and joining by it."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from backend.accounts.actions import NewPerson
from backend.accounts.models import User
from backend.accounts.roles import Permission
from backend.errors import DomainError
from backend.translated import in_language
from backend.web.door.entering import come_in
from backend.web.forms import Confirm
from backend.web.limits import JoinLimit
from backend.web.pages import FormPage, LimitedPage
from campaigns.access import require
from campaigns.actions import invitations
from campaigns.models import Invitation, Network
from campaigns.queries import usable_invitation
from campaigns.web import forms as ours

NO_SUCH_LINK = 404


class Invite(FormPage[ours.ChooseRole]):
    """Make a link, which the inviter passes on herself; it is shown this once."""

    form_class = ours.ChooseRole
    heading = _("Invite somebody")
    lead = _(
        "You get a link that works once, for seven days. Pass it on yourself, "
        "to this one person: whoever opens it first can join."
    )
    button = _("Make the link")
    is_fresh_needed = True

    def admit(self) -> None:
        visible = Network.objects.visible_to(self.user)
        self.network = get_object_or_404(visible, slug=self.kwargs["slug"])
        require(self.user, Permission.MEMBER_MANAGE, network=self.network.pk)

    def subject(self) -> str:
        return in_language(self.network, "name")

    def act(self, form: ours.ChooseRole) -> invitations.Letter:
        role = form.cleaned_data["role"]
        return invitations.invite(role, to=self.network, by=self.user, now=timezone.now())

    def form_valid(self, form: ours.ChooseRole) -> HttpResponse:
        try:
            letter = self.act(form)
        except DomainError as refused:
            return self.refused(form, refused)
        path = reverse("campaigns:join", args=[letter.token])
        # Shown at once and not after a redirect: the secret is to be kept nowhere on the way.
        return render(
            self.request,
            "campaigns/invited.html",
            {
                "network": self.network,
                "invitation": letter.invitation,
                "link": f"{settings.SITE_URL}{path}",
            },
        )

    def get_success_url(self) -> str:
        return reverse("campaigns:members", args=[self.network.slug])


class Withdraw(FormPage[Confirm]):
    form_class = Confirm
    heading = _("Withdraw this invitation?")
    lead = _("Its link does not work any more.")
    button = _("Withdraw it")
    done = _("The invitation is withdrawn.")

    def admit(self) -> None:
        visible = Invitation.objects.visible_to(self.user).with_people()
        self.invitation = get_object_or_404(visible, pk=self.kwargs["invitation_id"])

    def subject(self) -> str:
        role = self.invitation.get_role_display()
        return f"{role} · {in_language(self.invitation.network, 'name')}"

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        invitations.withdraw(self.invitation, by=self.user, now=timezone.now())
        return None

    def get_success_url(self) -> str:
        return reverse("campaigns:members", args=[self.invitation.network.slug])


@method_decorator(login_not_required, name="dispatch")
class Join(LimitedPage[forms.Form]):
    """Open the link: who is signed in takes the role, anybody else makes an account first.

    Programs that show previews open links by themselves, so only the button joins.
    """

    template_name = "campaigns/join.html"
    limit = JoinLimit
    heading = _("You are invited")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        found = usable_invitation(kwargs["token"], now=timezone.now())
        if found is None:
            return render(request, "campaigns/no_invitation.html", status=NO_SUCH_LINK)
        self.invitation = found
        return super().dispatch(request, *args, **kwargs)

    @property
    def member(self) -> User | None:
        return self.request.user if isinstance(self.request.user, User) else None

    def get_form_class(self) -> type[forms.Form]:
        return Confirm if self.member else ours.Join

    def act(self, form: forms.Form) -> object:
        token, now = self.kwargs["token"], timezone.now()
        if self.member:
            return invitations.accept(token, by=self.member, now=now)
        said = form.cleaned_data
        new = NewPerson(
            username=said["username"],
            display_name=said["display_name"],
            password=said["password"],
            language=get_language() or "en",
        )
        user = invitations.join(token, new=new, now=now)
        come_in(self.request, user)
        return user

    @property
    def done(self) -> str:  # type: ignore[override]
        said = _("Welcome! You sign in as “%(name)s”: remember it together with your password.")
        return str(said) % {"name": self.request.user.get_username()}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(invitation=self.invitation, **more)

    def get_success_url(self) -> str:
        return reverse("campaigns:network", args=[self.invitation.network.slug])
