from django.urls import path

from councils.views import councils, emails

app_name = "councils"

EMAIL = "councils/<slug:slug>/emails/<int:pk>/"

urlpatterns = [
    path("councils/", councils.council_list, name="council_list"),
    path("councils/<slug:slug>/emails/", emails.email_list, name="email_list"),
    path(EMAIL, emails.email, name="email"),
    path(f"{EMAIL}again/", emails.email_again, name="email_again"),
]
