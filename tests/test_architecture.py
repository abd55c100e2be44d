"""The walls of the house: what imports what, how views reach data, what the database holds.

Each detector is a function that finds faults, and is shown to find a seeded one.
"""

import ast
import json
import re
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader
from django.urls import URLPattern, URLResolver, get_resolver

from actionplans.models import Fact
from actionplans.models import RatingLabel as Label
from councils.models import Council

ROOT = Path(__file__).parents[1]
LAYERS = ["councils", "inspections", "actionplans", "reports", "scrutiny", "search", "config"]


def sources(*patterns: str) -> dict[str, str]:
    """Return the text of our files, by path, that match any of the patterns."""
    paths = sorted(path for pattern in patterns for path in ROOT.glob(pattern))
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in paths
        if path.is_file() and not {"node_modules", "__pycache__"} & set(path.parts)
    }


PYTHON = sources(*(f"{layer}/**/*.py" for layer in LAYERS))


# What imports what


def imports(path: str, source: str) -> Iterator[tuple[str, bool]]:
    """Yield (module, whether it stands inside a function) for each import of a file."""
    tree = ast.parse(source)
    inner = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
    }
    package = path.removesuffix(".py").split("/")[:-1]
    for node in ast.walk(tree):
        for module in _modules(node, package):
            yield module, id(node) in inner


# Ways to import that are no import statement.
DODGES = {"import_module", "__import__", "import_string", "get_model"}


def _modules(node: ast.AST, package: list[str]) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        above = package[: len(package) - node.level + 1] if node.level else []
        base = ".".join([*above, *([node.module] if node.module else [])])
        return [f"{base}.{alias.name}" for alias in node.names]
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in DODGES:
            return [f"{name}()"]
    return []


def against_the_order(path: str, source: str) -> list[str]:
    """Return what a file imports from a package that comes after its own."""
    place = LAYERS.index(path.split("/")[0])
    later = set(LAYERS[place + 1 :])
    return [module for module, _ in imports(path, source) if module.split(".")[0] in later]


def hidden(path: str, source: str) -> list[str]:
    """Return what a file imports inside a function, or by other means than an import."""
    return [module for module, inside in imports(path, source) if inside or module.endswith("()")]


# Why an import may stand inside a function.
HIDDEN_FOR_A_REASON = {
    # The layout library and the system libraries it loads belong to the child process.
    "reports/pdf.py": ["reports.pdf_child", "reports.pdf_child"],
    # Listens for sign-ins, which needs the models, and those are there only when apps are ready.
    "config/apps.py": ["config.sessions"],
    "actionplans/apps.py": ["actionplans.delegating", "actionplans.calendars.feeds"],
    "councils/apps.py": ["councils.invitations", "councils.register"],
    # What apps above tell those below of is registered once all models are there.
    "scrutiny/apps.py": [
        "scrutiny.building",
        "scrutiny.oversight.building",
        "scrutiny.questions.building",
        "scrutiny.questions.waiting_for",
        "scrutiny.reviews.acting",
        "scrutiny.reviews.answering",
        "scrutiny.reviews.drafts",
        "scrutiny.reviews.owed",
    ],
}
CODE = {path: text for path, text in PYTHON.items() if "/migrations/" not in path}


@pytest.mark.parametrize("path", PYTHON)
def test_a_file_imports_only_from_its_own_package_and_those_before_it(path: str) -> None:
    assert against_the_order(path, PYTHON[path]) == []


def test_no_import_is_hidden_in_a_function_but_for_a_reason() -> None:
    found = {path: hidden(path, text) for path, text in CODE.items()}

    assert {path: names for path, names in found.items() if names} == HIDDEN_FOR_A_REASON


@pytest.mark.parametrize(
    "seeded",
    [
        "import reports.pdf",
        "from reports import pdf",
        "from reports.pdf import render_pdf",
        "if True:\n    from scrutiny import models",
        "def f():\n    import search",
        "import os, config.settings",
    ],
)
def test_an_import_against_the_order_is_found(seeded: str) -> None:
    assert against_the_order("actionplans/rows.py", seeded)
    assert not against_the_order("config/urls.py", seeded)


