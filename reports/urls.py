from django.urls import path

from reports import publishing_urls
from reports.views import (
    appendices,
    asking,
    clearing,
    compared,
    finished,
    paper_files,
    papers,
    plan_files,
    sections,
    styles,
    summary,
    texts,
)

app_name = "reports"

PLAN = "councils/<slug:slug>/plans/<int:plan_pk>/"
STYLES = "councils/<slug:slug>/house-styles/"
STYLE = f"{STYLES}<int:pk>/"
PAPERS = "councils/<slug:slug>/reports/"
PAPER = "councils/<slug:slug>/reports/<int:pk>/"
OF_PAPER = "councils/<slug:slug>/reports/<int:paper_pk>/"

urlpatterns = [
    path(f"{PLAN}appendix/", plan_files.appendix, name="appendix"),
    path(f"{PLAN}appendix.docx", plan_files.appendix_docx, name="appendix_docx"),
    path(f"{PLAN}appendix.csv", plan_files.appendix_csv, name="appendix_csv"),
    path(f"{PLAN}appendix.xlsx", plan_files.appendix_xlsx, name="appendix_xlsx"),
    path(f"{PLAN}appendix.json", plan_files.appendix_json, name="appendix_json"),
    path(f"{PLAN}summary/", summary.summary, name="summary"),
    path(f"{PLAN}summary.txt", summary.summary_text, name="summary_text"),
    path("help/plan-json/", plan_files.json_help, name="json_help"),
    path("compare/table.csv", compared.compare_csv, name="compare_csv"),
    path("compare/files/", compared.compare_file_add, name="compare_file_add"),
    path("compare/files/<int:pk>/", compared.compare_file, name="compare_file"),
    path("compare/files/<int:pk>/pdf/", compared.compare_file_pdf, name="compare_file_pdf"),
    path(f"{PLAN}exports/", plan_files.export_add, name="export_add"),
    path(f"{PLAN}exports/<int:pk>/", plan_files.export, name="export"),
    path(f"{PLAN}exports/<int:pk>/file/", plan_files.export_file, name="export_file"),
    path(STYLES, styles.styles, name="styles"),
    path(STYLE, styles.style, name="style"),
    path(f"{STYLE}logo/", styles.style_logo, name="style_logo"),
    path(f"{STYLE}paper.css", styles.style_css, name="style_css"),
    path(f"{STYLE}copy/", styles.style_copy, name="style_copy"),
    path(f"{STYLE}look/", styles.style_look, name="style_look"),
    path(f"{STYLE}front/", styles.style_front, name="style_front"),
    path(f"{STYLE}headings/", styles.style_headings, name="style_headings"),
    path(f"{STYLE}headings/<slug:key>/", styles.style_heading, name="style_heading"),
    path(PAPERS, papers.papers, name="papers"),
    path(f"{PAPERS}new/", papers.paper_add, name="paper_add"),
    path(f"{PAPERS}<int:pk>/", papers.paper, name="paper"),
    path(f"{PAPERS}<int:pk>/about/", papers.paper_edit, name="paper_edit"),
    path(f"{PAPER}style/", papers.paper_style, name="paper_style"),
    path(f"{PAPER}clearances/", clearing.clearances, name="clearances"),
    path(f"{PAPER}clearances/ask/", asking.clearance_ask, name="clearance_ask"),
    path(f"{PAPER}clearances/ask-all/", asking.clearance_ask_all, name="clearance_ask_all"),
    path(f"{PAPER}clearances/record/", clearing.clearance_record, name="clearance_record"),
    path(f"{OF_PAPER}clearances/<int:pk>/", clearing.clearance, name="clearance"),
    path(
        f"{OF_PAPER}clearances/<int:pk>/answer/",
        clearing.clearance_answer,
        name="clearance_answer",
    ),
    path(
        f"{OF_PAPER}clearances/<int:pk>/again/",
        asking.clearance_again,
        name="clearance_again",
    ),
    path(f"{OF_PAPER}clearance-files/<int:pk>/", clearing.clearance_file, name="clearance_file"),
    path(f"{PAPER}finished/", finished.finished, name="finished"),
    path(f"{OF_PAPER}finished/<int:pk>/", finished.finished_paper, name="finished_paper"),
    path(f"{OF_PAPER}finished/<int:pk>/page/", finished.finished_page, name="finished_page"),
    path(f"{OF_PAPER}finished/<int:pk>/drop/", finished.finished_drop, name="finished_drop"),
    path(f"{PAPER}drafts/", paper_files.paper_file_add, name="paper_file_add"),
    path(f"{OF_PAPER}drafts/<int:pk>/", paper_files.paper_file, name="paper_file"),
    path(
        f"{OF_PAPER}drafts/<int:pk>/file/",
        paper_files.paper_file_content,
        name="paper_file_content",
    ),
    path(f"{PAPER}headings/", sections.headings, name="headings"),
    path(f"{PAPER}texts/", texts.texts, name="texts"),
    path(f"{PAPER}front/", appendices.front, name="front"),
    path(f"{PAPER}appendices/", appendices.appendices, name="appendices"),
    path(f"{PAPER}appendices/new/", appendices.appendix_add, name="appendix_add"),
    path(f"{OF_PAPER}appendices/<int:pk>/", appendices.paper_appendix, name="paper_appendix"),
    path(f"{OF_PAPER}files/<int:pk>/", appendices.appendix_file, name="appendix_file"),
    path(f"{OF_PAPER}sections/<int:pk>/", sections.section, name="section"),
    path(f"{OF_PAPER}sections/<int:pk>/parts/", sections.part_add, name="part_add"),
    path(f"{OF_PAPER}parts/<int:pk>/", sections.part, name="part"),
    *publishing_urls.patterns,
]
