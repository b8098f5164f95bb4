"""The door's addresses. Only what is listed here exists of allauth: no signing up, above all.

The names are allauth's where its own code leads to them.
"""

from django.urls import path

from backend.web.door import views

urlpatterns = [
    path("sign-in/", views.SignInPage.as_view(), name="sign-in"),
    path("sign-in/", views.SignInPage.as_view(), name="account_login"),
    path("sign-in/second-factor/", views.SecondFactor.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", views.SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("sign-in/code/", views.AskForCode.as_view(), name="account_request_login_code"),
    path("sign-in/code/type/", views.EnterCode.as_view(), name="account_confirm_login_code"),
    path("sign-in/again/", views.Again.as_view(), name="account_reauthenticate"),
    path("sign-in/again/code/", views.AgainByCode.as_view(), name="mfa_reauthenticate"),
    path(
        "sign-in/again/passkey/", views.AgainByPasskey.as_view(), name="mfa_reauthenticate_webauthn"
    ),
    path("forgotten/", views.ForgottenPassword.as_view(), name="account_reset_password"),
    path(
        "forgotten/code/",
        views.EnterResetCode.as_view(),
        name="account_confirm_password_reset_code",
    ),
    path("forgotten/new/", views.NewPassword.as_view(), name="account_complete_password_reset"),
    path("forgotten/done/", views.password_is_new, name="account_password_reset_completed"),
]
