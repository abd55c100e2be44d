from django.urls import path

from councils.views import accepting, councils, emails, inviting, officers, people, register

app_name = "councils"

PEOPLE = "councils/<slug:slug>/people/"
PERSON = f"{PEOPLE}<int:pk>/"
INVITATION = f"{PEOPLE}invitations/<int:pk>/"
OFFICERS = "councils/<slug:slug>/officers/"
EMAIL = "councils/<slug:slug>/emails/<int:pk>/"

urlpatterns = [
    path("councils/", councils.council_list, name="council_list"),
    path(PEOPLE, people.people, name="people"),
    path(f"{PEOPLE}invite/", inviting.invite, name="invite"),
    path(INVITATION, inviting.invitation, name="invitation"),
    path(f"{INVITATION}again/", inviting.invitation_again, name="invitation_again"),
    path(f"{INVITATION}withdraw/", inviting.invitation_withdraw, name="invitation_withdraw"),
    path(f"{PEOPLE}register/", register.register, name="register"),
    path(f"{PEOPLE}register.csv", register.register_csv, name="register_csv"),
    path(PERSON, people.person, name="person"),
    path(f"{PERSON}link/", people.person_link, name="person_link"),
    path(f"{PERSON}unlink/", people.person_unlink, name="person_unlink"),
    path(f"{PERSON}leave/", people.person_leave, name="person_leave"),
    path("invitations/<str:token>/", accepting.invitation_accept, name="invitation_accept"),
    path(OFFICERS, officers.officers, name="officers"),
    path(f"{OFFICERS}new/", officers.officer_add, name="officer_add"),
    path(f"{OFFICERS}<int:pk>/", officers.officer, name="officer"),
    path("councils/<slug:slug>/emails/", emails.email_list, name="email_list"),
    path(EMAIL, emails.email, name="email"),
    path(f"{EMAIL}again/", emails.email_again, name="email_again"),
]
