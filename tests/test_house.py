"""The rules of docs/development.md: who may know whom, how long things may be, what is loaded when."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

import house
import node

MAY_KNOW = {
    "model": {"model"},
    "frames": {"model", "frames"},
    "engine": {"model", "frames", "engine"},
    "show": {"model", "frames", "engine", "show"},
    "formats": {"model", "frames", "formats", "show"},
    "templates": {"model", "frames", "formats", "templates"},
    "samples": {"model", "frames", "formats", "samples"},
    "workshop": {"model", "frames", "engine", "formats", "templates", "samples", "workshop"},
    "verbs": {"model", "frames", "engine", "show", "formats", "templates", "samples", "workshop", "verbs"},
    "widgets": {"model", "frames", "show", "workshop", "widgets"},
    "notebooks": {"model", "frames", "show", "notebooks"},
    "cli": {
        "",
        "journey_map",
        "learning",
        "verbs",
        "model",
        "frames",
        "engine",
        "show",
        "formats",
        "templates",
        "samples",
        "workshop",
        "widgets",
        "cli",
    },
}
ONLY_IN = {
    "anywidget": {"widgets"},
    "traitlets": {"notebooks", "widgets"},
    "ipywidgets": {"widgets"},
    "bokeh": {"notebooks", "show"},
    "scipy": {"engine"},
}
PAGE_MAY_KNOW = {
    "model": {"model"},
    "layout": {"model", "layout"},
    "hosts": {"model", "hosts"},
    "engine": {"model", "engine"},
    "views": {"model", "layout", "engine", "views"},
    "entries": {"model", "layout", "hosts", "engine", "views", "entries"},
}
FORBIDDEN = {"util", "utils", "helper", "helpers", "manager", "managers", "common", "misc"}
GENERATED = {"js/src/model/schema.ts"}
UNSAFE = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|eval\(|new Function)"
)


def ours(module: str, path: house.Path) -> set[str]:
    return {name for name in house.imports(module, path) if name.split(".")[0] == "cjm_widgets"}


def test_no_room_knows_one_above_it():
    wrong = [
        f"{module} imports {name}"
        for module, path in house.modules().items()
        if house.room(module) in MAY_KNOW
        for name in ours(module, path)
        if house.room(name) not in MAY_KNOW[house.room(module)]
    ]
    assert wrong == []


def test_every_room_is_named_in_the_rules():
    rooms = {house.room(m) for m, p in house.modules().items() if p.parent != house.PACKAGE}
    assert rooms <= MAY_KNOW.keys()
    assert {
        p.parent.relative_to(house.PAGE).parts[0] for p in house.PAGE.rglob("*/*.ts*")
    } <= PAGE_MAY_KNOW.keys()


def test_nobody_imports_the_front_doors():
    doors = {"journey_map", "handouts", "learning", "readers", "cli", "__main__"}
    allowed = doors | {""}
    wrong = [
        f"{module} imports {name}"
        for module, path in house.modules().items()
        if house.room(module) not in allowed
        for name in ours(module, path)
        if house.room(name) in doors | {"widgets"} and house.room(module) != house.room(name)
    ]
    assert wrong == []


def test_the_model_knows_only_the_standard_library():
    foreign = {
        f"{module} imports {name}"
        for module, path in house.modules().items()
        if house.room(module) == "model"
        for name in house.imports(module, path)
        if name.split(".")[0] not in sys.stdlib_module_names | {"cjm_widgets"}
    }
    assert foreign == set()


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_a_library_stays_in_its_room(library):
    wrong = {
        module
        for module, path in house.modules().items()
        if house.room(module) not in ONLY_IN[library]
        and library in {name.split(".")[0] for name in house.imports(module, path)}
    }
    assert wrong == set()


def test_there_is_no_import_cycle():
    graph = {
        m: house.imports(m, p, lazy=False) & house.modules().keys() - {m} for m, p in house.modules().items()
    }
    assert house.cycles(graph) == []


def test_a_cycle_would_be_found():
    assert house.cycles({"a": {"b"}, "b": {"c"}, "c": {"a"}}) == [["a", "b", "c", "a"]]


def test_the_model_loads_no_pandas():
    # Without the package's own __init__, which registers the accessor `df.cjm` with pandas.
    alone = "import types; p = types.ModuleType('cjm_widgets'); p.__path__ = ['cjm_widgets']; sys.modules[p.__name__] = p"
    loaded = house.loaded_by(f"{alone}; import cjm_widgets.model.session")
    assert not loaded & {"pandas", "numpy", "anywidget", "traitlets"}


def test_the_package_loads_no_more_than_pandas_and_anywidget():
    extra = house.loaded_by("import cjm_widgets") - house.loaded_by("import anywidget, pandas")
    assert extra - sys.stdlib_module_names == {"cjm_widgets"}


def test_a_grid_loads_no_charts_no_engine_and_no_jupyterlab():
    loaded = house.loaded_by("import cjm_widgets; cjm_widgets.JourneyGrid")
    assert not loaded & {"bokeh", "scipy", "jupyterlab", "matplotlib", "openpyxl"}


def test_no_file_is_longer_than_300_lines():
    lengths = {
        p.relative_to(house.ROOT).as_posix(): len(p.read_text(encoding="utf-8").splitlines())
        for p in house.python_files() + house.page_files()
        if "templates" not in p.parts
    }
    assert {name: lines for name, lines in lengths.items() if lines > 300 and name not in GENERATED} == {}


def test_no_python_function_is_longer_than_40_lines():
    assert [long for path in house.python_files() for long in house.long_functions(path, 40)] == []


def test_no_function_of_the_page_is_longer_than_40_lines():
    program, _, environment = node.programs(map(house.Path, sys.path))
    said = subprocess.run(
        [program, "js/functions.mjs"],
        cwd=house.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    functions = json.loads(said)
    assert functions
    assert [f"{f['file']}:{f['line']}: {f['lines']} lines" for f in functions if f["lines"] > 40] == []


def test_file_names_say_what_is_in_them():
    stems = {p: re.split(r"[._-]", p.stem.lower()) for p in house.python_files() + house.page_files()}
    assert [str(path) for path, words in stems.items() if FORBIDDEN & set(words)] == []


def test_no_room_of_the_page_knows_one_above_it():
    wrong = []
    for path in house.PAGE.rglob("*/*.ts*"):
        own = path.relative_to(house.PAGE).parts[0]
        for name in house.page_imports(path):
            library = not (house.PAGE / name).parent.is_dir() or name.startswith("preact")
            known = name.split("/")[0] in PAGE_MAY_KNOW[own] or (own == "views" and name == "hosts/host")
            if not (own in {"views", "entries"} if library else known):
                wrong.append(f"{path.relative_to(house.PAGE)} imports {name}")
    assert wrong == []


def test_the_page_never_reads_text_as_html():
    wrong = [
        f"{path.relative_to(house.ROOT)}:{number}"
        for path in house.PAGE.rglob("*.ts*")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if UNSAFE.search(line)
    ]
    assert wrong == []


def messages(heading: str) -> set[str]:
    """The message types in one section of docs/protocol.md."""
    text = (house.ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
    section = text.split(f"## {heading}")[1].split("\n## ")[0]
    cells = [row.split("|")[1] for row in section.splitlines() if row.startswith("| `")]
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


def quoted(files: list[house.Path]) -> set[str]:
    return {w for p in files for w in re.findall(r"""["'](\w+)["']""", p.read_text(encoding="utf-8"))}


def test_both_sides_handle_every_message():
    every = messages("Down: Python to page") | messages("Up: page to Python")
    assert {"open", "edits", "refused", "edit", "undo", "select"} <= every
    python = quoted(
        [p for m, p in house.modules().items() if house.room(m) in {"model", "frames", "widgets"}]
    )
    page = quoted([p for room in ("hosts", "entries") for p in (house.PAGE / room).rglob("*.ts*")])
    assert (every - python, every - page) == (set(), set())