@pytest.mark.parametrize(
    "seeded",
    [
        "def f():\n    from councils import models",
        "async def f():\n    import json",
        "class C:\n    def f(self):\n        if self:\n            import json",
        "import_module('reports.pdf')",
        "x = importlib.import_module('reports.pdf')",
        "apps.get_model('reports', 'Export')",
        "__import__('reports')",
    ],
)
def test_a_hidden_import_is_found(seeded: str) -> None:
    assert hidden("actionplans/rows.py", seeded)


def test_an_import_relative_to_the_package_is_understood() -> None:
    assert [*imports("actionplans/rows.py", "from . import rag")] == [("actionplans.rag", False)]
    deeper = imports("reports/management/commands/x.py", "from ...pdf import render_pdf")
    assert [*deeper] == [("reports.pdf.render_pdf", False)]


# Rules and renderers

INTO_A_PLAN = {
    "applying",
    "digest",
    "known",
    "changes",
    "comparing",
    "comparing_dates",
    "comparing_leads",
    "comparing_said",
    "held",
    "matching",
    "receiving",
    "rereading",
    "revised_words",
    "revising",
    "saving",
    "taking",
    "writing",
}
RULES = [
    "actionplans/rag.py",
    "actionplans/timescales.py",
    *(f"actionplans/{name}.py" for name in ("ratings", "recurring", "rows", "thresholds")),
    *(f"actionplans/{name}.py" for name in ("changes", "charts", "measures_rule")),
    *(
        f"actionplans/{name}.py"
        for name in (
            "presets",
            "columns",
            "column_presets",
            "cells",
            "cell_dates",
            "layout",
            "lines",
            "told",
        )
    ),
    *(p for p in PYTHON if re.fullmatch(r"actionplans/(timescale|challenges)/\w+\.py", p)),
    *(path for path in PYTHON if path.startswith(("reports/drafting/", "reports/paper/"))),
    *(
        f"reports/finished/{name}.py"
        for name in (
            "any_file",
            "reading",
            "listing",
            "comparing",
            "child",
            "parts",
            "pdf_parts",
            "pictures",
            "sheet_parts",
            "tables",
            "telling",
            "uploaded",
        )
    ),
    "actionplans/challenge.py",
    "actionplans/calendars/writing.py",
    "actionplans/pasting/splitting.py",
    "inspections/frameworks.py",
    "inspections/standing.py",
    *(path for path in PYTHON if path.startswith("inspections/comparing/")),
    "inspections/clock.py",
    "scrutiny/clock.py",
    "scrutiny/reviews/standing.py",
    "scrutiny/questions/rules.py",
    *(f"scrutiny/oversight/{name}.py" for name in ("forward", "sentences", "shown", "steps")),
    "inspections/report_reader.py",
    *(f"inspections/outcomes/{n}.py" for n in ("kinds", "cells", "sheets", "tables", "reading")),
    *(path for path in PYTHON if path.startswith("inspections/report_reading/")),
    "councils/working_days.py",
    "councils/day_words.py",
    "councils/limits.py",
    "councils/limited.py",
    "councils/office_files.py",
    "councils/file_types.py",
    "councils/mail_files.py",
    # All of the import but what keeps the file, and puts the rows it read into a plan.
    *(
        path
        for path in PYTHON
        if path.startswith("actionplans/importing/") and Path(path).stem not in INTO_A_PLAN
    ),
]
RENDERERS = [
    path
    for path in PYTHON
    if re.fullmatch(
        r"reports/(pdf\w*|glyphs|whole_texts|plan_files/sheets"
        r"|word/(docx|numbering|parts|styles|xml_text))\.py|councils/csv_files\.py",
        path,
    )
]


def not_pure(path: str, source: str) -> list[str]:
    """Return what a rule or renderer imports of Django or of ours, their own kind apart."""
    kind = RULES if path in RULES else RENDERERS
    own = {file.removesuffix(".py").replace("/", ".") for file in kind}
    found = [module for module, _ in imports(path, source)]
    return [
        module
        for module in found
        if module.split(".")[0] in {"django", *LAYERS}
        and not any(module == name or module.startswith(f"{name}.") for name in own)
    ]


