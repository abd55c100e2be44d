"""A paper as JSON is the same paper again."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.paper.as_json import from_json, to_json
from reports.paper.document import (
    Appendix,
    Box,
    Document,
    FrontRow,
    Look,
    PlanTable,
    Table,
    cell,
)
from reports.paper.written import written


@given(st.text(max_size=200))
def test_what_was_written_comes_back(text: str) -> None:
    table = Table("Options", ("Option",), ((cell(text),),), (100.0,))
    document = Document(
        title=text,
        council="Merrowdale",
        body="Cabinet",
        held_on="",
        front=(FrontRow("Wards", (("All", text),)),),
        blocks=(*written(f"1. One\n2. {text}"), Box("Box 1", written(text)), table),
        appendices=(Appendix("Appendix 1", text, written(text), lies_on_its_side=True),),
        look=Look(colour="#1d70b8"),
    )

    assert from_json(json.loads(json.dumps(to_json(document)))) == document


def test_a_plans_table_is_kept_as_whoever_keeps_it_says() -> None:
    with pytest.raises(TypeError):
        to_json(PlanTable("shown"))
    assert to_json(PlanTable("shown"), str.upper) == {"is": "PlanTable", "shown": "SHOWN"}
