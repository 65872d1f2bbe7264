"""A report in a browser without Python: opened as a file, nothing asked of anyone; live, still, on a phone, on paper."""

from __future__ import annotations

import re
import subprocess

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

import cjm_widgets as cjm
from browser.server import ROOT

pytestmark = pytest.mark.usefixtures("bundle")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
HERE = re.compile("^(file|blob|data):")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    now = cjm.JourneyMap.from_sample("meal_kit_blueprint")
    hostile = cjm.JourneyMap.from_sample("coffee_shop")
    hostile.cards["text"] = "</script><img src=x onerror=alert(1)><b>bold</b>"
    hostile.meta["title"] = "<script>alert(2)</script>"
    then = cjm.JourneyMap.from_sample("meal_kit_blueprint")
    then.meta["state"] = "future"
    hostile.meta["language"] = "ar"
    matched = cjm.JourneyMap()
    matched.steps = pd.DataFrame({"name": ["Finds", "Buys"]}, index=["find", "buy"])
    rows = [
        (case, step, case % 2)
        for case in range(40)
        for step in (["Finds", "Buys"] if case % 4 else ["Finds"])
    ]
    log = pd.DataFrame(rows, columns=["case", "activity", "half"]).assign(
        at=pd.date_range("2026-05-01", periods=len(rows), freq="min"), half=lambda held: held["half"].map(str)
    )
    matched.match(log, segment="half", source="shop.csv", quiet="0s")
    return {
        "matched": matched.report(folder / "matched.html", views=["map"]),
        "kit": now.report(folder / "kit.html", budget=60_000),
        "hostile": hostile.report(folder / "hostile.html"),
        "two": cjm.report([now, then], folder / "two.html", views=["map"]),
    }


@pytest.fixture
def open_(browser, files):
    """Opens a report in a context of its own, where any request fails the test."""
    asked, errors, contexts = [], [], []

    def opened(name: str, width: int = 1500, height: int = 1100, **options) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("request", lambda request: HERE.match(request.url) or asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: said.type in ("error", "warning") and errors.append(said.text))
        page.on("dialog", lambda dialog: errors.append(dialog.message) or dialog.dismiss())
        page.goto(files[name].as_uri())
        if options.get("java_script_enabled", True):
            page.locator(".cjm-live [data-cjm]").first.wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert (asked, errors) == ([], [])


def view(page: Page, name: str):
    return page.locator(f".cjm-live [data-cjm={name}]")


def test_every_view_is_drawn_and_stands_in_place_of_its_table(open_):
    page = open_("kit")
    for name, count in {"grid": 2, "impact": 1, "matrix": 1, "personas": 1}.items():
        expect(view(page, name)).to_have_count(count)
    expect(page.locator(".cjm-still")).to_have_count(5)
    assert [one.is_visible() for one in page.locator(".cjm-still").all()] == [False] * 5
    expect(page.locator(".cjm-failed")).to_have_count(0)
    grid = view(page, "grid").first
    expect(grid.locator("[data-card]").filter(has_text="Price per portion hidden")).to_be_visible()
    expect(grid.locator(".links .all path.line[d^=M]").first).to_be_attached()


def test_lanes_and_stages_fold_and_a_text_is_found(open_):
    page = open_("kit")
    grid = view(page, "grid").first
    lane = grid.locator("[role=rowheader][data-lane=questions]")
    expect(lane).to_be_visible()
    grid.locator(".folds summary").press("Enter")
    grid.locator("[data-fold=questions]").press("Space")
    expect(lane).to_have_count(0)
    expect(grid.locator("[data-fold=questions]")).to_have_attribute("aria-pressed", "false")
    expect(grid.locator(".folds summary")).to_have_text("Fold lanes: 17 of 18 are shown")
    grid.locator("[data-fold=questions]").click()
    expect(lane).to_be_visible()
    grid.get_by_role("button", name="Find").click()
    page.keyboard.type("cancel terms")
    expect(grid.locator(".find")).to_contain_text(re.compile("of [12]"))
    blue = view(page, "grid").nth(1)
    blue.get_by_role("radio", name="Teams").check()
    expect(blue.locator("[role=rowheader]").filter(has_text="Logistics")).to_be_visible()


