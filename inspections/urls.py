from django.urls import path

from inspections.views import entering, inspections

app_name = "inspections"

urlpatterns = [
    path(
        "councils/<slug:slug>/inspections/new/",
        entering.inspection_add,
        name="inspection_add",
    ),
    path(
        "councils/<slug:slug>/inspections/<int:pk>/change/",
        entering.inspection_change,
        name="inspection_change",
    ),
    path(
        "councils/<slug:slug>/inspections/<int:pk>/",
        inspections.inspection,
        name="inspection",
    ),
]
