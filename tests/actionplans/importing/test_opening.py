"""The door for files: what it lets in, and the limits of the child process that reads it."""

from logging.handlers import BufferingHandler

import pytest

from actionplans.importing import apart, limits
from actionplans.importing.limits import FAILED, TOO_LONG
from actionplans.importing.opening import TOO_BIG, open_file
from actionplans.importing.tables import Document
from councils import limits as child_limits
from councils.limits import CannotRead, Limits
from councils.office_files import TOO_LARGE
from tests.actionplans.importing.excel_files import row, sheet, xlsx
from tests.actionplans.importing.word_files import docx, tbl, tr

ENDLESS = "tests.actionplans.importing.endless"
FILES = {
    "plan.docx": docx(tbl(tr("Action", "By when"), tr("Train", "May"))),
    "plan.XLSX": xlsx(sheet(row(1, "Action", "By when") + row(2, "Train", "May"))),
    "plan.csv": b"Action,By when\nTrain,May\n",
    "plan.txt": b"Action\tBy when\nTrain\tMay\n",
}


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file_gives_the_same_table(name: str) -> None:
    document = open_file(FILES[name], name)

    assert document.name == name
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Action", "By when"],
        ["Train", "May"],
    ]


def test_the_limits_are_ten_seconds_and_500_mb() -> None:
    assert Limits() == Limits(wall_seconds=10, cpu_seconds=10, memory_bytes=500 * 1024 * 1024)


def test_a_file_is_understood_within_ten_seconds_of_the_processor_and_500_mb() -> None:
    assert Limits(wall_seconds=20, cpu_seconds=10, memory_bytes=500 * 1024 * 1024) == apart.ALLOWED


def test_a_page_waits_a_few_seconds_for_a_file_and_no_longer() -> None:
    assert (
        Limits(wall_seconds=5, cpu_seconds=3, memory_bytes=500 * 1024 * 1024)
        == apart.ALLOWED_A_PAGE
    )


def in_child(content: bytes, allowed: Limits = Limits()) -> Document:  # noqa: B008 frozen
    return limits.in_child(content, "a “name”\nof two lines.csv", allowed, ENDLESS)


def test_a_name_of_any_kind_reaches_the_child() -> None:
    assert in_child(b"go").name == "a “name”\nof two lines.csv"


def test_a_reader_that_waits_too_long_is_ended() -> None:
    with pytest.raises(CannotRead, match=TOO_LONG):
        in_child(b"wait", Limits(wall_seconds=0.5))


def test_a_reader_that_works_too_long_is_ended() -> None:
    with pytest.raises(CannotRead, match=TOO_LONG):
        in_child(b"wait", Limits(wall_seconds=60, cpu_seconds=1))


def test_a_reader_that_takes_too_much_memory_is_ended() -> None:
    with pytest.raises(CannotRead, match=TOO_LARGE):
        in_child(b"hoard", Limits(memory_bytes=100 * 1024 * 1024))


def test_a_fault_of_the_reader_is_kept_for_the_administrator() -> None:
    kept = BufferingHandler(9)
    child_limits.logger.addHandler(kept)
    try:
        with pytest.raises(CannotRead, match=FAILED):
            in_child(b"fall")
    finally:
        child_limits.logger.removeHandler(kept)

    assert ["ZeroDivisionError" in record.getMessage() for record in kept.buffer] == [True]


def test_the_child_knows_no_setting_of_the_application(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "no.such.settings")
    monkeypatch.setenv("DATABASE_URL", "postgres://nobody@nowhere/none")

    assert open_file(FILES["plan.csv"], "plan.csv").tables


def test_a_file_beyond_all_plans_is_not_even_looked_at() -> None:
    with pytest.raises(CannotRead, match=TOO_BIG):
        open_file(b"x" * (50 * 1024 * 1024 + 1), "plan.csv")
