"""A person's way through a blueprint in the real JupyterLab, and what happens with nonsense."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.conftest import ROOT
from browser.grid import Grid

pytestmark = pytest.mark.usefixtures("bundle")
STORY = ROOT / "notebooks" / "03-blueprint.ipynb"
MAP, GRID, BLUEPRINT = 1, 3, 4
"""The cells of the notebook that open the map and draw its two views."""
HERE = """root => {
  const at = root.getRootNode().activeElement;
  const of = name => at?.closest(`[data-${name}]`)?.dataset[name] ?? '';
  return [of('step'), of('lane'), of('card')];
}"""
SIZE = "[m.links.shape[0], m.cards['fail_point'].sum().item(), m.cards.at['greets', 'text']]"


@pytest.fixture
def views(lab):
    """The journey grid and the blueprint of one map."""
    notebook = lab.file(STORY, width=1900, height=1500)
    for cell in (MAP, GRID, BLUEPRINT):
        notebook.run(cell)
    both = Grid(notebook, 0), Grid(notebook, 1)
    expect(both[1].root.locator(".links .all path.line[d^=M]").first).to_be_attached()
    return both


def walk(grid: Grid, step: str, lane: str, card: str = "") -> None:
    """Goes to a cell, or to a card in it, by arrow keys alone."""
    for _ in range(80):
        at_step, at_lane, at_card = grid.root.evaluate(HERE)
        if (at_step, at_lane) == (step, lane) and card in ("", at_card):
            return
        steps, lanes = grid.steps(), grid.lanes()
        if at_step != step:
            grid.press(
                "ArrowRight"
                if at_step not in steps or steps.index(at_step) < steps.index(step)
                else "ArrowLeft"
            )
        elif at_lane == lane or at_lane not in lanes or lanes.index(at_lane) < lanes.index(lane):
            grid.press("ArrowDown")
        else:
            grid.press("ArrowUp")
    raise AssertionError(
        f"arrows never reached {step}, {lane}, {card}; the cursor is at {grid.root.evaluate(HERE)}"
    )


def enter(grid: Grid) -> None:
    """Tabs from the bar onto the board."""
    grid.root.get_by_role("button", name="Lanes").focus()
    for _ in range(12):
        grid.press("Tab")
        if any(grid.root.evaluate(HERE)):
            grid.press("Control+Home")
            return
    raise AssertionError("Tab never reached the board")


def link(grid: Grid, source: tuple[str, str], target: tuple[str, str]) -> None:
    walk(grid, *source)
    grid.press("l")
    walk(grid, *target)
    grid.press("Enter")


def back(grid: Grid, start: list[object]) -> int:
    """Undoes until the map is as it was; how many edits that took."""
    for edits in range(1, 12):
        grid.press("Control+z")
        grid.page.wait_for_timeout(300)
        if grid.notebook.value(SIZE) == start:
            return edits
    raise AssertionError(f"after 11 times undo the map is {grid.notebook.value(SIZE)}, not {start}")


def test_from_both_views_by_keys_to_a_file_and_back(views):
    grid, blueprint = views
    book = grid.notebook
    start = book.value(SIZE)
    enter(blueprint)
    link(blueprint, ("sees", "back-people"), ("queues", "front-people"))
    book.eventually("('rota', 'greets') in m.links.index", True)
    assert book.value("m.links.at[('rota', 'greets'), 'kind']") == "sequence"

    blueprint.press("Control+.")
    panel = blueprint.root.get_by_role("dialog")
    panel.get_by_label("Fail point").check()
    panel.get_by_label("How it fails").fill("Nobody is free to greet")
    blueprint.press("Enter")
    book.eventually("m.fmea().at['greets', 'failure_mode']", "Nobody is free to greet")
    blueprint.press("Escape")
    expect(grid.root.locator('[data-card="greets"]').get_by_text("F", exact=True)).to_be_visible()

    grid.type_over(grid.root.locator('[data-card="greets"]'), "Greets each one")
    expect(blueprint.root.locator('[data-card="greets"]')).to_contain_text("Greets each one")
    done = book.value(SIZE)
    assert done != start

    edits = back(grid, start)
    assert edits >= 4
    for _ in range(edits):
        grid.press("Control+Shift+z")
    book.eventually(SIZE, done)
    saved = "again = cjm.JourneyMap.open('story.cjm.json'); print(all(again.tables[n].equals(t) for n, t in m.tables.items()))"
    assert book.python(f"m.save('story.cjm.json', overwrite=True); {saved}") == "True"
    assert book.errors == []


def test_a_link_to_itself_and_a_second_one_are_refused_with_a_reason(views):
    _, blueprint = views
    book = blueprint.notebook
    before = book.value("len(m.links)")
    enter(blueprint)
    walk(blueprint, "sees", "back-people")
    blueprint.press("l", "Enter")
    expect(blueprint.root.locator(".link-status")).to_contain_text("cannot be linked to itself")
    blueprint.press("Escape")
    link(blueprint, ("sees", "back-people"), ("sees", "support"))
    expect(blueprint.root.get_by_text("is linked to").first).to_be_attached()
    blueprint.press("Escape")
    assert book.value("len(m.links)") == before
    expect(blueprint.root.locator(".link-status")).to_have_count(0)


NONSENSE = """
import itertools
import pandas as pd, cjm_widgets as cjm

