"""Addresses of members' questions, below a council."""

from django.urls import path

from scrutiny.views import asking, question_acts, questions

urlpatterns = [
    path("", questions.questions, name="questions"),
    path("new/", asking.question_add, name="question_add"),
    path("<int:pk>/", questions.question, name="question"),
    path("<int:pk>/again/", question_acts.question_again, name="question_again"),
    path("<int:pk>/date/", question_acts.question_date, name="question_date"),
    path("<int:pk>/take-back/", question_acts.question_take_back, name="question_take_back"),
]
