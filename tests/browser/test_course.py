"""The five handouts in a real JupyterLab, from the student's version to full marks.

In each a person works on one exercise by mouse and keys; what is left of it and the other exercises are solved by the
solutions of the instructor's version, in the kernel. What was saved is graded.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.grid import Grid
from browser.server import ROOT
from cjm_widgets.workshop import collected, course, handout

pytestmark = pytest.mark.usefixtures("bundle")
FOLDER = ROOT / "notebooks" / "workshop"


def persona(notebook, panel):
    field = notebook.page.locator("[data-persona=mara] [data-field=job]")
    field.click()
    notebook.page.keyboard.type("Nurse")
    notebook.page.keyboard.press("Enter")
    notebook.eventually("persona.map.personas.at['mara', 'job']", "Nurse")
    panel.get_by_label("She likes the colour green").click()
    notebook.eventually("persona.attempt.said", {"guess": "She likes the colour green"})


def lanes(notebook, panel):
    grid = Grid(notebook)
    grid.cell("bus", "actions").click()
    notebook.page.keyboard.type("Walks home")
    grid.press("Enter")
    notebook.eventually("lanes.map.cards['text'].tolist()", ["Walks home"])
    panel.get_by_role("textbox").fill("The size, because")
    notebook.eventually("lanes.attempt.said.get('lowest')", "The size, because")


def evidence(notebook, panel):
    grid = Grid(notebook)
    grid.card("size", "pain-points", "size table").click()
    grid.press("Control+.")
    page = notebook.page
    page.get_by_role("button", name="Add evidence").click()
    page.get_by_role("textbox", name="Text").last.fill("66 of 240 tickets")
    page.get_by_role("button", name="Keep").click()
    notebook.eventually("evidence.map.evidence['card'].tolist()", ["pain-points-size"])
    grid.press("Escape")


def blueprint(notebook, panel):
    grid = Grid(notebook)
    grid.cell("size", "backstage").click()
    notebook.page.keyboard.type("Looks at the list")
    grid.press("Enter")
    notebook.eventually("stage.map.cards['text'].tolist()[-1]", "Looks at the list")
    panel.get_by_label("backstage", exact=True).click()
    notebook.eventually("stage.attempt.said", {"line": "backstage"})


def budget(notebook, panel):
    for item in ("fit", "guest", "key"):
        notebook.page.locator(f"[data-item={item}] .slide").first.focus()
        notebook.page.keyboard.press("End")
        notebook.eventually(f"budget.map.improvements.at['{item}', 'adoption']", 1.0)
    panel.get_by_label("It works at the same step").click()
    panel.get_by_role("textbox").first.fill("13,5 %")
    panel.get_by_role("textbox").last.fill("The size: test it with a few and count")
    notebook.eventually("len(budget.attempt.said)", 3)
    panel.locator("[data-check]").click()
    expect(panel.locator("[data-result]")).to_contain_text("All of it is met.")
    expect(panel.locator("[data-progress]")).to_have_text("1 of 3 exercises of this handout are met.")


HANDS = {
    "01-personas-and-stages": persona,
    "02-filling-the-map": lanes,
    "03-evidence-and-checks": evidence,
    "04-blueprint": blueprint,
    "05-improving": budget,
}


@pytest.mark.parametrize("name", HANDS)
def test_a_handout_is_solved_from_the_students_version_to_full_marks(lab, server, tmp_path, name):
    book = handout.read(FOLDER / f"{name}.ipynb")
    made = handout.student(book)
    (tmp_path / "student.ipynb").write_text(handout.text(made), encoding="utf-8")
    notebook = lab.file(tmp_path / "student.ipynb", height=1400)
    code = [number for number, cell in enumerate(made["cells"]) if cell["cell_type"] == "code"]
    first = next(n for n in code if "cjm" in made["cells"][n]["metadata"])
    for number in (n for n in code if n <= first):
        notebook.run(number)
    panel = notebook.page.locator("[data-cjm=exercise]").first
    panel.locator("[data-hint]").click()
    expect(panel.locator(".hints li")).to_have_count(1)
    HANDS[name](notebook, panel)
    for number in (n for n in code if n > first):
        notebook.run(number)
    for cell in book["cells"]:
        if "solution" in cell["metadata"].get("tags", []):
            notebook.python("".join(cell["source"]))
    notebook.page.evaluate("n => { jupyterapp.shell.currentWidget.content.activeCellIndex = n; }", first)
    notebook.page.evaluate("n => jupyterapp.shell.currentWidget.content.scrollToItem(n)", first)
    panel.locator("[data-check]").click()
    expect(panel.locator("[data-result]")).to_contain_text("All of it is met.")
    wanted = {one.id for one in course.handouts()[name]}
    expect(panel.locator("[data-progress]")).to_contain_text(f"{len(wanted)} of {len(wanted)} exercises")
    marks = handed_in(notebook, server, tmp_path)
    assert marks.loc[~marks["met"], ["exercise", "says", "reason"]].values.tolist() == []
    assert set(marks["exercise"]) == wanted
    assert notebook.errors == []


def handed_in(notebook, server, tmp_path):
    """The marks of the notebook as JupyterLab saved it."""
    notebook.page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    place = tmp_path / "in" / "ann"
    place.mkdir(parents=True)
    text = (server.folder / f"{notebook.name}.ipynb").read_text(encoding="utf-8")
    (place / "one.ipynb").write_text(text, encoding="utf-8")
    return collected.collected(tmp_path / "in", course.exercises())
