"""Every address of the site."""

from django.urls import include, path

from config.views import healthz, mailbox

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("demo/mailbox/", mailbox, name="demo_mailbox"),
    path("accounts/", include("councils.account_urls")),
    path("", include("councils.urls")),
    path("", include("inspections.urls")),
    path("", include("actionplans.urls")),
    path("", include("reports.urls")),
    path("", include("scrutiny.urls")),
    path("", include("search.urls")),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
