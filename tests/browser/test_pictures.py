"""A browser, which is not ours, draws the pictures: texts stay in their boxes there, and nothing is fetched."""

from __future__ import annotations

import pytest

import cjm_widgets as cjm
from cjm_widgets.show.pictures import draw
from cjm_widgets.show.pictures.draw import How
from cjm_widgets.show.pictures.svg import svg
from show.drawn import kit
from show.pictures.shaped import NASTY

MEASURE = """() => [...document.querySelectorAll('svg')].flatMap((svg) => {
  const ground = svg.getBoundingClientRect();
  const cards = [...svg.querySelectorAll('rect')].map((one) => one.getBoundingClientRect()).filter((one) => one.width > 30);
  return [...svg.querySelectorAll('tspan')].flatMap((one) => {
    if (one.textContent.length < 2) return [];
    const box = one.getBoundingClientRect();
    const away = box.left < ground.left - 1 || box.right > ground.right + 1 || box.bottom > ground.bottom + 2;
    const middle = [box.left + box.width / 2, box.top + box.height / 2];
    const own = cards.filter((c) => c.left <= middle[0] && middle[0] <= c.right && c.top <= middle[1] && middle[1] <= c.bottom);
    const least = own.sort((a, b) => a.width * a.height - b.width * b.height)[0];
    return away || (least && (box.left < least.left - 1 || box.right > least.right + 1)) ? [one.textContent + ' ' + box.width] : [];
  });
})"""


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page()
    page.asked = []
    page.on(
        "request",
        lambda request: page.asked.append(request.url) if not request.url.startswith("data:") else None,
    )
    yield page
    page.close()


def hostile():
    doc = kit()
    rows = doc["tables"]["cards"]
    at = rows["columns"].index("text")
    for i, row in enumerate(rows["rows"]):
        row[at] = NASTY[i % len(NASTY)]
    return doc


@pytest.mark.parametrize("how", [How(), How("dark", 1300), How("light", None, 4.0)])
def test_texts_stay_in_their_boxes(page, how):
    blueprint = cjm.JourneyMap.from_sample("meal_kit_blueprint")
    pictures = [
        svg(draw.grid(hostile(), {}, how, "")),
        svg(draw.people(kit(), how, "")),
        svg(draw.grid(kit(), {}, how, "")),
    ]
    pictures.append(blueprint.to_svg(theme=how.theme, width=how.width, zoom=how.zoom, view="blueprint"))
    page.set_content(f"<!doctype html><body>{''.join(pictures)}</body>")
    assert page.evaluate(MEASURE) == []
    assert page.asked == []
    assert page.evaluate(
        "document.querySelectorAll('[id]').length === new Set([...document.querySelectorAll('[id]')].map((one) => one.id)).size"
    )
