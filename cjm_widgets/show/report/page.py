"""The page of a report: its head, its contents, a section for each part, and the code that makes it live."""

from __future__ import annotations

import datetime as dt
import pathlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from cjm_widgets.show.compare import compare_html
from cjm_widgets.show.personas import personas_html
from cjm_widgets.show.words import words

from . import answers
from .block import block, policy, script
from .sheets import sheets
from .tables import linked, tables, titles_in

PARTS = ("map", "blueprint", "impact", "priorities", "personas", "checks", "tables")
NAMES = {
    "map": "The journey",
    "blueprint": "Service blueprint",
    "impact": "Impact of improvements",
    "priorities": "Priorities",
    "personas": "Personas",
    "checks": "Checks",
    "tables": "Everything in tables",
}
FACTS = (
    "objective",
    "scenario",
    "scope",
    "expectations",
    "business_goals",
    "owner",
    "teams",
    "status",
    "updated",
    "next_review",
    "about",
)
COUNTED = ("stages", "steps", "lanes", "cards")
STATES = {"current": "How it is today", "future": "How it should be"}


@dataclass(frozen=True, slots=True)
class Chapter:
    """One map of a report: what it was told, and its lanes as a blueprint draws them (a message's table)."""

    told: Mapping[str, Any]
    parts: Sequence[str]
    blueprint: Mapping[str, Any] | None = None
    left_out: Sequence[str] = ()
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What the map is called."""
        return str(self.told["doc"].get("title") or "Journey map")


def page(
    chapters: Sequence[Chapter],
    *,
    title: str = "",
    notes: str = "",
    compared: Mapping[str, Any] | None = None,
    day: dt.date | None = None,
    version: str = "",
) -> str:
    """The whole of a report as HTML; ``compared`` is a comparison of its maps (frames/beside.py).

    ``notes`` is plain text; an empty line begins a paragraph.
    """
    name = title or " and ".join(chapter.title for chapter in chapters)
    meta = chapters[0].told["doc"].get("meta", {}) if len(chapters) == 1 else {}
    language = str(meta.get("language") or "en")
    style = (pathlib.Path(__file__).parent / "page.css").read_text(encoding="utf-8")
    sections = [*_sections(chapters), *([_compared(compared)] if compared else [])]
    return (
        f'<!doctype html>\n<html lang="{escape(language)}"{direction(language)}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy())}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f'<meta name="generator" content="cjm_widgets {escape(version)}">\n<title>{escape(name)}</title>\n<style>{style}</style>\n</head>\n'
        f'<body data-cjm-report>\n<a class="skip" href="#content">To the content</a>\n{_cover(name, chapters, notes, day, version)}\n'
        f'{_contents(sections)}\n<main id="content">\n{"".join(html for _, _, html in sections)}</main>\n{_footer(chapters, day, version)}\n{script()}\n</body>\n</html>\n'
    )


RIGHT_TO_LEFT = frozenset(("ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"))


def direction(language: str) -> str:
    """The attribute of a page that is written from the right; the views in it follow.

    >>> direction("ar-EG"), direction("en")
    (' dir="rtl"', '')
    """
    return ' dir="rtl"' if language.lower().split("-")[0] in RIGHT_TO_LEFT else ""


Section = tuple[str, str, str]


def _sections(chapters: Sequence[Chapter]) -> list[Section]:
    out: list[Section] = []
    for number, chapter in enumerate(chapters, 1):
        before = f"{chapter.title}: " if len(chapters) > 1 else ""
        id_ = f"cjm-{number}"
        for part in chapter.parts:
            html = _part(chapter, part, id_)
            if html:
                name = f"{before}{NAMES[part][:1].lower() if before else NAMES[part][:1]}{NAMES[part][1:]}"
                anchor = f"{part}-{number}"
                out.append(
                    (
                        anchor,
                        name,
                        f'<section id="{anchor}" class="part {part}"><h2>{escape(name)}</h2>{html}</section>\n',
                    )
                )
        if not any(part in chapter.parts for part in ("map",)):
            out[:0] = [("", "", block(id_, told=chapter.told))]
    return out


def _part(chapter: Chapter, part: str, id_: str) -> str:
    """One part of a map as HTML; empty where the map has nothing for it."""
    told, doc = chapter.told, chapter.told["doc"]
    titles, held = titles_in(doc), told["answers"]
    if part == "map":
        return block(id_, "grid", told=told, options=chapter.options, still=sheets(doc, id_))
    if part == "blueprint" and chapter.blueprint is not None:
        drawn = {**doc, "tables": {**doc["tables"], "lanes": chapter.blueprint}}
        return block(
            f"{id_}-blueprint", "blueprint", of=id_, options=chapter.options, still=sheets(drawn, f"{id_}-b")
        )
    if part == "impact" and _has(doc, "improvements") and _has(doc, "transitions"):
        still = answers.impact(told["overlays"].get("impact", {}), held.get("worth", {}), titles)
        return block(f"{id_}-impact", "impact", of=id_, options=chapter.options, still=still)
    if part == "priorities":
        still = answers.priorities(held.get("priorities", {}), titles)
        return block(f"{id_}-matrix", "matrix", of=id_, options=chapter.options, still=still) if still else ""
    if part == "personas" and _has(doc, "personas"):
        still = personas_html(doc["tables"]["personas"], doc.get("meta", {}))
        return block(f"{id_}-personas", "personas", of=id_, options=chapter.options, still=still)
    if part == "checks" and "checks" in held:
        return answers.findings(held["checks"])
    if part == "tables":
        rows = [{"id": name, **row} for name, row in held["evidence"]["rows"].items()]
        return f'<details class="all" open><summary>All rows of the map</summary>{tables(doc, rows, titles)}</details>'
    return ""


def _has(doc: Mapping[str, Any], table: str) -> bool:
    return bool(doc["tables"].get(table, {}).get("rows"))


def _compared(made: Mapping[str, Any]) -> Section:
    html = block("cjm-compared", "compare", data=made, still=compare_html(made))
    return (
        "compare",
        "The maps compared",
        f'<section id="compare" class="part compare"><h2>The maps compared</h2>{html}</section>\n',
    )


def _contents(sections: Sequence[Section]) -> str:
    items = "".join(
        f'<li><a href="#{anchor}">{escape(name)}</a></li>' for anchor, name, _ in sections if anchor
    )
    return f'<nav aria-label="Contents"><ol>{items}</ol><div class="tools" id="tools" hidden></div></nav>'


def _cover(name: str, chapters: Sequence[Chapter], notes: str, day: dt.date | None, version: str) -> str:
    facts = "".join(_facts(chapter, len(chapters) > 1) for chapter in chapters)
    said = "".join(f"<p>{escape(one)}</p>" for one in notes.split("\n\n") if one.strip())
    written = (
        f'<p class="written">Written on <time datetime="{day}">{day:%-d %B %Y}</time></p>' if day else ""
    )
    return f'<header class="cover"><h1>{escape(name)}</h1>{written}{facts}{f"<div class=notes>{said}</div>" if said else ""}</header>'


def _facts(chapter: Chapter, named: bool) -> str:
    """What a map says of itself, in the order people ask for it."""
    doc = chapter.told["doc"]
    meta = doc.get("meta", {})
    titles = titles_in(doc)
    persona = titles.get("personas", {}).get(str(meta.get("persona"))) or ""
    state = str(meta.get("state") or "")
    pairs = [("Persona", persona), ("State", STATES.get(state, state))]
    pairs += [(one.replace("_", " ").capitalize(), _words(meta.get(one))) for one in FACTS]
    sizes = {n: doc["tables"][n].get("size", len(doc["tables"][n]["rows"])) for n in COUNTED}
    counts = [f"{size:,} {name[:-1] if size == 1 else name}" for name, size in sizes.items()]
    pairs.append(("Size", ", ".join(counts)))
    items = "".join(f"<div><dt>{escape(k)}</dt><dd>{linked(v)}</dd></div>" for k, v in pairs if v)
    head = f"<h2>{escape(chapter.title)}</h2>" if named else ""
    return f"{head}<dl>{items}</dl>"


def _words(value: Any) -> str:
    return (
        "; ".join(words(one, "text") for one in value)
        if isinstance(value, list | tuple)
        else words(value, "text")
    )


def _footer(chapters: Sequence[Chapter], day: dt.date | None, version: str) -> str:
    left = [
        f"{chapter.title}: " * (len(chapters) > 1) + ", ".join(chapter.left_out)
        for chapter in chapters
        if chapter.left_out
    ]
    said = "".join(f"<p>Not in this report: {escape(one)}.</p>" for one in left)
    beyond = sum(int(chapter.told["answers"]["evidence"]["left"]) for chapter in chapters)
    said += f"<p>The evidence behind {beyond:,} more places is not in this report.</p>" if beyond else ""
    made = f"Made with cjm_widgets {version}" if version else "Made with cjm_widgets"
    return f"<footer>{said}<p>{escape(made)}. This page asks nothing of the network; what is tried in it stays in it.</p></footer>"
