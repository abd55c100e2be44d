from django.urls import path

from actionplans import (
    views,
    views_bodies,
    views_building,
    views_changes,
    views_columns,
    views_decisions,
    views_editing,
    views_flags,
    views_importing,
    views_phases,
    views_rearranging,
    views_scales,
    views_states,
    views_table,
)
from actionplans.views_evidence import evidence_file
from actionplans.views_measures import (
    measure,
    measure_add,
    measure_edit,
    measures,
    reading_add,
    risk_add,
    risk_edit,
)

app_name = "actionplans"

PLAN = "councils/<slug:slug>/plans/<int:pk>/"
ACTION = "councils/<slug:slug>/plans/<int:plan_pk>/actions/<int:pk>/"
EVIDENCE = "councils/<slug:slug>/plans/<int:plan_pk>/actions/<int:action_pk>/evidence/<int:pk>/"
MEASURE = "councils/<slug:slug>/plans/<int:plan_pk>/measures/<int:pk>/"
RISK = "councils/<slug:slug>/plans/<int:plan_pk>/risks/<int:pk>/"
UPDATE = "councils/<slug:slug>/plans/<int:plan_pk>/actions/<int:action_pk>/updates/<int:pk>/"
STEP = "councils/<slug:slug>/plans/<int:plan_pk>/actions/<int:action_pk>/steps/<int:pk>/"
DATE = (
    "councils/<slug:slug>/plans/<int:plan_pk>/actions/<int:action_pk>"
    "/steps/<int:step_pk>/dates/<int:pk>/"
)

IMPORT = "councils/<slug:slug>/imports/<int:pk>/"

urlpatterns = [
    path("", views.my_work, name="my_work"),
    path("councils/<slug:slug>/", views.council, name="council"),
    path("councils/<slug:slug>/plans/new/", views_building.plan_add, name="plan_add"),
    path(PLAN, views.plan, name="plan"),
    path(f"{PLAN}answers/", views_building.plan_answers, name="plan_answers"),
    path("councils/<slug:slug>/imports/new/", views_importing.import_add, name="import_add"),
    path(IMPORT, views_importing.plan_import, name="plan_import"),
    path(f"{IMPORT}drop/", views_importing.import_drop, name="import_drop"),
    path(f"{IMPORT}file/", views_importing.import_file, name="import_file"),
    path(f"{PLAN}import/", views_importing.plan_import_add, name="plan_import_add"),
    path("councils/<slug:slug>/rules/", views_scales.rules, name="rules"),
    path("councils/<slug:slug>/scales/", views_scales.scales, name="scales"),
    path("councils/<slug:slug>/scales/new/", views_scales.scale_add, name="scale_add"),
    path(f"{PLAN}scale/", views_scales.plan_scale, name="plan_scale"),
    path(f"{PLAN}columns/", views_columns.plan_columns, name="plan_columns"),
    path(f"{PLAN}flags/", views_flags.flags, name="flags"),
    path(f"{PLAN}flags/answer/", views_flags.flag_answer, name="flag_answer"),
    path(f"{PLAN}measures/", measures, name="measures"),
    path(f"{PLAN}measures/new/", measure_add, name="measure_add"),
    path(MEASURE, measure, name="measure"),
    path(f"{MEASURE}edit/", measure_edit, name="measure_edit"),
    path(f"{MEASURE}readings/new/", reading_add, name="reading_add"),
    path(f"{PLAN}risks/new/", risk_add, name="risk_add"),
    path(RISK, risk_edit, name="risk_edit"),
    path(f"{PLAN}actions/new/", views_editing.action_add, name="action_add"),
    path(ACTION, views.action, name="action"),
    path(f"{ACTION}edit/", views_editing.action_edit, name="action_edit"),
    path(f"{ACTION}delete/", views_rearranging.action_delete, name="action_delete"),
    path(f"{ACTION}split/", views_rearranging.action_split, name="action_split"),
    path(f"{ACTION}merge/", views_rearranging.action_merge, name="action_merge"),
    path(f"{PLAN}approve/", views_states.plan_approve, name="plan_approve"),
    path(f"{PLAN}close/", views_states.plan_close, name="plan_close"),
    path(f"{PLAN}archive/", views_states.plan_archive, name="plan_archive"),
    path(f"{PLAN}delete/", views_states.plan_delete, name="plan_delete"),
    path(f"{PLAN}edit/", views_building.plan_edit, name="plan_edit"),
    path(f"{PLAN}copy/", views_phases.plan_copy, name="plan_copy"),
    path(f"{PLAN}join/", views_phases.plan_join, name="plan_join"),
    path(f"{PLAN}order/", views_rearranging.plan_order, name="plan_order"),
    path(f"{PLAN}table/", views_table.plan_table, name="plan_table"),
    path(f"{ACTION}row/", views_table.plan_table_row, name="plan_table_row"),
    path(f"{PLAN}themes/", views_rearranging.plan_themes, name="plan_themes"),
    path(f"{ACTION}updates/new/", views.update_add, name="update_add"),
    path(EVIDENCE, evidence_file, name="evidence_file"),
    path(f"{PLAN}changes/", views_changes.changes, name="changes"),
    path(f"{PLAN}recommendations/", views_changes.recommendations, name="recommendations"),
    path(f"{ACTION}history/", views_changes.history, name="history"),
    path(f"{UPDATE}accept/", views.update_accept, name="update_accept"),
    path(f"{UPDATE}reopen/", views_decisions.update_reopen, name="update_reopen"),
    path(f"{UPDATE}lasts/", views_decisions.update_embed, name="update_embed"),
    path(f"{ACTION}end/", views_decisions.action_end, name="action_end"),
    path(f"{ACTION}watch/", views_decisions.action_watch, name="action_watch"),
    path(f"{PLAN}carry/", views_decisions.plan_carry, name="plan_carry"),
    path(f"{STEP}timescale/", views_decisions.step_timescale, name="step_timescale"),
    path(f"{DATE}agree/", views_decisions.date_agree, name="date_agree"),
    path("councils/<slug:slug>/bodies/<int:pk>/", views_bodies.body, name="body"),
    path("help/timescales/", views_decisions.timescale_help, name="timescale_help"),
]
