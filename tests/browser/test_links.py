"""Links between cards in a real JupyterLab: drawn by drag and by keys, changed, undone, and led anew when cards move."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser.grid import box, drawn

pytestmark = pytest.mark.usefixtures("bundle")
SERVICE = """
import pandas as pd
import cjm_widgets as cjm

steps = pd.DataFrame({"name": ["Asks", "Waits", "Reads", "Books"], "stage": ["s", "s", "t", "t"]}, index=["ask", "wait", "read", "book"])
stages = pd.DataFrame({"name": ["Before", "After"]}, index=["s", "t"])
lanes = pd.DataFrame(
    {"name": ["Customer", "Frontstage", "Backstage"], "kind": "cards", "role": ["actions", "frontstage", "backstage"], "side": ["customer", "frontstage", "backstage"]},
    index=["customer", "front", "back"],
)
cards = pd.DataFrame(  # made up
    [("a", "ask", "customer", "Asks about a slot"), ("b", "ask", "front", "Agent reads"), ("c", "ask", "back", "Looks up slots"),
     ("d", "read", "customer", "Reads the answer"), ("e", "read", "front", "Agent answers"), ("f", "book", "customer", "Books the slot")],
    columns=["id", "step", "lane", "text"],
).set_index("id")
links = pd.DataFrame(
    [("a", "b", "trigger", None), ("b", "c", "needs", None), ("e", "d", "message", "an answer"), ("f", "a", "recovery", "asks again")],
    columns=["source", "target", "kind", "text"],
).set_index(["source", "target"])
m = cjm.JourneyMap({"stages": stages, "steps": steps, "lanes": lanes, "cards": cards, "links": links})
grid = cjm.JourneyGrid(m)
grid
"""
ENDS = "sorted(m.links.index.tolist())"


@pytest.fixture
def service(lab):
    grid = drawn(lab.notebook([SERVICE], height=1000))
    grid.page.wait_for_function(
        "() => [...document.querySelectorAll('[data-cjm-host]')].some(h => h.shadowRoot.querySelector('.links .all .trigger.line')?.getAttribute('d'))"
    )
    return grid


def lines(grid) -> dict[str, str]:
    """The lines of each kind, as SVG paths."""
    found: dict[str, str] = grid.element.locator(".links .all .line").evaluate_all(
        "paths => Object.fromEntries(paths.map(p => [p.getAttribute('class').split(' ')[1], p.getAttribute('d') ?? '']))"
    )
    return found


def changed(grid, kind: str, was: str) -> None:
    grid.page.wait_for_function(
        "([root, kind, was]) => root.querySelector(`.links .all .${kind}.line`).getAttribute('d') !== was",
        arg=[grid.element.element_handle(), kind, was],
    )


def test_a_link_is_drawn_by_drag_and_undone(service):
    service.card("read", "front", "Agent answers").hover()
    service.drag(
        service.element.locator("[data-link-dot]"), service.card("book", "customer", "Books the slot")
    )
    service.notebook.eventually("('e', 'f') in m.links.index", True)
    assert service.notebook.value("m.links.loc[('e', 'f'), 'kind']") == "sequence"
    service.press("Control+z")
    service.notebook.eventually(ENDS, [["a", "b"], ["b", "c"], ["e", "d"], ["f", "a"]])


def test_a_link_is_made_and_changed_by_keys_alone(service):
    service.cell("read", "customer").focus()
    service.press("l", "ArrowRight")
    expect(service.root.locator("[data-link-status]")).to_contain_text("Books the slot")
    service.press("Enter")
    service.notebook.eventually("('d', 'f') in m.links.index", True)
    service.press("Shift+L", "ArrowUp", "ArrowUp", "Enter")
    listed = service.root.locator("[data-link-list] li").filter(has_text="from Reads the answer")
    listed.locator("[data-link-field=condition]").focus()
    service.page.keyboard.type("a slot fits")
    service.press("Enter")
    service.notebook.eventually("m.links.loc[('d', 'f'), 'condition']", "a slot fits")
    listed.locator("[data-link-act=turn]").focus()
    service.press("Enter")
    service.notebook.eventually("[('f', 'd') in m.links.index, ('d', 'f') in m.links.index]", [True, False])
    listed = service.root.locator("[data-link-list] li").filter(has_text="to Reads the answer")
    listed.locator("[data-link-act=remove]").focus()
    service.press("Enter")
    service.notebook.eventually("('f', 'd') in m.links.index", False)
    service.press("Escape")
    expect(service.root.locator("[data-link-list]")).to_have_count(0)


def test_escape_gives_up_and_a_word_that_begins_with_l_is_typed(service):
    service.cell("read", "customer").focus()
    service.press("l", "ArrowRight", "Escape")
    expect(service.root.locator("[data-link-status]")).to_have_count(0)
    service.cell("read", "customer").focus()
    service.page.keyboard.type("Learns it")
    service.press("Enter")
    service.notebook.eventually("m.cards.at['d', 'text']", "Learns it")
    assert service.notebook.value(ENDS) == [["a", "b"], ["b", "c"], ["e", "d"], ["f", "a"]]


def test_a_card_tells_its_links(service):
    expect(service.cell("ask", "front")).to_have_attribute("aria-describedby", re.compile("^links-of-"))
    described = service.cell("ask", "front").get_attribute("aria-describedby")
    sentence = service.element.locator(f'[id="{described}"]').text_content()
    assert sentence == "Links: from Asks about a slot, triggers; to Looks up slots, needs."


def test_links_follow_a_moved_card_a_taller_cell_and_a_fold(service):
    was = lines(service)
    service.drag(service.card("read", "front", "Agent answers"), service.cell("wait", "front"))
    service.notebook.eventually("m.cards.at['e', 'step']", "wait")
    changed(service, "message", was["message"])
    assert lines(service)["trigger"] == was["trigger"]
    service.type_over(
        service.card("ask", "customer", "Asks"),
        "Asks about a slot that suits, in the evening, at the weekend, or early",
    )
    changed(service, "trigger", was["trigger"])
    folded = lines(service)["recovery"]
    service.stage("t").locator(".fold").click()
    changed(service, "recovery", folded)
    expect(service.element.locator(".links .fold-n")).to_have_text(["2"])


def test_no_line_runs_through_a_card(service):
    """Every line is walked in steps of two pixels; no place of it lies inside a card."""
    inside = service.element.evaluate(
        """root => {
          const place = root.querySelector('.links').getBoundingClientRect();
          const cards = [...root.querySelectorAll('.body .card')].map(c => c.getBoundingClientRect());
          return [...root.querySelectorAll('.links .all .line')].flatMap(path => {
            const found = [];
            for (let at = 0; at < path.getTotalLength(); at += 2) {
              const p = path.getPointAtLength(at);
              const [x, y] = [p.x + place.left, p.y + place.top];
              if (cards.some(c => x > c.left + 1 && x < c.right - 1 && y > c.top + 1 && y < c.bottom - 1)) found.push([x, y]);
            }
            return found;
          });
        }"""
    )
    assert inside == []


def test_the_line_itself_opens_its_link(service):
    label = service.element.locator(".link-label", has_text="asks again")
    place = box(label)
    service.page.mouse.click(place["x"] - 30, place["y"] + place["height"] / 2)
    expect(service.root.locator("[data-link-field=text]")).to_have_value("asks again")