def test_the_renderers_are_those_one_thinks_of() -> None:
    pdf = {"pdf", "pdf_child", "pdf_halves", "pdf_joined", "pdf_known_cells", "pdf_middle"}
    pdf |= {"pdf_quicker", "pdf_tags", "pdf_text", "pdf_written"}
    names = pdf | {"sheets", "glyphs", "docx", "xml_text", "csv_files"}
    names |= {"whole_texts", "parts", "numbering", "styles"}

    assert {Path(path).stem for path in RENDERERS} == names


@pytest.mark.parametrize("path", RULES + RENDERERS)
def test_rules_and_renderers_know_no_model(path: str) -> None:
    assert not_pure(path, PYTHON[path]) == []


@pytest.mark.parametrize(
    "seeded",
    [
        "from actionplans.models import Action",
        "from django.db import connection",
        "from reports.models import Export",
        "from reports.plan_files import appendix",
    ],
)
def test_a_model_in_a_renderer_is_found(seeded: str) -> None:
    assert not_pure("reports/plan_files/sheets.py", seeded)


def test_a_renderer_may_use_another() -> None:
    assert not_pure("reports/pdf.py", "from reports import glyphs\nfrom reports.pdf import X") == []


# Views reach data through the access check

VIEWS = sources("*/views*.py", "*/views/*.py")
MANAGERS = {"objects", "_default_manager", "_base_manager"}
FETCHERS = {"get_object_or_404", "get_list_or_404", "aget_object_or_404", "aget_list_or_404"}
# What hands out rows of several councils by a rule of its own.
READABLE = {"readable_by"}


def reaches_around(source: str) -> list[tuple[str, str]]:
    """Return (function, what) where a view gets at rows past the access check."""
    found = []
    tree = ast.parse(source)
    # The rows of a Prefetch are joined to rows that were reached already.
    joined = {id(node) for call in _calls(tree, {"Prefetch"}) for node in ast.walk(call)}
    for function, node in _with_function(tree):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS and id(node) not in joined:
            found.append((function, ast.unparse(node)))
        elif isinstance(node, ast.Call) and _name(node.func) in FETCHERS:
            asked = node.args[0] if node.args else None
            if not (isinstance(asked, ast.Call) and _name(asked.func) in READABLE):
                found.append((function, _name(node.func)))
        elif isinstance(node, ast.Call) and _name(node.func) in {"cursor", "raw", "execute"}:
            found.append((function, _name(node.func)))
    return found


def _calls(tree: ast.AST, names: set[str]) -> list[ast.Call]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in calls if _name(call.func) in names]


def _name(node: ast.AST) -> str:
    return str(getattr(node, "attr", getattr(node, "id", "")))


