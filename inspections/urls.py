from django.urls import path

from inspections.views import (
    comparing,
    entering,
    inspections,
    learning,
    national,
    outcomes,
    reports,
    statements,
)

app_name = "inspections"

urlpatterns = [
    path("inspections/", national.entered, name="entered"),
    path("inspections/<int:pk>/", national.inspection, name="national_inspection"),
    path("inspections/<int:pk>/change/", national.change, name="national_change"),
    path("inspections/reports/new/", national.report_add, name="national_report_add"),
    path("inspections/reports/<int:pk>/", national.report, name="national_report"),
    path("inspections/reports/<int:pk>/drop/", national.report_drop, name="national_report_drop"),
    path("inspections/reports/<int:pk>/file/", national.report_file, name="national_report_file"),
    path(
        "councils/<slug:slug>/inspections/reports/new/",
        reports.report_add,
        name="report_add",
    ),
    path(
        "councils/<slug:slug>/inspections/reports/<int:pk>/",
        reports.report,
        name="report",
    ),
    path(
        "councils/<slug:slug>/inspections/reports/<int:pk>/drop/",
        reports.report_drop,
        name="report_drop",
    ),
    path(
        "councils/<slug:slug>/inspections/reports/<int:pk>/file/",
        reports.report_file,
        name="report_file",
    ),
    path(
        "councils/<slug:slug>/inspections/<int:inspection_pk>/sources/<int:pk>/",
        reports.source,
        name="source",
    ),
    path("learning/", learning.learning, name="learning"),
    path("outcomes/", outcomes.outcomes, name="outcomes"),
    path("outcomes/<int:pk>/", outcomes.outcomes_file, name="outcomes_file"),
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
