"""Reports as files: what is in them, what never is, what is escaped, how large they are."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import warnings

import pandas as pd
import pytest
from hypothesis import given, strategies as st

import cjm_widgets as cjm
import house
from cjm_widgets.model.errors import DataError
from cjm_widgets.show.report import block
from cjm_widgets.show.report.tables import linked
from cjm_widgets.widgets import aside
from show.report_page import read

pytestmark = pytest.mark.skipif(
    not (block.STATIC / "report.js").exists(), reason="the page's code is not built"
)
HOSTILE = "</script><!--<script>alert(1)</script><img src=x onerror=alert(2)>\u2028 ' \" & ]]>"


@pytest.fixture(scope="module", params=["meal_kit", "meal_kit_blueprint"])
def sample(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("reports") / f"{request.param}.html"
    return cjm.JourneyMap.from_sample(request.param), cjm.JourneyMap.from_sample(request.param).report(path)


def test_a_report_is_one_file_of_less_than_400_kb_that_names_no_address(sample):
    _, path = sample
    page = read(path)
    assert path.stat().st_size < 400_000
    assert list(path.parent.iterdir()) == [path]
    assert all(one.startswith("#") for one in page.addresses), page.addresses
    assert not {"link", "iframe", "img", "object", "embed", "base", "form"} & set(page.tags)
    assert page.handlers == []
    assert len(page.ids) == len(set(page.ids))


def test_its_policy_allows_its_own_code_and_nothing_else(sample):
    html = sample[1].read_text(encoding="utf-8")
    inline = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
    assert len(inline) == 1
    assert f"default-src &#x27;none&#x27;; script-src &#x27;sha256-{digest}&#x27; blob:;" in html
    assert html.index("Content-Security-Policy") < html.index("<style>")


def test_the_code_in_it_is_the_code_that_was_built(sample):
    held = re.search(r'id="cjm-code" data-size="(\d+)"[^>]*>([^<]*)<', sample[1].read_text(encoding="utf-8"))
    packed = base64.b85decode(held[2].translate(str.maketrans(".,", "&<")))[: int(held[1])]
    assert gzip.decompress(packed) == (block.STATIC / "report.js").read_bytes()


def test_it_reads_without_scripts(sample):
    m, path = sample
    page = read(path)
    for name in [
        *m.stages["name"],
        *m.steps["name"],
        *m.lanes["name"],
        *m.cards["text"],
        *m.improvements["name"],
    ]:
        assert name in page.words
    for text in [*m.personas["name"], *m.evidence["text"], m.meta["objective"], "How it is today"]:
        assert text in page.words
    assert "ends in keeps" not in page.words
    captioned = [t for t in page.tables if t["caption"]]
    assert len(captioned) >= 8
    assert all(t["col"] and t["row"] for t in captioned)


def test_no_element_is_left_open_that_must_be_closed(sample):
    html = re.sub(r"<(script|style).*?</\1>", "", sample[1].read_text(encoding="utf-8"), flags=re.DOTALL)
    for tag in (
        "table",
        "div",
        "section",
        "svg",
        "ul",
        "details",
        "main",
        "header",
        "nav",
        "dl",
        "caption",
        "small",
    ):
        assert len(re.findall(rf"<{tag}\b", html)) == html.count(f"</{tag}>"), tag


def hostile_map() -> cjm.JourneyMap:
    m = cjm.JourneyMap.from_sample("coffee_shop")
    for table in ("stages", "steps", "lanes", "cards", "personas", "improvements", "evidence"):
        for column in ("name", "text", "goal", "hint", "quote", "source", "team"):
            if column in m[table] and len(m[table]):
                m[table][column] = m[table][column].astype("object").where(m[table][column].isna(), HOSTILE)
    for name in ("title", "objective", "scenario", "language", "owner", "currency"):
        m.meta[name] = HOSTILE
    m.links["condition"] = HOSTILE
    m.personas.loc["p", ["name", "colour", "source"]] = [
        HOSTILE,
        "red;background:url(//x)",
        "javascript:alert(1)",
    ]
    return m


def test_hostile_texts_stay_texts(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cjm.CjmWarning)
        path = hostile_map().report(tmp_path / "x.html", title=HOSTILE, notes=HOSTILE)
    html = path.read_text(encoding="utf-8")
    page = read(path)
    assert page.tags.count("img") == 0
    assert page.handlers == []
    assert "<!--" not in html
    assert html.count("<script") == html.count("</script") == page.tags.count("script")
    assert not [one for one in page.addresses if not one.startswith("#")]
    told = page.blocks["cjm-1"]["map"]["doc"]
    assert HOSTILE in {
        row[told["tables"]["cards"]["columns"].index("text")] for row in told["tables"]["cards"]["rows"]
    }
    assert HOSTILE.splitlines()[0] in page.words


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.text()
        | st.floats(allow_nan=False, allow_infinity=False),
        lambda one: st.lists(one) | st.dictionaries(st.text(), one),
        max_leaves=4,
    )
)
def test_json_in_a_page_comes_back_and_ends_nothing(value):
    text = block.safe_json(value)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//x.org",
        "https://a b",
        "https://a@b.org",
        "https://",
        "HTTPS://x",
        "https://[",
        "https://x\u202e.org",
        " https://x.org",
    ],
)
def test_what_is_no_plain_address_is_no_link(text):
    assert "<a" not in linked(text)


def test_a_plain_address_is_a_link_that_tells_nothing():
    assert (
        linked("http://x.org/?a&b")
        == '<a href="http://x.org/?a&amp;b" rel="noopener noreferrer">http://x.org/?a&amp;b</a>'
    )


def test_parts_come_as_asked(tmp_path):
    m = cjm.JourneyMap.from_sample("meal_kit_blueprint")
    page = read(m.report(tmp_path / "r.html", views=["personas", "map"]))
    assert [one for one in page.ids if one in ("personas-1", "map-1", "impact-1", "tables-1")] == [
        "personas-1",
        "map-1",
    ]
    alone = read(m.report(tmp_path / "a.html", views=["impact"]))
    assert "map" in alone.blocks["cjm-1"]
    assert alone.blocks["cjm-1"]["view"] == ""


def test_several_maps_are_chapters_and_are_compared(tmp_path):
    now, then = (cjm.JourneyMap.from_sample("meal_kit") for _ in range(2))
    then.meta["state"] = "future"
    then.cards.loc["new", ["step", "lane", "text"]] = ["pays", "opportunities", "Pay with one tap"]
    page = read(cjm.report([now, then], tmp_path / "two.html", title="Now and then"))
    assert {"cjm-1", "cjm-2", "cjm-compared"} <= page.blocks.keys()
    made = page.blocks["cjm-compared"]["data"]
    assert [one["name"] for one in made["maps"]] == [
        "Meal kit: first box (current)",
        "Meal kit: first box (future)",
    ]
    assert len(page.ids) == len(set(page.ids))
    with pytest.raises(DataError, match="needs a map"):
        cjm.report([], tmp_path / "none.html")


def test_an_empty_map_has_a_report(tmp_path):
    page = read(cjm.JourneyMap().report(tmp_path / "r.html"))
    assert "no steps yet" in page.words


def test_a_large_map_is_bounded_without_scripts_and_says_so(tmp_path):
    m = cjm.JourneyMap(title="Large")
    m.steps = pd.DataFrame(
        {"name": [f"Step {i}" for i in range(1_000)]}, index=[f"s{i}" for i in range(1_000)]
    )
    m.lanes.loc["a", ["name", "kind"]] = ["Actions", "cards"]
    m.cards = pd.DataFrame(
        {"step": [f"s{i}" for i in range(1_000)], "lane": "a", "text": [f"Does {i}" for i in range(1_000)]},
        index=[f"c{i}" for i in range(1_000)],
    )
    path = m.report(tmp_path / "r.html")
    page = read(path)
    assert "showing 120 of 1,000 steps" in page.words
    assert "… and 500 more rows" in page.words
    assert len(page.blocks["cjm-1"]["map"]["doc"]["tables"]["steps"]["rows"]) == 1_000
    assert path.stat().st_size < 700_000


def test_a_long_text_is_whole_in_the_file(tmp_path):
    m = cjm.JourneyMap.from_sample("meal_kit")
    m.cards.loc[m.cards.index[0], "text"] = "long " * 2_000
    told = read(m.report(tmp_path / "r.html")).blocks["cjm-1"]["map"]
    assert list(told["answers"]["texts"].values()) == ["long " * 2_000]


def test_a_page_without_python_brings_every_part_that_others_ask_for():
    blocks = (house.PAGE / "entries" / "report" / "parts.ts").read_text(encoding="utf-8")
    given = re.search(r"PARTS = \{(.*?)\}", blocks)[1]
    assert {one.strip() for one in given.split(",")} >= set(aside.MODULES)
