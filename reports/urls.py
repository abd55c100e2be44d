from django.urls import path

from reports import views

app_name = "reports"

PLAN = "councils/<slug:slug>/plans/<int:plan_pk>/"

urlpatterns = [
    path(f"{PLAN}appendix/", views.appendix, name="appendix"),
    path(f"{PLAN}appendix.docx", views.appendix_docx, name="appendix_docx"),
    path(f"{PLAN}appendix.csv", views.appendix_csv, name="appendix_csv"),
    path(f"{PLAN}appendix.xlsx", views.appendix_xlsx, name="appendix_xlsx"),
    path(f"{PLAN}appendix.json", views.appendix_json, name="appendix_json"),
    path("help/plan-json/", views.json_help, name="json_help"),
    path(f"{PLAN}exports/", views.export_add, name="export_add"),
    path(f"{PLAN}exports/<int:pk>/", views.export, name="export"),
    path(f"{PLAN}exports/<int:pk>/file/", views.export_file, name="export_file"),
]
