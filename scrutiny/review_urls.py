"""Addresses of reviews, below a council."""

from django.urls import path

from scrutiny.views.reviews import reading

REVIEWS = "councils/<slug:slug>/reviews/"
REVIEW = f"{REVIEWS}<int:pk>/"

urlpatterns = [
    path(REVIEWS, reading.reviews, name="reviews"),
    path(REVIEW, reading.review, name="review"),
]
