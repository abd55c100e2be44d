from django.urls import path

from actionplans.views import (
    building,
    calendars,
    changes,
    chasing,
    columns,
    conversing,
    cycles,
    decisions,
    delegating,
    editing,
    flags,
    guests,
    handing_over,
    importing,
    officers,
    pasting,
    phases,
    plans,
    rearranging,
    redacting,
    reminders,
    reviewing,
    scales,
    states,
    table,
    updates,
)
from actionplans.views.evidence import evidence_file
from actionplans.views.measures import (
    measure,
    measure_add,
    measure_edit,
    measures,
    reading_add,
    risk_add,
    risk_edit,
)
from actionplans.views.my_work import my_work
from actionplans.views.sitting import report_several, several_reported

app_name = "actionplans"

PLAN = "councils/<slug:slug>/plans/<int:pk>/"
ACTION = "councils/<slug:slug>/plans/<int:plan_pk>/actions/<int:pk>/"
EVIDENCE = "councils/<slug:slug>/plans/<int:plan_pk>/actions/<int:action_pk>/evidence/<int:pk>/"
MEASURE = "councils/<slug:slug>/plans/<int:plan_pk>/measures/<int:pk>/"
RISK = "councils/<slug:slug>/plans/<int:plan_pk>/risks/<int:pk>/"
UPDATE = "councils/<slug:slug>/plans/<int:plan_pk>/actions/<int:action_pk>/updates/<int:pk>/"
BODY = "councils/<slug:slug>/bodies/<int:pk>/"
CYCLE = "councils/<slug:slug>/plans/<int:plan_pk>/cycles/<int:pk>/"
QUESTION = "councils/<slug:slug>/plans/<int:plan_pk>/actions/<int:action_pk>/questions/<int:pk>/"
STEP = "councils/<slug:slug>/plans/<int:plan_pk>/actions/<int:action_pk>/steps/<int:pk>/"
DATE = (
    "councils/<slug:slug>/plans/<int:plan_pk>/actions/<int:action_pk>"
    "/steps/<int:step_pk>/dates/<int:pk>/"
)

LINK_WITHDRAW = "councils/<slug:slug>/plans/<int:plan_pk>/links/<int:pk>/withdraw/"
OFFICER = "councils/<slug:slug>/officers/<int:pk>/"
HAND_OVER_WITHDRAW = "councils/<slug:slug>/hand-overs/<int:pk>/withdraw/"
PASTED = "councils/<slug:slug>/plans/<int:plan_pk>/pasted/<int:pk>/"
DELEGATIONS = "councils/<slug:slug>/delegations/"
IMPORT = "councils/<slug:slug>/imports/<int:pk>/"