def test_the_evidence_behind_a_card_and_the_checks_are_there(open_):
    page = open_("kit")
    grid = view(page, "grid").first
    card = grid.locator("[data-card]").filter(has_text="Answer takes a day or more")
    card.click()
    page.keyboard.press("Alt+Enter")
    panel = grid.locator("aside")
    expect(panel.locator("blockquote").first).to_contain_text("212 tickets")
    expect(panel.locator("[data-state]")).to_have_attribute("data-state", "researched")
    grid.locator("[data-checks-button]").click()
    expect(panel.locator(".findings li").first).to_be_visible()
    assert panel.locator("button").filter(has_text="Mend").count() == 0


def test_a_slider_answers_as_python_does(open_):
    page = open_("kit")
    impact = view(page, "impact")
    for name, share in {"improve-chat": 0, "improve-menus": 35}.items():
        slider = impact.locator("[data-item] .slide").nth(0 if name == "improve-chat" else 1)
        slider.evaluate(
            """(it, share) => { it.value = share; for (const kind of ["input", "change"]) it.dispatchEvent(new Event(kind, { bubbles: true })); }""",
            str(share),
        )
        expect(slider).to_have_attribute("aria-valuetext", f"{share} %")
    m = cjm.JourneyMap.from_sample("meal_kit_blueprint")
    ids = [one.get_attribute("data-item") for one in impact.locator("[data-item]").all()[:2]]
    m.improvements.loc[ids, "adoption"] = [0.0, 0.35]
    outcomes = m.simulate().outcomes
    for measure in ("success", "time", "value", "cost"):
        told = float(impact.locator(f"[data-tile={measure}] data").get_attribute("value"))
        assert told == pytest.approx(outcomes.at[measure, "then"], rel=1e-9)
    expect(impact.locator("[data-tile=success] .between")).to_have_text("no interval without Python")
    expect(impact.locator("[data-progress]")).to_contain_text("before the last change")
    page.keyboard.press("Tab")
    impact.get_by_role("button", name="Undo").click()
    expect(impact.locator("[data-item] .slide").nth(1)).not_to_have_attribute("aria-valuetext", "35 %")


def test_without_scripts_it_is_tables(open_):
    page = open_("kit", java_script_enabled=False)
    expect(page.locator(".sheet:visible")).to_have_count(4)
    expect(page.locator(".sheet").get_by_role("row", name=re.compile("^Pain points"))).to_have_count(2)
    expect(page.locator(".sheet").get_by_role("columnheader", name="Asks about delivery")).to_have_count(2)
    expect(page.locator("table.rows:visible caption")).to_have_count(page.locator("table.rows").count())
    expect(page.locator("#tools")).to_be_hidden()


@pytest.mark.parametrize(
    ("name", "scripts"), [("kit", True), ("kit", False), ("two", True), ("matched", True)]
)
def test_axe_finds_nothing(open_, browser, files, name, scripts):
    page = open_(name)
    if not scripts:  # what a page without scripts shows, in one in which axe can run
        page.locator(".cjm-live").evaluate_all("all => all.forEach(one => one.remove())")
        page.locator(".cjm-still").evaluate_all(
            "all => all.forEach(one => one.removeAttribute('data-drawn'))"
        )
        page.locator("details.all").evaluate("it => { it.open = true }")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "async () => (await axe.run(document)).violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary}`))"
    )
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_is_the_systems_until_one_is_chosen(open_, scheme):
    page = open_("kit", color_scheme=scheme)
    grid = view(page, "grid").first
    expect(grid).to_have_attribute("data-theme", scheme)
    other = "dark" if scheme == "light" else "light"
    page.get_by_label("Colours").select_option(other)
    expect(grid).to_have_attribute("data-theme", other)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", paper)[:3])) < 200) == (other == "dark")