def _with_function(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    for top in tree.body:
        name = getattr(top, "name", "")
        for node in ast.walk(top):
            yield name, node


AROUND_FOR_A_REASON = {
    # Asks the database whether it answers; reads no row.
    "config/views.py": [("healthz", "cursor"), ("healthz", "execute")],
    # Inserts a row for a plan and a user that the access handed over.
    "reports/views/plan_files.py": [("export_add", "Export.objects")],
    "scrutiny/views/briefings.py": [("_asked", "Briefing.objects")],
}


def test_views_reach_rows_only_through_the_access_check() -> None:
    found = {path: reaches_around(text) for path, text in VIEWS.items()}

    assert {path: sorted(set(names)) for path, names in found.items() if names} == (
        AROUND_FOR_A_REASON
    )
    assert {"plans", "decisions", "measures"} <= {Path(path).stem for path in VIEWS}


@pytest.mark.parametrize(
    "seeded",
    [
        "def f(request):\n    return Action.objects.all()",
        "def f(request):\n    return Action._default_manager.get(pk=1)",
        "def f(request):\n    return get_object_or_404(Action, pk=1)",
        "def f(request):\n    return shortcuts.get_object_or_404(Action, pk=1)",
        "def f(request):\n    return get_object_or_404(access_to(1), pk=1)",
        "def f(request):\n    connection.cursor()",
        "class V:\n    queryset = Action.objects.all()",
    ],
)
def test_a_view_that_reaches_around_the_access_check_is_found(seeded: str) -> None:
    assert reaches_around(seeded)


def test_rows_joined_to_rows_that_were_reached_are_left_alone() -> None:
    joined = "def f(plan):\n    return plan.steps.prefetch_related(Prefetch('x', X.objects.all()))"

    assert reaches_around(joined) == []


# Every address of a council is behind the check

# Addresses that hand out something of several councils, or nothing of any.
NO_COUNCIL_CHECK = {
    "inspections:inspection": "published inspections are national; drafts by readable_by",
    "inspections:history": "published inspections are national; drafts by readable_by",
    "inspections:compare_council": "made from published inspections, which are national",
    "inspections:source": "the report of an inspection, for who may read that, by readable_by",
    "reports:published_list": "for anybody, where the council switched it on",
    "reports:published": "for anybody, where the council switched it on",
    "reports:published_file": "for anybody, where the council switched it on",
}


def patterns(resolver: Any, prefix: str = "", names: str = "") -> Iterator[tuple[str, str, Any]]:
    """Yield (route, name, view) of every address below `resolver`."""
    for found in resolver.url_patterns:
        route = prefix + str(found.pattern)
        if isinstance(found, URLResolver):
            space = f"{names}{found.namespace}:" if found.namespace else names
            yield from patterns(found, route, space)
        elif isinstance(found, URLPattern):
            yield route, f"{names}{found.name}", found.callback


def unchecked(found: Iterable[tuple[str, str, Any]]) -> set[str]:
    """Return the names of addresses of a council whose view is not a `council_page`."""
    return {name for route, name, view in found if "slug:" in route and not hasattr(view, "verb")}


def test_every_address_of_a_council_is_a_council_page() -> None:
    found = [*patterns(get_resolver())]

    assert unchecked(found) == set(NO_COUNCIL_CHECK)
    assert len([route for route, _, _ in found if "slug:" in route]) >= 10


def test_an_address_without_the_check_is_found() -> None:
    seeded = ("councils/<slug:slug>/secrets/", "actionplans:secrets", lambda request, slug: None)

    assert unchecked([seeded]) == {"actionplans:secrets"}


# Migrations


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def one_way(operations: Iterable[Any]) -> list[str]:
    """Return the operations that cannot be taken back."""
    return [str(operation) for operation in operations if not operation.reversible]


def our_migrations() -> dict[str, Any]:
    loader = MigrationLoader(None)
    return {
        f"{app}/{name}": migration
        for (app, name), migration in loader.disk_migrations.items()
        if app in LAYERS
    }


@pytest.mark.parametrize("name", sorted(our_migrations()))
def test_every_migration_can_be_taken_back(name: str) -> None:
    assert one_way(our_migrations()[name].operations) == []


def test_a_migration_that_cannot_be_taken_back_is_found() -> None:
    def forwards(apps: Any, schema_editor: Any) -> None:
        """Do nothing."""

    sql, python = migrations.RunSQL("SELECT 1"), migrations.RunPython(forwards)

    assert len(one_way([sql, python])) == 2
    assert one_way([migrations.RunPython(forwards, migrations.RunPython.noop)]) == []


@pytest.mark.django_db
def test_all_migrations_go_back_to_nothing_and_forward_again() -> None:
    before = schema()
    for layer in reversed(LAYERS):
        if apps.get_app_config(layer).models_module:
            call_command("migrate", layer, "zero", verbosity=0)
    assert schema() == set()

    call_command("migrate", verbosity=0)
    assert schema() == before


def schema() -> set[tuple[str, str]]:
    """Return (table, name) of our tables, columns, constraints, indexes and triggers."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT relname, '' FROM pg_class WHERE relkind = 'r'
            UNION SELECT table_name, column_name FROM information_schema.columns
            UNION SELECT relname, conname FROM pg_constraint JOIN pg_class c ON c.oid = conrelid
            UNION SELECT tablename, indexname FROM pg_indexes
            UNION SELECT relname, tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
            WHERE NOT tgisinternal
            """
        )
        return {(table, name) for table, name in cursor if table.split("_")[0] in LAYERS}


# Every model reaches its council

OUR_MODELS = [
    model
    for layer in LAYERS
    for model in apps.get_app_config(layer).get_models(include_auto_created=True)
]
NO_COUNCIL = {
    "councils.Council": "is the council",
    "councils.CombinedAuthority": "which councils joined is a national fact",
    "reports.ComparisonFile": "made from national facts for one person",
    "inspections.OutcomesFile": "a national table",
    "councils.User": "belongs to councils by membership",
    "councils.Council_replaced_by": "which council followed which is a national fact",
}
# Steps that may be empty, and why none is lost.
EMPTY_STEPS = {
    ("actionplans.Review", "update"): "a review is of an update or of a date: review_of_one_thing",
    (
        "actionplans.Review",
        "due_date",
    ): "a review is of an update or of a date: review_of_one_thing",
    ("reports.StoredStyle", "council"): "the styles of the product are of no council",
}


