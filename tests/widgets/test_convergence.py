"""Two or three real pages and Python, in any order, over channels that delay and lose: in the end all show one document.

Pages are js/src/hosts/kernel.ts itself, run by node; Python's side is the door, the session and the binding themselves.
`CJM_HYPOTHESIS=search` plays ten times as many and other histories.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings, strategies as st

import node
from cjm_widgets.widgets import first
from frames.makers import MAKERS
from widgets.pages import CONNECTED, Browser, Node, World, bundle, cells, refusals, rows, sent_anew
from widgets.play import CALM, ROUGH, SOURCES, Play, act

FAST = [Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink]


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    try:
        running = Node(bundle(tmp_path_factory.mktemp("bridge")))
    except (node.NodeMissing, FileNotFoundError) as missing:
        pytest.skip(f"the page's side cannot run: {missing}")
    yield running
    running.close()


numbers = st.lists(st.integers(0, 2**32 - 1), min_size=20, max_size=70)
seeds = st.integers(0, 2**20)
beginning = st.fixed_dictionaries(
    {
        "doors": st.integers(1, 2),
        "browsers": st.integers(2, 3),
        "first": st.sampled_from([1, 2, 60]),
        "seed": seeds,
    }
)


def agrees(browser: Browser, anew: dict[str, Any], revision: int, *, whole: bool) -> None:
    """The page shows what Python would send anew; with windows, as far as it holds the steps."""
    page = browser.ask("state")
    assert page["pending"] == []
    assert page["revision"] == revision
    assert (page["kind"], page["title"], page["note"]) == (anew["kind"], anew["title"], anew["note"])
    assert page["runs"] == anew["runs"]
    mine, theirs = page["tables"], anew["tables"]
    assert rows(mine["lanes"]) == rows(theirs["lanes"])
    assert mine["lanes"]["order"] == list(rows(theirs["lanes"]))
    _steps_agree(mine["steps"], theirs["steps"], whole=whole)
    _cards_agree(page, theirs)
    _stages_agree(page, theirs["stages"])
    for name in CONNECTED:
        assert rows(mine[name]) == rows(theirs[name]), name
        assert mine[name]["order"] == list(rows(theirs[name])), name


def _steps_agree(mine: dict[str, Any], theirs: dict[str, Any], *, whole: bool) -> None:
    expected, order = rows(theirs), mine["order"]
    assert len(order) == len(expected)
    if whole:
        assert order == list(expected)
    assert [id_ for id_, other in zip(order, expected, strict=True) if id_ not in (None, other)] == []
    # A page keeps the cells of a lane it hid, and does not draw them.
    held = {id_: {c: v for c, v in row.items() if c in theirs["columns"]} for id_, row in rows(mine).items()}
    assert held == {id_: expected[id_] for id_ in held}


def _cards_agree(page: dict[str, Any], theirs: dict[str, Any]) -> None:
    held = {id_ for id_ in page["tables"]["steps"]["order"] if id_ is not None}
    mine = {(step, lane): ids for step, lane, ids in page["cells"]}
    assert mine == {cell: ids for cell, ids in cells(theirs["cards"]).items() if cell[0] in held}
    expected = rows(theirs["cards"])
    shown = {id_ for ids in mine.values() for id_ in ids}
    assert {i: r for i, r in rows(page["tables"]["cards"]).items() if i in shown} == {
        i: expected[i] for i in shown
    }


def _stages_agree(page: dict[str, Any], theirs: dict[str, Any]) -> None:
    mine, expected = rows(page["tables"]["stages"]), rows(theirs)
    named = {stage for stage, _ in page["runs"] or [] if stage is not None}
    assert {i: mine.get(i) for i in named} == {i: expected.get(i) for i in named}
    assert {i: r for i, r in mine.items() if i in expected} == {
        i: r for i, r in expected.items() if i in mine
    }
    if page["kind"] == "map":  # elsewhere stages stand where their steps stand
        assert page["tables"]["stages"]["order"] == list(expected)


def all_accounted(world: World) -> None:
    """Every edit of every page had one outcome, and every refusal says why."""
    made = [label for browser in world.browsers for label in browser.made]
    outcomes = world.outcomes()
    assert {label: outcomes[label] for label in made if outcomes[label] != 1} == {}
    for browser in world.browsers:
        shown = browser.ask("state")["refused"]
        assert all(refusal["reason"] for refusal in shown)
        assert set(refusals(world, browser)) <= {refusal["counter"] for refusal in shown}


def played(pages: Node, maker: str, begin: dict[str, int], acts: list[tuple[Any, ...]]) -> Play:
    """A world to which all of this happened, and in which everything was delivered."""
    note("\n".join(str(one) for one in acts if one != ("pull",)))
    source, frames = SOURCES[maker]()
    world = World(pages, source, frames, begin["seed"])
    for _ in range(begin["doors"]):
        world.add_door()
    for i in range(begin["browsers"]):
        world.add_browser(i)
    play = Play(world)
    for one in acts:
        play.act(*one)
    world.settle()
    return play


def converged(play: Play) -> None:
    """Every page shows the one document, first as far as it holds it, then all of it; nothing typed was lost."""
    world = play.world
    for whole in (False, True):
        anew = sent_anew(world.source)
        for browser in world.browsers:
            agrees(browser, anew, world.session.revision, whole=whole)
        world.fetch()
    play.frames_stayed()
    all_accounted(world)


BUSY = settings(
    max_examples=settings().max_examples // 4,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=FAST,
)


@pytest.mark.parametrize("maker", SOURCES)
def test_any_order_of_everything_ends_in_one_document(
    maker: str, pages: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    @BUSY
    @given(begin=beginning, numbers=numbers)
    def run(begin: dict[str, int], numbers: list[int]) -> None:
        monkeypatch.setattr(first, "WHOLE", begin["first"])
        monkeypatch.setattr(first, "FIRST", min(begin["first"], 32))
        converged(played(pages, maker, begin, [act(ROUGH, number) for number in numbers]))

    run()


@pytest.mark.parametrize("maker", MAKERS)
def test_where_nothing_is_lost_no_page_asks_for_everything_again(maker: str, pages: Node) -> None:
    @BUSY
    @given(begin=beginning, numbers=numbers)
    def run(begin: dict[str, int], numbers: list[int]) -> None:
        play = played(pages, maker, begin, [act(CALM, number) for number in numbers])
        converged(play)
        assert play.world.asked == []

    run()