def test_a_phone_scrolls_up_and_down_only(open_):
    page = open_("kit", width=360, height=780, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    for name in ("grid", "impact", "matrix", "personas"):
        box = view(page, name).first.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
    still = open_("kit", width=360, height=780, java_script_enabled=False)
    assert still.evaluate("document.documentElement.scrollWidth") == 360


def test_hostile_texts_run_nothing_and_are_read_as_they_are(open_):
    page = open_("hostile")
    expect(view(page, "grid").first.locator("[data-card]").first).to_contain_text(
        "<img src=x onerror=alert(1)><b>bold</b>"
    )
    assert (
        page.evaluate("document.querySelectorAll('img, b:not(caption b)').length")
        == page.locator("td > b").count()
    )


def pages_of(page: Page, path, **options) -> list[str]:
    """The text of each page of a PDF; Chromium prints it, poppler reads it."""
    page.pdf(path=path, print_background=True, **options)
    text = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return text.stdout.split("\f")[:-1]


@pytest.mark.parametrize(
    ("paper", "steps", "scripts"), [("Letter", 6, True), ("A3", 9, True), ("A4", 6, False)]
)
def test_on_paper_the_rail_and_the_head_are_on_every_sheet(open_, tmp_path, paper, steps, scripts):
    page = open_("kit", java_script_enabled=scripts)
    told = pages_of(page, tmp_path / "kit.pdf", format=paper, landscape=True)
    sheets = [text for text in told if re.search(r"^\s*Step\s{2,}", text, re.MULTILINE)]
    names = cjm.JourneyMap.from_sample("meal_kit_blueprint").steps["name"].tolist()
    heads = {" ".join(re.search(r"^\s*Step\s{2,}(.*)$", text, re.MULTILINE)[1].split()) for text in sheets}
    assert heads == {" ".join(names[:steps]), " ".join(names[steps:])}
    assert all("Stage" in text for text in sheets)
    lanes = {"Pain points", "Opportunities", "Policy", "Emotion"}
    for low in (names[0], names[-1]):
        of = "\n".join(text for text in sheets if low in text)
        assert all(lane in of for lane in lanes)
    assert f"1 / {len(told)}" in told[0]
    if scripts:
        expect(view(page, "grid").first).to_be_visible()
        expect(page.locator(".sheets.wide")).to_have_count(0)


def test_paper_that_stands_upright_gets_fewer_steps_a_sheet(open_, tmp_path):
    page = open_("kit")
    page.get_by_label("Paper").select_option("A4 portrait")
    told = pages_of(page, tmp_path / "kit.pdf", prefer_css_page_size=True)
    heads = [
        " ".join(found[1].split())
        for text in told
        if (found := re.search(r"^\s*Step\s{2,}(.*)$", text, re.MULTILINE))
    ]
    assert len({head for head in heads if head}) == 3
    page.get_by_label("print all tables").check()
    assert len(pages_of(page, tmp_path / "more.pdf", prefer_css_page_size=True)) > len(told)


def test_the_paper_that_is_chosen_is_tiled_whatever_the_printers_is(open_, tmp_path):
    page = open_("two")
    for paper, steps in {"": 6, "A3 landscape": 9, "letter portrait": 4}.items():
        page.get_by_label("Paper").select_option(paper)
        told = "".join(pages_of(page, tmp_path / "two.pdf", prefer_css_page_size=True))
        assert f"steps 1 to {steps} of 10" in told


def test_what_a_log_measured_is_there_by_segment_and_cannot_be_adopted(open_):
    grid = view(open_("matched"), "grid")
    seen = grid.locator('[data-measured-lane="seen"] [data-step=find]')
    expect(seen).to_contain_text("40")
    grid.locator("[data-measured-segment]").select_option("1")
    expect(seen).to_contain_text("20")
    expect(grid.locator("[data-adopt]")).to_have_count(0)


def test_a_map_that_is_written_from_the_right_is_drawn_from_the_right(open_):
    page = open_("hostile")
    for grid in view(page, "grid").all():
        first, second = (
            grid.locator("[data-row=steps] [role=columnheader]").nth(at).bounding_box() for at in (0, 1)
        )
        assert first["x"] > second["x"]
    blue = view(page, "grid").nth(1)
    expect(blue.locator(".pt-node").first).to_be_attached()
    names = [blue.locator(f".pt-node[data-node='{at}']").bounding_box() for at in (0, 1)]
    assert names[0]["x"] > names[1]["x"]
    links = view(page, "grid").first.locator(".links svg").first
    expect(links).to_have_css("transform", "matrix(-1, 0, 0, 1, 0, 0)")


def test_maps_are_compared(open_):
    page = open_("two")
    expect(view(page, "compare").locator(".legend [data-map]")).to_have_count(2)
    expect(view(page, "grid")).to_have_count(2)
