from django.urls import path

from inspections import views

app_name = "inspections"

urlpatterns = [
    path(
        "councils/<slug:slug>/inspections/<int:pk>/",
        views.inspection,
        name="inspection",
    ),
]
