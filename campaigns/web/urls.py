"""Pages about who fights. A campaign's own page is added at the root: see ``cases.web.urls``."""

from django.urls import path

from campaigns.web import address, handing_over, joining, members, profile, safety, views
from campaigns.web import help as guides

_network = "networks/<slug:slug>/"

urlpatterns = [
    path("campaigns/", views.campaign_list, name="campaigns"),
    path("help/", guides.own_help, name="help"),
    path("help/<slug:role>/", guides.help_for, name="help-for"),
    path("networks/", views.network_list, name="networks"),
    path(_network, views.network, name="network"),
    path(f"{_network}members/", members.members, name="members"),
    path(f"{_network}invite/", joining.Invite.as_view(), name="invite"),
    path(f"{_network}leave/", members.Leave.as_view(), name="leave"),
    path("roles/<uuid:role_id>/give/", members.GiveRole.as_view(), name="give-role"),
    path("roles/<uuid:role_id>/end/", members.EndRole.as_view(), name="end-role"),
    path(
        "invitations/<uuid:invitation_id>/withdraw/",
        joining.Withdraw.as_view(),
        name="withdraw-invitation",
    ),
    path("join/<str:token>/", joining.Join.as_view(), name="join"),
    path("profile/", profile.Profile.as_view(), name="profile"),
    path("profile/password/", profile.Password.as_view(), name="password"),
    path("safety/", safety.safety, name="safety"),
    path("safety/sign-out/", safety.EndOtherSessions.as_view(), name="end-sessions"),
    path("safety/sign-out/<slug:digest>/", safety.EndSession.as_view(), name="end-session"),
    path("safety/e-mail/", address.AddAddress.as_view(), name="add-address"),
    path("safety/e-mail/code/", address.ConfirmAddress.as_view(), name="confirm-address"),
    path("safety/e-mail/forget/", address.ForgetAddress.as_view(), name="forget-address"),
    path(f"{_network}handovers/", handing_over.Ask.as_view(), name="ask-handover"),
    path(
        "handovers/<uuid:handover_id>/confirm/",
        handing_over.ConfirmHandover.as_view(),
        name="confirm-handover",
    ),
    path(
        "handovers/<uuid:handover_id>/withdraw/",
        handing_over.WithdrawHandover.as_view(),
        name="withdraw-handover",
    ),
]