bad = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>'
texts = ["x" * 10_000, "مرحبا بالعالم", "👩‍👩‍👧 שלום", bad, "Donaudampfschifffahrtsgesellschaft" * 5]
steps = pd.DataFrame({"name": [f"Step {i}" for i in range(12)]}, index=[f"s{i}" for i in range(12)])
lanes = pd.DataFrame(
    [(n, "cards", r, s) for n, r, s in [("Actions", "actions", "customer"), ("Front", "frontstage", "frontstage"), ("Back", "backstage", "backstage")]],
    columns=["name", "kind", "role", "side"], index=["a", "f", "b"])
cards = pd.DataFrame([(s, l, texts[n % 5] if n < 5 else f"card {n}") for n, (s, l) in enumerate(itertools.product(steps.index, ["a", "f", "b", "b"]))],
    columns=["step", "lane", "text"])
cards.index = [f"c{n}" for n in range(len(cards))]
pairs = [(a, b) for a in cards.index for b in cards.index if a != b]
links = pd.DataFrame({"kind": "trigger", "text": bad, "condition": "مرحبا 👩‍👩‍👧"}, index=pd.MultiIndex.from_tuples((pairs * 3)[:COUNT], names=["source", "target"]))
m = cjm.JourneyMap({"steps": steps, "lanes": lanes, "cards": cards, "links": links[~links.index.duplicated()]}, title=bad)
cjm.Blueprint(m)
"""


@pytest.mark.parametrize("count", [40, 600], ids=["few", "each card to twelve others"])
def test_odd_texts_and_very_many_links_are_drawn_and_run_nothing(lab, count):
    notebook = lab.notebook([NONSENSE.replace("COUNT", str(count))], width=1900, height=1500)
    notebook.run(0)
    blueprint = Grid(notebook)
    lines = blueprint.root.locator(".links .all path.line.trigger[d^=M]")
    expect(lines).to_be_attached()
    assert lines.evaluate("path => path.getAttribute('d').split('M').length - 1") >= min(count, 40) * 0.9
    assert notebook.page.evaluate("window.pwned === undefined")
    assert blueprint.root.locator("img, script").count() == 0
    blueprint.type_over(blueprint.root.locator('[data-card="c5"]'), "سلام")
    notebook.eventually("m.cards.at['c5', 'text']", "سلام")
    assert notebook.errors == []
    notebook.screenshot(f"blueprint-nonsense-{count}")


def test_five_thousand_links_on_a_large_map_are_drawn_where_they_are_seen(lab):
    notebook = lab.notebook([MANY], width=1900, height=1500)
    notebook.run(0)
    blueprint = Grid(notebook)
    expect(blueprint.root.locator(".links .all path.line[d^=M]").first).to_be_attached()
    blueprint.type_over(blueprint.root.locator('[data-card="c0-0"]'), "Still edited")
    notebook.eventually("m.cards.at['c0-0', 'text']", "Still edited")
    assert notebook.value("len(m.links)") == 5_000
    assert notebook.errors == []


MANY = f"""
import sys
sys.path.insert(0, {str(ROOT / "benchmarks")!r})
import cjm_widgets as cjm, made_up_blueprint as made
m = cjm.JourneyMap(made.tables(5_000), title="Made up")
cjm.Blueprint(m)
"""
