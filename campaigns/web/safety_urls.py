"""Second factors, under the names to which allauth's own code leads."""

from django.urls import path

from campaigns.web import safety

urlpatterns = [
    path("safety/factors/", safety.overview, name="mfa_index"),
    path("safety/app/", safety.AddApp.as_view(), name="mfa_activate_totp"),
    path("safety/app/remove/", safety.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("safety/passkeys/add/", safety.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(
        "safety/passkeys/<int:pk>/remove/",
        safety.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("safety/codes/", safety.ShowCodes.as_view(), name="mfa_view_recovery_codes"),
    path("safety/codes/new/", safety.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
]
