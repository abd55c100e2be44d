"""Addresses of reviews, below a council."""

from django.urls import path

from scrutiny.views.reviews import changing, parts, reading

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
    path(f"{PART}recommendations/<int:pk>/", parts.recommendation, name="review_recommendation"),
    path(
        f"{PART}recommendations/<int:pk>/delete/",
        parts.recommendation_remove,
        name="review_recommendation_remove",
    ),
    path(
        f"{PART}recommendations/<int:pk>/up/",
        parts.recommendation_up,
        name="review_recommendation_up",
    ),
]
