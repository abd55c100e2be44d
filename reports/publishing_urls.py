"""Addresses of publishing: editions, what is public, decisions and rules."""

from django.urls import path

from reports import views_decisions, views_editions, views_public

PAPER = "councils/<slug:slug>/reports/<int:pk>/"
OF_PAPER = "councils/<slug:slug>/reports/<int:paper_pk>/"
EDITIONS = "councils/<slug:slug>/editions/"
RULES = "councils/<slug:slug>/publishing/"
PUBLIC = "published/<slug:council>/"

patterns = [
    path(f"{PAPER}publish/", views_editions.paper_publish, name="paper_publish"),
    path(f"{PAPER}decisions/", views_decisions.paper_decision, name="paper_decision"),
    path(f"{OF_PAPER}publications/<int:pk>/", views_editions.publication, name="publication"),
    path(EDITIONS, views_editions.editions, name="editions"),
    path(f"{EDITIONS}<int:pk>/", views_editions.edition, name="edition"),
    path(f"{EDITIONS}<int:pk>/page/", views_editions.edition_page, name="edition_page"),
    path(f"{EDITIONS}<int:pk>/link/", views_editions.edition_link, name="edition_link"),
    path(f"{EDITIONS}<int:pk>/withdraw/", views_editions.edition_withdraw, name="edition_withdraw"),
    path(f"{EDITIONS}<int:pk>/withdrawal/", views_editions.withdrawal, name="withdrawal"),
    path(
        f"{EDITIONS}<int:edition_pk>/files/<int:pk>/",
        views_editions.edition_file,
        name="edition_file",
    ),
    path(RULES, views_decisions.publishing_rules, name="publishing_rules"),
    path(f"{RULES}periods/add/", views_decisions.period_add, name="period_add"),
    path(f"{RULES}periods/<int:pk>/remove/", views_decisions.period_remove, name="period_remove"),
    path(PUBLIC, views_public.published_list, name="published_list"),
    path(f"{PUBLIC}<slug:edition>/", views_public.published, name="published"),
    path(f"{PUBLIC}<slug:edition>/<str:name>", views_public.published_file, name="published_file"),
]
