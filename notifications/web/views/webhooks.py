"""Where a network has public news posted."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from backend.accounts.roles import Permission
from backend.errors import DomainError
from backend.translated import in_language
from backend.web.forms import Confirm
from backend.web.pages import FormPage, FormT, signed_in
from campaigns import access
from campaigns.models import Campaign, Network
from notifications.actions import webhooks as actions
from notifications.models import Webhook, WebhookPost
from notifications.web.forms import AddWebhook

MOST_POSTS = 50


class Add(FormPage[AddWebhook]):
    """The network's webhooks, and the form that adds one."""

    form_class = AddWebhook
    template_name = "notifications/webhooks.html"
    heading = _("Webhooks")
    lead = _("Another program is told of public news. No case is ever in it.")
    button = _("Add it")
    done = _("The webhook is added.")

    def admit(self) -> None:
        seen = Network.objects.visible_to(self.user)
        self.network = get_object_or_404(seen, slug=self.kwargs["slug"])
        access.require(self.user, Permission.CAMPAIGN_EDIT, network=self.network.pk)

    def subject(self) -> str:
        return in_language(self.network, "name")

    def get_form_kwargs(self) -> dict[str, Any]:
        campaigns = Campaign.objects.visible_to(self.user).of_network(self.network.pk)
        return super().get_form_kwargs() | {"campaigns": campaigns.order_by("title", "id")}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        mine = Webhook.objects.visible_to(self.user).filter(network=self.network).with_place()
        listed = [(one, actions.url_of(one)) for one in mine.order_by("-created_at", "id")]
        return super().get_context_data(webhooks=listed, **more)

    def act(self, form: AddWebhook) -> object:
        given = form.cleaned_data
        self.added = actions.add(
            given["url"],
            network=self.network,
            campaign=given["campaign"],
            by=self.user,
            now=timezone.now(),
        )
        return self.added

    def get_success_url(self) -> str:
        added = getattr(self, "added", None)
        if added is not None:
            return reverse("notifications:webhook", args=[added.pk])
        return reverse("campaigns:network", args=[self.network.slug])


@require_safe
def webhook(request: HttpRequest, webhook_id: str) -> HttpResponse:
    """Show one webhook with its secret and its latest posts."""
    found = _found(request, webhook_id)
    posts = WebhookPost.objects.visible_to(signed_in(request)).filter(webhook=found)
    shown = {
        "webhook": found,
        "address": actions.url_of(found),
        "secrets": actions.secrets_of(found, now=timezone.now()),
        "posts": posts.select_related("event").order_by("-created_at", "-id")[:MOST_POSTS],
    }
    return render(request, "notifications/webhook.html", shown)


def _found(request: HttpRequest, webhook_id: str) -> Webhook:
    mine = Webhook.objects.visible_to(signed_in(request)).with_place()
    return get_object_or_404(mine, pk=webhook_id)


class OfWebhook(FormPage[FormT]):
    def admit(self) -> None:
        self.webhook = _found(self.request, self.kwargs["webhook_id"])

    def get_success_url(self) -> str:
        return reverse("notifications:webhook", args=[self.webhook.pk])


class Rotate(OfWebhook[Confirm]):
    form_class = Confirm
    heading = _("Make a new secret")
    lead = _("The former one is good for two days more, so that the receiver can change over.")
    button = _("Make it")
    done = _("There is a new secret.")

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        actions.rotate(self.webhook, by=self.user, now=timezone.now())
        return None


class Remove(OfWebhook[Confirm]):
    form_class = Confirm
    heading = _("Remove this webhook")
    lead = _("Nothing is posted there any more, and what was posted is forgotten here.")
    button = _("Remove it")
    done = _("The webhook is removed.")

    def act(self, form: Confirm) -> object:  # noqa: ARG002
        self.is_gone = True
        actions.remove(self.webhook, by=self.user)
        return None

    def get_success_url(self) -> str:
        if not hasattr(self, "is_gone"):
            return super().get_success_url()
        return reverse("notifications:webhooks", args=[self.webhook.network.slug])


@require_POST
def stop(request: HttpRequest, webhook_id: str) -> HttpResponse:
    """Post nothing there for now."""
    found = _found(request, webhook_id)
    actions.stop(found, by=signed_in(request))
    messages.success(request, gettext("Nothing is posted there for now."))
    return _back(found)


@require_POST
def start(request: HttpRequest, webhook_id: str) -> HttpResponse:
    """Post there again."""
    found = _found(request, webhook_id)
    actions.start(found, by=signed_in(request))
    messages.success(request, gettext("News is posted there again."))
    return _back(found)


@require_POST
def replay(request: HttpRequest, post_id: int) -> HttpResponse:
    """Send one post once more."""
    seen = WebhookPost.objects.visible_to(signed_in(request)).select_related("webhook")
    post = get_object_or_404(seen, pk=post_id)
    try:
        actions.replay(post, by=signed_in(request), now=timezone.now())
    except DomainError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, gettext("It is on its way again, under the same id."))
    return _back(post.webhook)


def _back(webhook: Webhook) -> HttpResponse:
    return HttpResponseRedirect(reverse("notifications:webhook", args=[webhook.pk]))
