from django.urls import path

from reports import views, views_compared, views_papers, views_summary

app_name = "reports"

PLAN = "councils/<slug:slug>/plans/<int:plan_pk>/"
PAPERS = "councils/<slug:slug>/reports/"

urlpatterns = [
    path(f"{PLAN}appendix/", views.appendix, name="appendix"),
    path(f"{PLAN}appendix.docx", views.appendix_docx, name="appendix_docx"),
    path(f"{PLAN}appendix.csv", views.appendix_csv, name="appendix_csv"),
    path(f"{PLAN}appendix.xlsx", views.appendix_xlsx, name="appendix_xlsx"),
    path(f"{PLAN}appendix.json", views.appendix_json, name="appendix_json"),
    path(f"{PLAN}summary/", views_summary.summary, name="summary"),
    path(f"{PLAN}summary.txt", views_summary.summary_text, name="summary_text"),
    path("help/plan-json/", views.json_help, name="json_help"),
    path("compare/table.csv", views_compared.compare_csv, name="compare_csv"),
    path("compare/files/", views_compared.compare_file_add, name="compare_file_add"),
    path("compare/files/<int:pk>/", views_compared.compare_file, name="compare_file"),
    path("compare/files/<int:pk>/pdf/", views_compared.compare_file_pdf, name="compare_file_pdf"),
    path(f"{PLAN}exports/", views.export_add, name="export_add"),
    path(f"{PLAN}exports/<int:pk>/", views.export, name="export"),
    path(f"{PLAN}exports/<int:pk>/file/", views.export_file, name="export_file"),
    path(PAPERS, views_papers.papers, name="papers"),
    path(f"{PAPERS}new/", views_papers.paper_add, name="paper_add"),
    path(f"{PAPERS}<int:pk>/", views_papers.paper, name="paper"),
    path(f"{PAPERS}<int:pk>/about/", views_papers.paper_edit, name="paper_edit"),
]
