"""Addresses of members' questions, below a council."""

from django.urls import path

from scrutiny.views import asking, questions

urlpatterns = [
    path("", questions.questions, name="questions"),
    path("new/", asking.question_add, name="question_add"),
    path("<int:pk>/", questions.question, name="question"),
    path("<int:pk>/again/", questions.question_again, name="question_again"),
    path("<int:pk>/date/", questions.question_date, name="question_date"),
    path("<int:pk>/take-back/", questions.question_take_back, name="question_take_back"),
]
