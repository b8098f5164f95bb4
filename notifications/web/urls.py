"""Pages about alerts."""

from django.urls import path

from notifications.web.views import (
    addresses,
    answers,
    calendar,
    feeds,
    following,
    hours,
    inbox,
    incoming,
    operations,
    searches,
    settings,
    ways,
    webhooks,
)

app_name = "notifications"

_notice, _address = "inbox/<uuid:notice_id>/", "alerts/addresses/<uuid:address_id>/"
_webhook = "webhooks/<uuid:webhook_id>/"

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read-all/", inbox.read_all, name="read-all"),
    path(f"{_notice}open/", inbox.open_notice, name="open"),
    path(f"{_notice}read/", inbox.read, name="read"),
    path(f"{_notice}archive/", inbox.archive, name="archive"),
    path("alerts/", settings.settings, name="settings"),
    path("alerts/cadence/", settings.Cadences.as_view(), name="cadences"),
    path("alerts/addresses/add/", addresses.Add.as_view(), name="add-address"),
    path(f"{_address}remove/", addresses.Remove.as_view(), name="remove-address"),
    path("alerts/confirm/<str:token>/", addresses.ConfirmAddress.as_view(), name="confirm"),
    path("unsubscribe/<str:token>/", addresses.unsubscribe, name="unsubscribe"),
    path("follow/", following.follow, name="follow"),
    path("operations/", operations.overview, name="operations"),
    path("operations/costs/", operations.costs, name="costs"),
    path("operations/not-sent/", operations.not_sent, name="not-sent"),
    path("operations/trial/", operations.TryIt.as_view(), name="try-out"),
    path("operations/texts/", operations.look, name="look"),
    path("follow/pause/", following.pause, name="pause"),
    path("inbox/count/", inbox.count, name="count"),
    path(f"{_notice}mute/", inbox.mute, name="mute"),
    path(f"{_notice}acknowledge/", inbox.acknowledge, name="acknowledge"),
    path(f"{_notice}why/", inbox.why, name="why"),
    path("alerts/hours/", hours.QuietHours.as_view(), name="hours"),
    path("alerts/searches/keep/", searches.Keep.as_view(), name="keep-search"),
    path(
        "alerts/searches/<uuid:search_id>/remove/",
        searches.Forget.as_view(),
        name="remove-search",
    ),
    path("alerts/answers/", answers.answered, name="answers"),
    path("alerts/why-not/", answers.why_she_did_not, name="why-not"),
    # Other ways than mail.
    path("alerts/ways/", ways.ways, name="ways"),
    path("alerts/ways/add/<slug:channel>/", ways.add, name="add-way"),
    path("alerts/ways/phone/<slug:channel>/", ways.AddNumber.as_view(), name="add-phone"),
    path("alerts/ways/chat/<slug:channel>/", ways.StartChat.as_view(), name="start-chat"),
    path("alerts/ways/device/<slug:channel>/", ways.AddThisDevice.as_view(), name="add-device"),
    path(f"{_address}code/", ways.ConfirmCode.as_view(), name="confirm-code"),
    path("alerts/calendar/", calendar.Renew.as_view(), name="calendar"),
    path("alerts/calendar/end/", calendar.End.as_view(), name="end-calendar"),
    # For programs.
    path("calendar/<str:token>.ics", feeds.calendar, name="calendar-file"),
    path("news/campaigns/<slug:slug>.atom", feeds.campaign_news, name="campaign-news"),
    path("news/countries/<slug:country>.atom", feeds.country_news, name="country-news"),
    path("incoming/mail/", incoming.mail, name="incoming-mail"),
    path("incoming/<slug:channel>/", incoming.incoming, name="incoming"),
    path("networks/<slug:slug>/webhooks/", webhooks.Add.as_view(), name="webhooks"),
    path(_webhook, webhooks.webhook, name="webhook"),
    path(f"{_webhook}secret/", webhooks.Rotate.as_view(), name="rotate-webhook"),
    path(f"{_webhook}stop/", webhooks.stop, name="stop-webhook"),
    path(f"{_webhook}start/", webhooks.start, name="start-webhook"),
    path(f"{_webhook}remove/", webhooks.Remove.as_view(), name="remove-webhook"),
    path("webhook-posts/<int:post_id>/replay/", webhooks.replay, name="replay-post"),
]
