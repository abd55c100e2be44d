"""The addresses of signing in and passwords: those of allauth that this product uses.

What is left out (adding addresses, confirming them, signing in by code) does not exist
here, rather than being there unused.
"""

from allauth.account import views
from django.urls import path, re_path

from councils import account_forms as forms
from councils.accounts import SignInView

urlpatterns = [
    path(
        "login/",
        SignInView.as_view(form_class=forms.SignInForm),
        name="account_login",
    ),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),
    path(
        "reauthenticate/",
        views.ReauthenticateView.as_view(form_class=forms.ConfirmForm),
        name="account_reauthenticate",
    ),
    path(
        "password/change/",
        views.PasswordChangeView.as_view(form_class=forms.ChangeForm),
        name="account_change_password",
    ),
    path(
        "password/set/",
        views.PasswordSetView.as_view(form_class=forms.SetForm),
        name="account_set_password",
    ),
    path(
        "password/reset/",
        views.PasswordResetView.as_view(form_class=forms.AskResetForm),
        name="account_reset_password",
    ),
    path(
        "password/reset/done/",
        views.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.PasswordResetFromKeyView.as_view(form_class=forms.ResetForm),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
