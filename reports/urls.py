from django.urls import path

from reports import (
    publishing_urls,
    views,
    views_appendices,
    views_clearing,
    views_compared,
    views_files,
    views_finished,
    views_papers,
    views_sections,
    views_styles,
    views_summary,
)

app_name = "reports"

PLAN = "councils/<slug:slug>/plans/<int:plan_pk>/"
STYLES = "councils/<slug:slug>/house-styles/"
STYLE = f"{STYLES}<int:pk>/"
PAPERS = "councils/<slug:slug>/reports/"
PAPER = "councils/<slug:slug>/reports/<int:pk>/"
OF_PAPER = "councils/<slug:slug>/reports/<int:paper_pk>/"

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
    path(STYLES, views_styles.styles, name="styles"),
    path(STYLE, views_styles.style, name="style"),
    path(f"{STYLE}logo/", views_styles.style_logo, name="style_logo"),
    path(f"{STYLE}paper.css", views_styles.style_css, name="style_css"),
    path(f"{STYLE}copy/", views_styles.style_copy, name="style_copy"),
    path(f"{STYLE}look/", views_styles.style_look, name="style_look"),
    path(f"{STYLE}front/", views_styles.style_front, name="style_front"),
    path(f"{STYLE}headings/", views_styles.style_headings, name="style_headings"),
    path(f"{STYLE}headings/<slug:key>/", views_styles.style_heading, name="style_heading"),
    path(PAPERS, views_papers.papers, name="papers"),
    path(f"{PAPERS}new/", views_papers.paper_add, name="paper_add"),
    path(f"{PAPERS}<int:pk>/", views_papers.paper, name="paper"),
    path(f"{PAPERS}<int:pk>/about/", views_papers.paper_edit, name="paper_edit"),
    path(f"{PAPER}clearances/", views_clearing.clearances, name="clearances"),
    path(f"{PAPER}clearances/ask/", views_clearing.clearance_ask, name="clearance_ask"),
    path(f"{PAPER}clearances/record/", views_clearing.clearance_record, name="clearance_record"),
    path(f"{OF_PAPER}clearances/<int:pk>/", views_clearing.clearance, name="clearance"),
    path(
        f"{OF_PAPER}clearances/<int:pk>/answer/",
        views_clearing.clearance_answer,
        name="clearance_answer",
    ),
    path(
        f"{OF_PAPER}clearances/<int:pk>/again/",
        views_clearing.clearance_again,
        name="clearance_again",
    ),
    path(
        f"{OF_PAPER}clearance-files/<int:pk>/", views_clearing.clearance_file, name="clearance_file"
    ),
    path(f"{PAPER}finished/", views_finished.finished, name="finished"),
    path(f"{OF_PAPER}finished/<int:pk>/", views_finished.finished_paper, name="finished_paper"),
    path(f"{OF_PAPER}finished/<int:pk>/drop/", views_finished.finished_drop, name="finished_drop"),
    path(f"{PAPER}paper.docx", views_files.paper_docx, name="paper_docx"),
    path(f"{PAPER}paper.html", views_files.paper_html, name="paper_html"),
    path(f"{PAPER}pdfs/", views_files.paper_pdf_add, name="paper_pdf_add"),
    path(f"{OF_PAPER}pdfs/<int:pk>/", views_files.paper_pdf, name="paper_pdf"),
    path(f"{OF_PAPER}pdfs/<int:pk>/file/", views_files.paper_pdf_file, name="paper_pdf_file"),
    path(f"{PAPER}headings/", views_sections.headings, name="headings"),
    path(f"{PAPER}front/", views_appendices.front, name="front"),
    path(f"{PAPER}appendices/", views_appendices.appendices, name="appendices"),
    path(f"{PAPER}appendices/new/", views_appendices.appendix_add, name="appendix_add"),
    path(f"{OF_PAPER}appendices/<int:pk>/", views_appendices.paper_appendix, name="paper_appendix"),
    path(f"{OF_PAPER}files/<int:pk>/", views_appendices.appendix_file, name="appendix_file"),
    path(f"{OF_PAPER}sections/<int:pk>/", views_sections.section, name="section"),
    path(f"{OF_PAPER}sections/<int:pk>/parts/", views_sections.part_add, name="part_add"),
    path(f"{OF_PAPER}parts/<int:pk>/", views_sections.part, name="part"),
    *publishing_urls.patterns,
]