urlpatterns = [
    path("", my_work, name="my_work"),
    path("several/", report_several, name="report_several"),
    path("several/reported/", several_reported, name="several_reported"),
    path("councils/<slug:slug>/", plans.council, name="council"),
    path("councils/<slug:slug>/plans/new/", building.plan_add, name="plan_add"),
    path(PLAN, plans.plan, name="plan"),
    path(f"{PLAN}answers/", building.plan_answers, name="plan_answers"),
    path("councils/<slug:slug>/imports/new/", importing.import_add, name="import_add"),
    path(IMPORT, importing.plan_import, name="plan_import"),
    path(f"{IMPORT}drop/", importing.import_drop, name="import_drop"),
    path(f"{IMPORT}file/", importing.import_file, name="import_file"),
    path(f"{PLAN}import/", importing.plan_import_add, name="plan_import_add"),
    path("councils/<slug:slug>/redactions/", redacting.redactions, name="redactions"),
    path("councils/<slug:slug>/redactions/new/", redacting.redaction_add, name="redaction_add"),
    path("councils/<slug:slug>/redactions/<int:pk>/", redacting.redaction, name="redaction"),
    path(DELEGATIONS, delegating.delegations, name="delegations"),
    path(f"{DELEGATIONS}new/", delegating.delegation_add, name="delegation_add"),
    path(f"{DELEGATIONS}<int:pk>/end/", delegating.delegation_end, name="delegation_end"),
    path("councils/<slug:slug>/officers/unreached/", officers.unreached, name="unreached_leads"),
    path(f"{OFFICER}hand-over/", handing_over.hand_over, name="hand_over"),
    path(HAND_OVER_WITHDRAW, handing_over.hand_over_withdraw, name="hand_over_withdraw"),
    path("councils/<slug:slug>/rules/", scales.rules, name="rules"),
    path("councils/<slug:slug>/scales/", scales.scales, name="scales"),
    path("councils/<slug:slug>/scales/new/", scales.scale_add, name="scale_add"),
    path(f"{PLAN}scale/", scales.plan_scale, name="plan_scale"),
    path(f"{PLAN}columns/", columns.plan_columns, name="plan_columns"),
    path(f"{PLAN}flags/", flags.flags, name="flags"),
    path(f"{PLAN}flags/answer/", flags.flag_answer, name="flag_answer"),
    path(f"{PLAN}measures/", measures, name="measures"),
    path(f"{PLAN}measures/new/", measure_add, name="measure_add"),
    path(MEASURE, measure, name="measure"),
    path(f"{MEASURE}edit/", measure_edit, name="measure_edit"),
    path(f"{MEASURE}readings/new/", reading_add, name="reading_add"),
    path(f"{PLAN}risks/new/", risk_add, name="risk_add"),
    path(RISK, risk_edit, name="risk_edit"),
    path(f"{PLAN}actions/new/", editing.action_add, name="action_add"),
    path(ACTION, plans.action, name="action"),
    path(f"{ACTION}edit/", editing.action_edit, name="action_edit"),
    path(f"{ACTION}delete/", rearranging.action_delete, name="action_delete"),
    path(f"{ACTION}split/", rearranging.action_split, name="action_split"),
    path(f"{PLAN}actions/also/", guests.guest_add, name="guest_add"),
    path(f"{ACTION}take-out/", guests.guest_remove, name="guest_remove"),
    path(f"{ACTION}merge/", rearranging.action_merge, name="action_merge"),
    path(f"{PLAN}approve/", states.plan_approve, name="plan_approve"),
    path(f"{PLAN}close/", states.plan_close, name="plan_close"),
    path(f"{PLAN}archive/", states.plan_archive, name="plan_archive"),
    path(f"{PLAN}delete/", states.plan_delete, name="plan_delete"),
    path(f"{PLAN}edit/", building.plan_edit, name="plan_edit"),
    path(f"{PLAN}copy/", phases.plan_copy, name="plan_copy"),
    path(f"{PLAN}join/", phases.plan_join, name="plan_join"),
    path(f"{PLAN}cycles/", cycles.plan_cycles, name="plan_cycles"),
    path(f"{PLAN}cycles/new/", cycles.cycle_open, name="cycle_open"),
    path(f"{PLAN}rhythm/", cycles.rhythm, name="plan_rhythm"),
    path(CYCLE, cycles.cycle, name="cycle"),
    path(f"{CYCLE}close/", cycles.cycle_close, name="cycle_close"),
    path(f"{PLAN}chase/", chasing.plan_chase, name="plan_chase"),
    path(f"{PLAN}reminders/", reminders.plan_reminders, name="plan_reminders"),
    path(LINK_WITHDRAW, reminders.link_withdraw, name="link_withdraw"),
    path(f"{ACTION}link/", reminders.link_add, name="link_add"),
    path(f"{PLAN}pasted/new/", pasting.paste_add, name="paste_add"),
    path(PASTED, pasting.pasted, name="pasted"),
    path("councils/<slug:slug>/calendar/", calendars.own_calendar, name="own_calendar"),
    path(f"{PLAN}calendar/", calendars.plan_calendar, name="plan_calendar"),
    path("calendar/<str:token>.ics", calendars.calendar_feed, name="calendar_feed"),
    path("report/<str:token>/", reminders.report_by_link, name="report_by_link"),
    path(f"{PLAN}order/", rearranging.plan_order, name="plan_order"),
    path(f"{PLAN}table/", table.plan_table, name="plan_table"),
    path(f"{ACTION}row/", table.plan_table_row, name="plan_table_row"),
    path(f"{PLAN}themes/", rearranging.plan_themes, name="plan_themes"),
    path(f"{ACTION}updates/new/", updates.update_add, name="update_add"),
    path(EVIDENCE, evidence_file, name="evidence_file"),
    path(f"{PLAN}changes/", changes.changes, name="changes"),
    path(f"{PLAN}recommendations/", changes.recommendations, name="recommendations"),
    path(f"{ACTION}questions/new/", conversing.question_add, name="question_add"),
    path(QUESTION, conversing.question, name="question"),
    path(f"{ACTION}history/", changes.history, name="history"),
    path("councils/<slug:slug>/review/", reviewing.review_queue, name="review_queue"),
    path("councils/<slug:slug>/sign-off/", reviewing.sign_off_queue, name="sign_off_queue"),
    path(f"{PLAN}review/", reviewing.plan_review, name="plan_review"),
    path(f"{PLAN}sign-off/", reviewing.plan_sign_off, name="plan_sign_off"),
    path(f"{UPDATE}accept/", reviewing.update_accept, name="update_accept"),
    path(f"{UPDATE}review/", reviewing.update_review, name="update_review"),
    path(f"{UPDATE}sign-off/", reviewing.update_sign_off, name="update_sign_off"),
    path(f"{UPDATE}reopen/", decisions.update_reopen, name="update_reopen"),
    path(f"{UPDATE}lasts/", decisions.update_embed, name="update_embed"),
    path(f"{ACTION}end/", decisions.action_end, name="action_end"),
    path(f"{ACTION}watch/", decisions.action_watch, name="action_watch"),
    path(f"{PLAN}carry/", decisions.plan_carry, name="plan_carry"),
    path(f"{STEP}timescale/", decisions.step_timescale, name="step_timescale"),
    path(f"{DATE}agree/", decisions.date_agree, name="date_agree"),
    path(f"{BODY}meetings/new/", cycles.meeting_add, name="meeting_add"),
    path("help/timescales/", decisions.timescale_help, name="timescale_help"),
]
