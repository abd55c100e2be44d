"""Addresses of publishing: editions, what is public, decisions and rules."""

from django.urls import path

from reports.views import decisions, editions, public

PAPER = "councils/<slug:slug>/reports/<int:pk>/"
OF_PAPER = "councils/<slug:slug>/reports/<int:paper_pk>/"
EDITIONS = "councils/<slug:slug>/editions/"
RULES = "councils/<slug:slug>/publishing/"
PUBLIC = "published/<slug:council>/"

patterns = [
    path(f"{PAPER}publish/", editions.paper_publish, name="paper_publish"),
    path(f"{PAPER}decisions/", decisions.paper_decision, name="paper_decision"),
    path(
        f"{OF_PAPER}decisions/<int:pk>/correct/",
        decisions.decision_correct,
        name="decision_correct",
    ),
    path(f"{OF_PAPER}publications/<int:pk>/", editions.publication, name="publication"),
    path(EDITIONS, editions.editions, name="editions"),
    path(f"{EDITIONS}<int:pk>/", editions.edition, name="edition"),
    path(f"{EDITIONS}<int:pk>/page/", editions.edition_page, name="edition_page"),
    path(f"{EDITIONS}<int:pk>/page/<str:name>", editions.edition_look, name="edition_look"),
    path(f"{EDITIONS}<int:pk>/link/", editions.edition_link, name="edition_link"),
    path(f"{EDITIONS}<int:pk>/withdraw/", editions.edition_withdraw, name="edition_withdraw"),
    path(f"{EDITIONS}<int:pk>/withdrawal/", editions.withdrawal, name="withdrawal"),
    path(
        f"{EDITIONS}<int:edition_pk>/files/<int:pk>/",
        editions.edition_file,
        name="edition_file",
    ),
    path(RULES, decisions.publishing_rules, name="publishing_rules"),
    path(f"{RULES}periods/add/", decisions.period_add, name="period_add"),
    path(f"{RULES}periods/<int:pk>/remove/", decisions.period_remove, name="period_remove"),
    path(PUBLIC, public.published_list, name="published_list"),
    path(f"{PUBLIC}<slug:edition>/", public.published, name="published"),
    path(f"{PUBLIC}<slug:edition>/<str:name>", public.published_file, name="published_file"),
]
