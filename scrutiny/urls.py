from django.urls import include, path

from scrutiny.views import briefings, dashboards, glossary

app_name = "scrutiny"

COUNCIL = "councils/<slug:slug>/"
PLAN = "councils/<slug:slug>/plans/<int:pk>/"

urlpatterns = [
    path(f"{COUNCIL}dashboard/", dashboards.dashboard, name="dashboard"),
    path(f"{COUNCIL}dashboard/actions/", dashboards.dashboard_rows, name="dashboard_rows"),
    path(f"{PLAN}dashboard/", dashboards.plan_dashboard_page, name="plan_dashboard"),
    path(f"{PLAN}dashboard/actions/", dashboards.plan_rows, name="plan_rows"),
    path(f"{COUNCIL}questions/", include("scrutiny.question_urls")),
    path(f"{COUNCIL}briefings/", briefings.briefing_add, name="briefing_add"),
    path(f"{PLAN}briefings/", briefings.plan_briefing_add, name="plan_briefing_add"),
    path(f"{COUNCIL}briefings/<int:pk>/", briefings.briefing, name="briefing"),
    path(f"{COUNCIL}briefings/<int:pk>/file/", briefings.briefing_file, name="briefing_file"),
    path(f"{COUNCIL}glossary/", glossary.glossary, name="glossary"),
    path(f"{COUNCIL}glossary/new/", glossary.acronym_add, name="acronym_add"),
    path(f"{COUNCIL}glossary/<int:pk>/", glossary.acronym, name="acronym"),
    path(f"{COUNCIL}glossary/<int:pk>/delete/", glossary.acronym_delete, name="acronym_delete"),
    path("", include("scrutiny.review_urls")),
    path("", include("scrutiny.oversight_urls")),
]
