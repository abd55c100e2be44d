from django.urls import path

from inspections.views import comparing, entering, inspections, statements

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
        "councils/<slug:slug>/inspections/<int:pk>/statement/",
        statements.statement,
        name="statement",
    ),
    path(
        "councils/<slug:slug>/inspections/<int:pk>/",
        inspections.inspection,
        name="inspection",
    ),
    path("compare/", comparing.compare, name="compare"),
    path("compare/judgements/", comparing.compare_judgements, name="compare_judgements"),
    path("compare/england/", comparing.compare_england, name="compare_england"),
    path("compare/league/", comparing.compare_league, name="compare_league"),
    path("compare/printed/", comparing.compare_printed, name="compare_printed"),
    path("compare/councils/", comparing.compare_choose, name="compare_choose"),
    path("compare/councils/<slug:slug>/", comparing.compare_council, name="compare_council"),
    path("councils/<slug:slug>/history/", comparing.history_page, name="history"),
]
