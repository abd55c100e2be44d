"""Addresses of reviews, below a council."""

from django.urls import path

from scrutiny.views.reviews import answering, answers, changing, parts, reading

REVIEWS = "councils/<slug:slug>/reviews/"
REVIEW = f"{REVIEWS}<int:pk>/"
PART = f"{REVIEWS}<int:review_pk>/"
ASKED = f"{PART}recommendations/<int:pk>/"

urlpatterns = [
    path(REVIEWS, reading.reviews, name="reviews"),
    path(f"{REVIEWS}new/", changing.review_add, name="review_add"),
    path(REVIEW, reading.review, name="review"),
    path(f"{REVIEW}about/", changing.review_about, name="review_about"),
    path(f"{REVIEW}looks-into/", changing.review_strands, name="review_strands"),
    path(f"{REVIEW}days/", changing.review_days, name="review_days"),
    path(f"{REVIEW}publish/", changing.review_publish, name="review_publish"),
    path(f"{REVIEW}open-notes/", changing.review_open_notes, name="review_open_notes"),
    path(f"{REVIEW}people/new/", parts.person_add, name="review_person_add"),
    path(f"{PART}people/<int:pk>/", parts.person, name="review_person"),
    path(f"{PART}people/<int:pk>/delete/", parts.person_remove, name="review_person_remove"),
    path(f"{REVIEW}sessions/new/", parts.session_add, name="review_session_add"),
    path(f"{PART}sessions/<int:pk>/", parts.session, name="review_session"),
    path(f"{PART}sessions/<int:pk>/delete/", parts.session_remove, name="review_session_remove"),
    path(f"{REVIEW}notes/new/", parts.note_add, name="review_note_add"),
    path(f"{PART}notes/<int:pk>/", parts.note, name="review_note"),
    path(f"{PART}notes/<int:pk>/delete/", parts.note_remove, name="review_note_remove"),
    path(f"{REVIEW}findings/new/", parts.finding_add, name="review_finding_add"),
    path(f"{PART}findings/<int:pk>/", parts.finding, name="review_finding"),
    path(f"{PART}findings/<int:pk>/delete/", parts.finding_remove, name="review_finding_remove"),
    path(f"{PART}findings/<int:pk>/up/", parts.finding_up, name="review_finding_up"),
    path(
        f"{REVIEW}recommendations/new/", parts.recommendation_add, name="review_recommendation_add"
    ),
    path(ASKED, parts.recommendation, name="review_recommendation"),
    path(f"{ASKED}delete/", parts.recommendation_remove, name="review_recommendation_remove"),
    path(f"{ASKED}up/", parts.recommendation_up, name="review_recommendation_up"),
    path(f"{ASKED}answers/new/", answers.answer_add, name="review_answer_add"),
    path(
        f"{PART}recommendations/<int:recommendation_pk>/answers/<int:pk>/",
        answers.answer,
        name="review_answer",
    ),
    path(f"{ASKED}actions/new/", answering.action_make, name="review_action_make"),
    path(f"{ASKED}actions/", answering.action_link, name="review_action_link"),
    path(
        f"{PART}recommendations/<int:recommendation_pk>/actions/<int:pk>/delete/",
        answering.action_unlink,
        name="review_action_unlink",
    ),
    path(f"{REVIEW}report/", answering.paper_begin, name="review_paper_begin"),
]