def owner(model: Any) -> Any:
    """Return the model that says which council a row belongs to: a version's or link's own."""
    if hasattr(model, "pgh_tracked_model"):
        return model.pgh_tracked_model
    return model._meta.auto_created or model


def astray(model: Any) -> list[str]:
    """Return what keeps a model from reaching its council by the paths it declares."""
    declared = getattr(owner(model), "council_path", None)
    if not declared:
        return ["declares no council_path"]
    paths = (declared,) if isinstance(declared, str) else declared
    return [fault for path in paths for fault in _faults(owner(model), path)]


def _faults(model: Any, path: str) -> Iterator[str]:
    for name in path.split("__"):
        field = {f.name: f for f in model._meta.get_fields()}.get(name)
        # A council's own row (one_to_one) holds the key as well as many rows of a council do.
        if field is None or not (field.many_to_one or (field.one_to_one and field.concrete)):
            yield f"{model._meta.label}.{name} is no foreign key"
            return
        if field.null and (model._meta.label, name) not in EMPTY_STEPS:
            yield f"{model._meta.label}.{name} may be empty"
        model = field.related_model
    if model is not Council:
        yield f"{path} ends at {model._meta.label}"


def test_every_model_reaches_its_council_or_says_why_not() -> None:
    faults = {model._meta.label: astray(model) for model in OUR_MODELS}

    assert {label for label, found in faults.items() if found} == set(NO_COUNCIL)


def test_every_app_is_ours_or_anothers_product() -> None:
    assert {app.label for app in apps.get_app_configs() if app.name in LAYERS} == set(LAYERS)
    others = {app.name for app in apps.get_app_configs() if app.name not in LAYERS}
    assert not {name for name in others if (ROOT / name.split(".")[0]).exists()}


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        (None, "declares no council_path"),
        ("", "declares no council_path"),
        ("nowhere__council", "is no foreign key"),
        ("order", "is no foreign key"),
        ("labels__scale__council", "is no foreign key"),
        ("scale__council__rules", "is no foreign key"),
        ("scale", "ends at actionplans.RatingScale"),
    ],
)
def test_a_model_that_does_not_reach_its_council_is_found(
    monkeypatch: pytest.MonkeyPatch, path: str | None, fault: str
) -> None:
    monkeypatch.setattr(Label, "council_path", path)

    assert any(fault in found for found in astray(Label))


def test_a_step_that_may_be_empty_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Label._meta.get_field("scale"), "null", True)

    assert astray(Label) == ["actionplans.RatingLabel.scale may be empty"]


# Facts and history are only added to


