from django.urls import path

from inspections.views import inspections

app_name = "inspections"

urlpatterns = [
    path(
        "councils/<slug:slug>/inspections/<int:pk>/",
        inspections.inspection,
        name="inspection",
    ),
]
