"""What stands in a plan's JSON file, key by key, as the page about it tells. Pure data."""

from dataclasses import dataclass

TEXT, WHOLE, TRUTH, DAY, LIST = "text", "whole number", "true or false", "day", "list"


@dataclass(frozen=True)
class Key:
    """A key: where it stands ("actions[].steps[].due"), its kind, and what it says."""

    path: str
    kind: str
    about: str


def _keys(under: str, *keys: tuple[str, str, str]) -> list[Key]:
    return [Key(f"{under}{name}", kind, about) for name, kind, about in keys]


SCHEMA: tuple[Key, ...] = (
    *_keys(
        "",
        ("schema", TEXT, "Which shape this is: inspection-action-plan/1."),
        ("plan", "object", "The plan and the state it is shown in."),
        ("columns", LIST, "The council’s columns, in order."),
        ("ratings", LIST, "The council’s own ratings, in order."),
        ("actions", LIST, "The actions, in the plan’s order."),
        ("updates", LIST, "Every report of progress, newest first."),
        ("measures", LIST, "The measures, in the plan’s order."),
        ("risks", LIST, "The risks, in the plan’s order."),
    ),
    *_keys(
        "plan.",
        ("reference", TEXT, "What the plan is called in addresses and commands."),
        ("title", TEXT, "Its title on that day."),
        ("council", TEXT, "Whose plan it is."),
        ("as_at", DAY, "The day it is shown for."),
        ("known_on", DAY, "What was entered after this day is left out; null: nothing is."),
        ("is_working_copy", TRUTH, "Whether updates that wait for acceptance are included."),
        ("note", TEXT, "What the plan says of itself."),
        ("updates_waiting", WHOLE, "How many updates wait for acceptance."),
        ("actions_withheld", WHOLE, "How many confidential actions are left out."),
    ),
    *_keys(
        "columns[].",
        ("field", TEXT, "What stands in the column."),
        ("heading", TEXT, "Its heading, with the day where it carries one."),
    ),
    *_keys(
        "ratings[].",
        ("label", TEXT, "The label as printed."),
        ("meaning", TEXT, "embedded, complete, on_track, at_risk, off_track or not_started."),
        ("colour", TEXT, "Like #00703c."),
        ("definition", TEXT, "What the council means by it."),
    ),
    *_keys(
        "actions[].",
        ("reference", TEXT, "The council’s own number; each has another."),
        ("text", TEXT, "What is to be done."),
        ("source_as_printed", TEXT, "The recommendation in the plan’s own words."),
        ("theme", TEXT, "The theme it belongs to."),
        ("accountable", TEXT, "Who answers for it."),
        ("leads_as_printed", TEXT, "Its leads where the plan prints them once for all steps."),
        ("recommendations", LIST, "What it answers."),
        ("status", TEXT, "late, silent, off_track, at_risk, not_started, in_progress, on_track, "
         "not_stated, claimed, done, embedded, superseded, carried or withdrawn."),
        ("rating", TEXT, "The council’s label for that status, where its scale has one."),
        ("days_late", WHOLE, "How late its latest step is."),
        ("steps", LIST, "Its steps, in order."),
        ("last_said_of_the_whole", "object", "The last report on the whole action; or null."),
        ("success_measure", TEXT, "How it will be known to work."),
        ("next_steps", TEXT, "What is still to be done."),
        ("paragraph_reference", TEXT, "Where in its source it stands."),
        ("other", LIST, "What fits no field, under the headings of the plan’s own file."),
        ("watched_by", TEXT, "The body that watches over it."),
        ("next_review_on", DAY, "When it is looked at again."),
        ("last_reported_for", DAY, "The day last reported for."),
        ("updates_with_evidence", WHOLE, "How many updates have evidence behind them."),
        ("ended", "object", "Why it is no longer open in this plan; or null."),
        ("is_confidential", TRUTH, "Whether it is confidential."),
        ("added_on", DAY, "When it entered the plan."),
        (
            "is_of_another_plan",
            TRUTH,
            "Whether it belongs to another plan and stands in this one too, under the number given "
            "as reference. It is one action: what is said of it is the same in both.",
        ),
        ("also_in", LIST, "The other plans it stands in, the one it belongs to first."),
    ),
    *_keys(
        "actions[].also_in[].",
        ("plan", TEXT, "The title of the other plan."),
        ("number", TEXT, "Its number there."),
    ),
    *_keys(
        "actions[].recommendations[].",
        ("number", TEXT, "As its source prints it."),
        ("text", TEXT, "As its source prints it."),
        ("source", TEXT, "The inspection, review or audit."),
        ("timescale", TEXT, "The inspectorate’s own timescale."),
        ("published_on", DAY, "When its source was out."),
    ),
    *_keys(
        "actions[].steps[].",
        ("number", WHOLE, "Its place in the action, from 1."),
        ("text", TEXT, "What is to be done; may be blank."),
        ("leads", LIST, "The names of its leads."),
        ("leads_as_printed", TEXT, "Its leads as the plan prints them."),
        ("timescale", TEXT, "The timescale that counts, in the words agreed."),
        ("due", DAY, "The day that counts on the day shown."),
        ("dates", LIST, "Every timescale it has had, the first first."),
        ("times_moved", WHOLE, "How often its date has moved."),
        ("status", TEXT, "As of the action."),
        ("days_late", WHOLE, "How many days past its date it is."),
        ("last_said", "object", "The last report on it; or null."),
    ),
    *_keys(
        "actions[].steps[].dates[].",
        ("words", TEXT, "The timescale as written."),
        ("due", DAY, "The day it means."),
        ("precision", TEXT, "day, month, quarter, term, year or financial_year."),
        ("recurrence", TEXT, "How it recurs, as an RRULE (RFC 5545)."),
        ("starts", DAY, "When it starts to recur."),
        ("note", TEXT, "What was doubtful in reading the words."),
        ("reason", TEXT, "Why it moved."),
        ("agreed_by", TEXT, "Who agreed it."),
        ("agreed_on", DAY, "From which day it holds."),
        ("counts", TRUTH, "Whether it counts; one that was only asked for does not."),
    ),
    *(
        key
        for under in ("actions[].steps[].last_said.", "actions[].last_said_of_the_whole.")
        for key in _keys(
            under,
            ("update", WHOLE, "The number of the update it stands in."),
            ("text", TEXT, "What was reported."),
            ("progress", TEXT, "not_stated, not_started, in_progress or complete."),
            ("outlook", TEXT, "on_track, at_risk, off_track, or nothing."),
            ("reason", TEXT, "Why it is at risk or off track."),
            ("rating_as_printed", TEXT, "The rating its paper or file has."),
            ("difference", TEXT, "What difference it has made."),
            ("reported_for", DAY, "The day it speaks of."),
            ("reported_by", TEXT, "Who reported it."),
            ("is_accepted", TRUTH, "Whether it is accepted."),
        )
    ),
    *_keys(
        "actions[].other[].",
        ("heading", TEXT, "The heading in the plan’s own file."),
        ("text", TEXT, "What stands under it."),
    ),
    *_keys(
        "actions[].ended.",
        ("kind", TEXT, "superseded, carried or withdrawn."),
        ("reason", TEXT, "Why."),
        ("day", DAY, "Since when."),
        ("agreed_by", TEXT, "Who agreed it."),
        ("successor", TEXT, "The reference of the action that took its place."),
    ),
    *_keys(
        "updates[].",
        ("update", WHOLE, "Its number."),
        ("action", TEXT, "The reference of its action."),
        ("reported_for", DAY, "The day it speaks of."),
        ("entered_on", DAY, "From which day it was known."),
        ("reported_by", TEXT, "Who reported it."),
        ("how", TEXT, "here, link, email, telephone, meeting or paper."),
        ("source", TEXT, "The paper or file it stands in."),
        ("text", TEXT, "What was reported."),
        ("difference", TEXT, "What difference it has made."),
        (
            "acceptance",
            TEXT,
            "Accepted, Waits for sign-off, Not yet accepted, Sent back or Reopened.",
        ),
        ("lines", LIST, "What it says of each step."),
        ("new_dates", LIST, "The dates it moves or asks to move."),
    ),
    *_keys(
        "updates[].lines[].",
        ("step", WHOLE, "The number of the step; null for the whole action."),
        ("is_of_the_whole", TRUTH, "Whether it speaks of the whole action."),
        ("progress", TEXT, "As above."),
        ("outlook", TEXT, "As above."),
        ("reason", TEXT, "Why it is at risk or off track."),
        ("check_due_on", DAY, "Of a recurring step, which check it speaks of."),
        ("rating_as_printed", TEXT, "The rating its paper or file has."),
    ),
    *_keys(
        "updates[].new_dates[].",
        ("step", WHOLE, "The number of the step."),
        ("words", TEXT, "The new date as written."),
        ("due", DAY, "The day it means."),
    ),
    *_keys(
        "measures[].",
        ("title", TEXT, "What is measured."),
        ("unit", TEXT, "In what."),
        ("better", TEXT, "higher, lower, or nothing."),
        ("action", TEXT, "The reference of the action it belongs to, if to one."),
        ("baseline", "number as text", "Where it began."),
        ("baseline_words", TEXT, "The same where it is no number."),
        ("baseline_on", DAY, "When."),
        ("target", "number as text", "Where it is to come."),
        ("target_words", TEXT, "The target as printed."),
        ("target_on", DAY, "By when."),
        ("readings", LIST, "What it stood at, in order."),
    ),
    *_keys(
        "measures[].readings[].",
        ("day", DAY, "When."),
        ("value", "number as text", "What it stood at."),
        ("words", TEXT, "The same where it is no number."),
        ("band", TEXT, "The band it reached."),
        ("by", TEXT, "Who said so."),
    ),
    *_keys(
        "risks[].",
        ("text", TEXT, "The risk."),
        ("uncontrolled", TEXT, "Its rating without controls."),
        ("controls", TEXT, "What is done about it."),
        ("controlled", TEXT, "Its rating with them."),
    ),
)  # fmt: skip