def guarded(trigger: str) -> set[str]:
    """Return the tables on which this trigger is there and switched on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger "
            "WHERE starts_with(tgname, %s) AND tgenabled = 'O'",
            [f"pgtrigger_{trigger}_"],
        )
        return {table for (table,) in cursor.fetchall()}


def unguarded(models: Iterable[Any], trigger: str) -> set[str]:
    """Return the models whose table lacks the trigger."""
    tables = guarded(trigger)
    return {model._meta.label for model in models if model._meta.db_table not in tables}


EVENTS = [model for model in OUR_MODELS if hasattr(model, "pgh_tracked_model")]


@pytest.mark.django_db
def test_the_history_of_every_model_is_append_only_in_the_database() -> None:
    assert unguarded(EVENTS, "append_only") == set()
    assert len(EVENTS) >= 10


@pytest.mark.django_db
def test_every_fact_refuses_change_in_the_database() -> None:
    assert unguarded(Fact.__subclasses__(), "facts_stay") == set()
    assert {fact.__name__ for fact in Fact.__subclasses__()} == {
        "ProgressUpdate",
        "DueDate",
        "Review",
        "Ending",
        "PublishedGroup",
        "Evidence",
        "Reading",
        "Question",
        "Answer",
        "ReportingCycle",
        "CycleClosing",
        "Chase",
        "Response",
        "AnswerDate",
    }


# What is neither a fact nor has a history, and why.
NO_HISTORY = {
    "actionplans.ProgressDraft": "what has not been sent is nobody else's",
    "actionplans.Upload": "what has not been sent is nobody else's",
    "actionplans.PastedBatch": "what was pasted stays; what became of it are updates",
    "actionplans.PlanImport": "has its earlier corrections, and what it became has a history",
    "actionplans.ImportReading": "can be made again from the file and its corrections",
    "actionplans.ImportReadingPart": "can be made again from the file and its corrections",
    "actionplans.ColumnMapping": "each import that is confirmed says what its headings stood for",
    "reports.Export": "a file that can be made again",
    "scrutiny.Briefing": "a file that can be made again",
    "reports.ComparisonFile": "a file that can be made again",
    "reports.FinishedPaper": "stays as it was sent; who let it stand for the paper, and when, too",
    "reports.PaperFile": "a file that can be made again",
    "reports.ReadBack": "can be read again from the files that are kept",
    "reports.AppendixFile": "stays as it was sent; which one a paper has is in its history",
    "actionplans.ReminderRun": "a note of the worker that a day is done",
    "inspections.ReportFile": "what was sent stays; what it became has a history",
    "councils.OutgoingEmail": "its words stay; only whether it was sent changes",
    "councils.User": "an account; who did what stands in each history's context",
    "councils.Council": "national facts, loaded from a file that is under version control",
    "inspections.ReportSection": "can be read again from the report that is kept",
    "inspections.ReportParagraph": "can be read again from the report that is kept",
    "inspections.Lesson": "as a paper printed it, loaded like the councils",
    "inspections.OutcomesFile": "stays as it was read; what it did stands in each inspection's own",
    "inspections.OutcomeRow": "stays as it was read",
    "councils.StatisticalNeighbour": "a national fact, loaded like the councils",
    "councils.CombinedAuthority": "a national fact, loaded like the councils",
    "inspections.PrintedTable": "as a paper printed it, loaded like the councils",
    "inspections.PrintedLine": "as a paper printed it, loaded like the councils",
    "councils.CombinedAuthorityMember": "a national fact, loaded like the councils",
    "councils.Invitation": "each thing done with it stands in the register",
    "reports.Publication": "what was pressed; the edition it became is a fact",
    "reports.Withdrawal": "decided once, which the database holds it to",
    "councils.Redaction": "decided once, which the database holds it to",
    "councils.Appointment": "has its days from and to",
}


@pytest.mark.django_db
def test_every_model_is_a_fact_or_has_a_history_or_says_why_not() -> None:
    tracked = {model.pgh_tracked_model._meta.label for model in EVENTS}
    plain = [
        model
        for model in OUR_MODELS
        if not model._meta.auto_created and model not in EVENTS and model._meta.label not in tracked
    ]

    assert unguarded(plain, "facts_stay") == set(NO_HISTORY)


@pytest.mark.django_db
def test_a_table_without_its_trigger_or_with_it_switched_off_is_found() -> None:
    fact = Fact.__subclasses__()[0]
    table = fact._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")

    assert unguarded([fact, Council], "facts_stay") == {fact._meta.label, "councils.Council"}


# Templates and styles

TEMPLATES = sources("templates/**/*", "*/templates/**/*")
STATIC = sources("static/**/*.css", "static/**/*.js", "static/**/*.svg")

IN_THE_PAGE = {
    "style=": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "<style>": re.compile(r"<style\b", re.I),
    "script without src": re.compile(r"<script\b(?![^>]*\ssrc\s*=)", re.I),
    "on...=": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "javascript:": re.compile(r"javascript:", re.I),
    "hx-on": re.compile(r"\shx-on[:=]", re.I),
}
# The appendix as a file carries its own style: it is read without this site.
IN_THE_PAGE_FOR_A_REASON = {
    "templates/reports/plan_appendix.html": ["<style>"],
    "templates/reports/paper/paper.html": ["<style>"],
}


def against_the_policy(markup: str) -> list[str]:
    """Return what in a template the content security policy would refuse to run or apply."""
    return [name for name, pattern in IN_THE_PAGE.items() if pattern.search(markup)]


@pytest.mark.parametrize(
    ("markup", "printed"),
    [("{# one line #}", []), ("{# a\nb #}", ["{# a"]), ("a {# b #} {# c\n #}", ["{# c"])],
)
def test_a_note_over_several_lines_is_told(markup: str, printed: list[str]) -> None:
    assert notes_printed(markup) == printed


def notes_printed(markup: str) -> list[str]:
    """Return the notes of a template that Django prints to people: a `{#` ends in its line."""
    return [note.rstrip() for note in re.findall(r"\{#(?!.*#\}).*", markup)]


def test_no_template_prints_its_notes() -> None:
    found = {path: notes_printed(text) for path, text in TEMPLATES.items()}

    assert {path: notes for path, notes in found.items() if notes} == {}


def test_no_template_needs_what_the_content_security_policy_refuses() -> None:
    found = {path: against_the_policy(text) for path, text in TEMPLATES.items()}

    assert {path: names for path, names in found.items() if names} == IN_THE_PAGE_FOR_A_REASON
    assert len(TEMPLATES) >= 20


@pytest.mark.parametrize(
    "seeded",
    [
        '<p style="color: red">',
        "<p\n  STYLE = 'color: red'>",
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<script type="module">import "x"</script>',
        '<button onclick="go()">',
        '<a href="javascript:go()">',
        '<button hx-on:click="go()">',
    ],
)
def test_what_the_policy_refuses_is_found(seeded: str) -> None:
    assert against_the_policy(seeded)


@pytest.mark.parametrize(
    "fine",
    [
        "<script src=\"{% static 'js/app.js' %}\" defer></script>",
        '<p class="app-style">on the whole = fine</p>',
        '<script type="module" src="x.js" data-style="y"></script>',
    ],
)
def test_what_the_policy_allows_is_left_alone(fine: str) -> None:
    assert against_the_policy(fine) == []


ADDRESS = r"[\"'(=\s](?:https?:)?//[a-z0-9]"
FROM_ELSEWHERE = [
    re.compile(r"<(?!a\b)[^>]*\b(?:src|srcset|href|action|data|poster)\s*=" + ADDRESS, re.I),
    re.compile(r"\burl\(\s*[\"']?(?:https?:)?//", re.I),
    re.compile(r"@import\s+[\"'](?:https?:)?//", re.I),
    re.compile(r"\b(?:fetch|import|EventSource|WebSocket)\s*\(\s*[\"'`](?:https?:|wss?:)?//", re.I),
    re.compile(r"\b(?:from|import)\s+[\"'](?:https?:)?//", re.I),
]


def loads_from_elsewhere(text: str) -> bool:
    """Return whether a template, style or script loads something from another host."""
    return any(pattern.search(text) for pattern in FROM_ELSEWHERE)


@pytest.mark.parametrize("path", [*TEMPLATES, *STATIC])
def test_nothing_is_loaded_from_another_host(path: str) -> None:
    assert not loads_from_elsewhere((TEMPLATES | STATIC)[path])


@pytest.mark.parametrize(
    "seeded",
    [
        '<script src="https://cdn.example/x.js"></script>',
        '<link rel="stylesheet" href="//cdn.example/x.css">',
        "<img alt='' src='http://example.com/x.png'>",
        "p { background: url(https://example.com/x.png) }",
        '@import "https://example.com/x.css";',
        "fetch('https://example.com')",
        "import x from 'https://example.com/x.js'",
    ],
)
def test_what_is_loaded_from_another_host_is_found(seeded: str) -> None:
    assert loads_from_elsewhere(seeded)


def test_a_link_to_another_site_and_a_name_of_a_vocabulary_load_nothing() -> None:
    assert not loads_from_elsewhere('<a class="x" href="https://example.com/">Example</a>')
    assert not loads_from_elsewhere('<svg xmlns="http://www.w3.org/2000/svg"><path/></svg>')


# Lock files and loose ends

LOCKS = sources("config/lock/*.txt", "config/frontend/package-lock.json", "config/frontend/.npmrc")


def addresses(name: str, text: str) -> list[str]:
    """Return the addresses a lock file would fetch from; who asks for money is no such address."""
    if name.endswith(".json"):
        packages = json.loads(text)["packages"].values()
        text = json.dumps([{k: v for k, v in p.items() if k != "funding"} for p in packages])
    return re.findall(r"(?:https?|git|ssh)\S*?://\S+|--(?:extra-)?index-url\S*|@\s*file:", text)


# Distributions by the module that they bring; a module can be brought by several.
BROUGHT_BY = packages_distributions()


def not_installed_for_use(path: str, source: str) -> set[str]:
    """Return what a file imports that stands in no lock file but that of the tests."""
    locked = set(re.findall(r"^([\w.-]+)==", LOCKS["config/lock/requirements.txt"], re.MULTILINE))
    names = {module.removesuffix("()").split(".")[0] for module, _ in imports(path, source)}
    theirs = names - set(LAYERS) - sys.stdlib_module_names - DODGES
    return {name for name in theirs if locked.isdisjoint(_distributions(name))}


def _distributions(module: str) -> set[str]:
    return {re.sub(r"[._]+", "-", name).lower() for name in BROUGHT_BY.get(module, [module])}


@pytest.mark.parametrize("path", CODE)
def test_what_runs_needs_nothing_that_only_tests_install(path: str) -> None:
    assert not_installed_for_use(path, CODE[path]) == set()


def test_a_library_of_the_tests_in_what_runs_is_found() -> None:
    assert not_installed_for_use("reports/x.py", "import pytest\nimport pypdfium2") == {"pytest"}


def test_no_lock_file_has_an_address() -> None:
    assert {name: addresses(name, text) for name, text in LOCKS.items()} == {
        name: [] for name in LOCKS
    }
    assert len(LOCKS) >= 3


def test_an_address_in_a_lock_file_is_found() -> None:
    package = {"packages": {"node_modules/x": {"resolved": "https://registry.example/x.tgz"}}}

    assert addresses("requirements.txt", "--index-url=x\ndjango==5.2")
    assert addresses("requirements.txt", "django @ https://example.com/django.whl")
    assert addresses("package-lock.json", json.dumps(package))


LOOSE_END = re.compile(
    r"\b(?:TODO|FIXME|XXX|HACK)\b|NotImplemented(?:Error)?\b|\bpdb\b|\bbreakpoint\("
)
WRITTEN_BY_US = (
    PYTHON | TEMPLATES | STATIC | sources("bin/*", "tests/**/*.py", ".ci/*", "manage.py", "*.md")
)


def loose_ends(text: str) -> list[str]:
    """Return what says that something is not finished."""
    return LOOSE_END.findall(text)


def test_nothing_is_left_for_later() -> None:
    found = {path: loose_ends(text) for path, text in WRITTEN_BY_US.items()}

    # This file has to name what it looks for.
    del found["tests/test_architecture.py"]
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    "seeded",
    ["# TODO: later", "raise NotImplementedError", "{# FIXME #}", "breakpoint()", "import pdb"],
)
def test_a_loose_end_is_found(seeded: str) -> None:
    assert loose_ends(seeded)


# Order


def unordered(model: Any) -> bool:
    """Return whether the model hides an order in its Meta instead of each query saying it."""
    return bool(model._meta.ordering)


def test_no_model_hides_an_order() -> None:
    assert [model._meta.label for model in OUR_MODELS if unordered(model)] == []


def test_a_hidden_order_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Council._meta, "ordering", ["name"])

    assert unordered(Council)


# What every page's frame is given (`config.context`): a view must not take its names.
FRAME = {"service_name", "my_councils", "home", "demo", "demo_accounts", "demo_password"}


def names_of_the_frame(source: str) -> set[str]:
    """Return the names of the frame that a view's context would replace."""
    contexts = (
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Dict) and _is_context(node)
    )
    return {name for node in contexts for name in _keys(node) if name in FRAME}


def _keys(node: ast.Dict) -> set[str]:
    return {str(key.value) for key in node.keys if isinstance(key, ast.Constant)}


def _is_context(node: ast.Dict) -> bool:
    """Return whether a dictionary looks like what a template is given: more than one name."""
    return len(_keys(node)) > 1


def test_no_view_takes_a_name_of_the_frame() -> None:
    assert {path: names for path, text in VIEWS.items() if (names := names_of_the_frame(text))} == (
        {}
    )


def test_a_view_that_takes_a_name_of_the_frame_is_found() -> None:
    assert names_of_the_frame('context |= {"home": plan, "form": form}') == {"home"}
