"""What is generated from the schema is fresh, complete, and true of the files the package writes."""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from cjm_widgets import samples, templates
from cjm_widgets.formats.cjm_file import dumps
from cjm_widgets.model import contract, schema

ROOT = Path(__file__).resolve().parents[2]
jsonschema = pytest.importorskip("jsonschema", reason="jsonschema comes with JupyterLab")


@pytest.mark.parametrize(
    ("path", "text"),
    [(contract.JSON_SCHEMA, contract.json_schema_text()), (contract.TYPESCRIPT, contract.typescript())],
)
def test_the_generated_files_are_fresh(path: Path, text: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == text, f"run: {contract.COMMAND}"


def test_the_command_writes_both_files(tmp_path: Path) -> None:
    written = contract.main(tmp_path)
    assert [p.relative_to(tmp_path) for p in written] == [contract.JSON_SCHEMA, contract.TYPESCRIPT]
    assert written[0].read_bytes() == (ROOT / contract.JSON_SCHEMA).read_bytes()


SHOW = sorted((ROOT / "cjm_widgets" / "show").glob("*.py"))
CHARTS = {"impact", "live"}
"""What draws a simulation reads its frames, and what lives in a notebook uses bokeh."""


@pytest.mark.parametrize(
    "path",
    ["model/contract.py", *(f"show/{p.name}" for p in SHOW if p.stem not in CHARTS)],
)
def test_these_need_the_standard_library_alone(path: str) -> None:
    """The still pictures: every module of the room is looked at, so what they import of each other is too."""
    tree = ast.parse((ROOT / "cjm_widgets" / path).read_text(encoding="utf-8"))
    froms = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    names = [n.module or "" for n in froms if not n.level]
    names += [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
    own = ("cjm_widgets.model", "cjm_widgets.show")
    assert [
        n for n in names if n.split(".")[0] not in sys.stdlib_module_names and not n.startswith(own)
    ] == []


def valid(document: Any) -> bool:
    checker = jsonschema.Draft202012Validator(contract.json_schema())
    return bool(checker.is_valid(document))


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(contract.json_schema())


def test_files_the_package_writes_are_valid() -> None:
    for made in [samples.meal_kit(), *map(templates.load, templates.names())]:
        assert valid(json.loads(dumps(made)))


def kit(**changes: Any) -> Any:
    return json.loads(dumps(samples.meal_kit())) | changes


@pytest.mark.parametrize(
    "wrong",
    [
        [], {}, kit(format="pdf"), kit(version="1"), kit(version=0), kit(meta=[]), kit(tables=[]),
        kit(tables={"steps": []}), kit(tables={"steps": {"rows": {}}}), kit(tables={"steps": {"rows": [{"name": "a"}]}}),
        kit(tables={"steps": {"rows": [{"id": "a", "emotion": "good"}]}}), kit(tables={"mine": {"rows": ["a"]}}),
        kit(tables={"links": {"rows": [{"source": "a"}]}}), kit(tables={"mine": {"columns": [1]}}),
    ],
)  # fmt: skip
def test_files_that_are_no_map_are_not_valid(wrong: Any) -> None:
    assert not valid(wrong)


def test_what_is_unknown_is_allowed() -> None:
    table = {
        "columns": ["a", {"name": "b", "dtype": "Int64", "unit": "min"}],
        "rows": [{"a": "x", "b": 1}],
        "sort": "a",
    }
    assert valid(
        kit(
            tables={"mine": table, "steps": {"rows": [{"id": "a", "mine": [1], "emotion": {"$": "inf"}}]}},
            scenes=[1],
        )
    )


def test_every_known_column_is_in_the_schema() -> None:
    tables = contract.json_schema()["properties"]["tables"]["properties"]
    for table in schema.TABLES.values():
        row = tables[table.name]["allOf"][1]["properties"]["rows"]["items"]
        assert set(row["properties"]) - {"id", "source", "target"} >= {c.name for c in table.columns} - {
            "source"
        }
    assert tables["cards"]["allOf"][1]["properties"]["rows"]["items"]["properties"]["place"][
        "examples"
    ] == list(schema.PLACES)


def test_the_page_gets_its_tables_and_stays_small() -> None:
    text = contract.typescript()
    assert "waivers" not in text
    assert "elevator_pitch" in text
    assert '"pain_points"' in text
    assert (
        'emotion: { type: "number", about: "how good it feels, -2 very bad to +2 very good", low: -2, high: 2 }'
        in text
    )
    assert "a phase of the journey" not in text, "the page reads no table's description"
    assert len(text) < 12_000


def test_the_page_offers_the_same_catalogue():
    text = (ROOT / "js/src/views/panels/catalogue.ts").read_text(encoding="utf-8")
    for name, words in (("TOUCHPOINTS", schema.TOUCHPOINTS), ("CHANNELS", schema.CHANNELS)):
        assert f"export const {name} = {json.dumps(list(words), ensure_ascii=False)} as const;" in text
