"""The journey grid on a page, by what a person sees and presses. Knows the page's roles and data attributes, no test."""

from __future__ import annotations

from playwright.sync_api import FloatRect, Locator, Page

from browser.notebook import Notebook

SHOP = """
import pandas as pd
import cjm_widgets as cjm

df = pd.DataFrame(  # made up
    {
        "stage": ["Discover", "Discover", "Buy", "Buy", "Use"],
        "Actions": ["Sees a post", "Reads reviews", "Compares menus", "Pays", "Opens the box"],
        "Pain points": pd.array([None, "Reviews contradict", "Price hidden\\nNo guest order", "Terms", None], dtype="str"),
        "Touchpoints": pd.Categorical(["Social", "Search", "Site", "App", None], categories=["App", "Search", "Site", "Social"]),
        "Clicks": [3, 5, 2, 8, 1],
        "Share": [0.4, 0.6, 0.5, 0.8, 0.9],
        "Truth": [False, False, False, True, True],
        "Time": pd.to_timedelta([2, 25, 18, 4, 10], unit="min"),
        "emotion": [1.0, 0.5, -1.0, None, 2.0],
    },
    index=pd.Index(["post", "reviews", "menus", "pay", "unbox"], name="step"),
)
df.attrs["source"] = "made up"
before = df.dtypes.to_dict(), df.attrs.copy(), id(df)
grid = cjm.JourneyGrid(df)
grid
"""


class Grid:
    """One drawn grid: its cells, its heads, and what a person does with them."""

    def __init__(self, notebook: Notebook, nth: int = 0) -> None:
        self.notebook, self.page = notebook, notebook.page
        self.element: Locator = notebook.grid(nth)
        self.root: Locator = notebook.page.locator(".cjm").nth(nth)

    def cell(self, step: str, lane: str) -> Locator:
        return self.element.locator(f'[role=gridcell][data-step="{step}"][data-lane="{lane}"]')

    def card(self, step: str, lane: str, text: str) -> Locator:
        return self.cell(step, lane).locator("[data-card]").filter(has_text=text)

    def step(self, step: str) -> Locator:
        return self.element.locator(f'[role=columnheader][data-step="{step}"]')

    def stage(self, stage: str) -> Locator:
        return self.element.locator(f'[role=columnheader][data-stage="{stage}"]')

    def lane(self, lane: str) -> Locator:
        return self.element.locator(f'[role=rowheader][data-lane="{lane}"]')

    def steps(self) -> list[str | None]:
        """The steps drawn, from left to right."""
        heads = self.element.locator("[role=columnheader][data-step]").all()
        return [h.get_attribute("data-step") for h in sorted(heads, key=lambda head: box(head)["x"])]

    def lanes(self) -> list[str | None]:
        """The lanes drawn, from top to bottom."""
        heads = self.element.locator("[role=rowheader][data-lane]").all()
        return [h.get_attribute("data-lane") for h in sorted(heads, key=lambda head: box(head)["y"])]

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type_over(self, target: Locator, text: str) -> None:
        """Opens the editor with F2, replaces what is in it, and keeps it with Enter; real keys throughout."""
        target.click()
        self.press("F2", "Control+a")
        self.page.keyboard.type(text)
        self.press("Enter")

    def choose(self, target: Locator, action: str) -> None:
        """Opens the menu of a place and takes one of its entries."""
        target.click(button="right")
        self.page.get_by_role("menuitem", name=action, exact=True).click()

    def paste(self, target: Locator, text: str) -> None:
        """Puts text on the clipboard and pastes it with Ctrl+V."""
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        target.click()
        self.press("Control+v")

    def clipboard(self) -> str:
        text: str = self.page.evaluate("navigator.clipboard.readText()")
        return text

    def drag(self, source: Locator, target: Locator | tuple[float, float]) -> None:
        """Drags with the mouse in steps, as a hand does."""
        mouse = self.page.mouse
        mouse.move(*middle(source))
        mouse.down()
        mouse.move(*(middle(target) if isinstance(target, Locator) else target), steps=12)
        mouse.up()

    def swipe(self, source: Locator, target: tuple[float, float], rest: int = 0) -> None:
        """Drags with a finger, which rests for so many milliseconds before it moves."""
        (x, y), (to_x, to_y) = middle(source), target
        finger = self.page.context.new_cdp_session(self.page)
        finger.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 1})
        finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        self.page.wait_for_timeout(rest)
        for part in range(1, 13):
            place = {"x": x + (to_x - x) * part / 12, "y": y + (to_y - y) * part / 12}
            finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [place]})
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def point(self, step: str, lane: str) -> Locator:
        return self.cell(step, lane).locator("[data-point]")

    def at_value(self, step: str, lane: str, value: float) -> tuple[float, float]:
        """The place of a value between -2 and 2 in a cell of the curve, which keeps 14 % free above and below."""
        place = box(self.cell(step, lane))
        return place["x"] + place["width"] / 2, place["y"] + place["height"] * (0.14 + 0.72 * (2 - value) / 4)

    def height(self, target: Locator) -> float:
        return box(target)["height"]


def box(target: Locator) -> FloatRect:
    found = target.bounding_box()
    assert found, f"{target} is not drawn"
    return found


def middle(target: Locator) -> tuple[float, float]:
    place = box(target)
    return place["x"] + place["width"] / 2, place["y"] + place["height"] / 2


def drawn(notebook: Notebook, cell: int = 0, nth: int = 0) -> Grid:
    """Runs a cell and gives the grid it drew."""
    notebook.run(cell)
    return Grid(notebook, nth)


def axe(page: Page, source: str) -> list[str]:
    """What axe finds inside our element, one line each."""
    page.evaluate(source)
    found = page.evaluate(
        """async () => {
          const host = document.querySelector('[data-cjm-host]');
          const { violations } = await axe.run(host);
          return violations.flatMap(v => v.nodes.map(n => `${v.id} (${v.impact}): ${n.html.slice(0, 200)} ${n.failureSummary}`));
        }"""
    )
    return list(found)
