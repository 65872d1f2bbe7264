"""What a drawn board looks like, as numbers read from the page: boxes of lanes, cards and lines, points along routes, texts cut off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator

READ = """root => {
  const box = el => { const r = el.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; };
  const all = selector => [...root.querySelectorAll(selector)];
  const drawn = el => el.getClientRects().length > 0 && getComputedStyle(el).visibility !== 'hidden';
  const along = (path, d) => {
    const one = path.cloneNode();
    one.setAttribute('d', d);
    path.after(one);
    const to = one.getScreenCTM(), length = one.getTotalLength(), points = [];
    for (let at = 0; at <= length; at += 3) { const p = one.getPointAtLength(at).matrixTransform(to); points.push([p.x, p.y]); }
    one.remove();
    return points;
  };
  // All links of a kind are one path; each begins with an M of its own.
  const routes = path => (path.getAttribute('d') ?? '').split(/(?=M)/).filter(Boolean).map((d, i) => ({ id: `${path.classList[1]} ${i + 1}`, kind: path.classList[1], points: along(path, d) }));
  // For screen readers only: there, but a pixel wide or clipped away.
  const hidden = el => { for (let outer = el; outer && outer !== root; outer = outer.parentElement) if (outer.offsetWidth <= 1 || getComputedStyle(outer).clipPath !== 'none') return true; return false; };
  // Labels of links are shortened by design: the whole one shows on the card's focus and in its list.
  const cut = el => {
    if (![...el.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !drawn(el) || el.closest('svg, .link-label') || hidden(el)) return false;
    const range = document.createRange();
    range.selectNodeContents(el);
    const text = range.getBoundingClientRect();
    for (let outer = el; outer && outer !== root; outer = outer.parentElement) {
      const style = getComputedStyle(outer);
      if (outer.hasAttribute('data-scroll')) return false;
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      const r = outer.getBoundingClientRect();
      if (text.right > r.right + 1.5 || text.left < r.left - 1.5 || text.bottom > r.bottom + 1.5 || text.top < r.top - 1.5) return true;
    }
    return false;
  };
  return {
    lanes: all('[role=rowheader][data-lane]').filter(drawn).map(el => ({ id: el.dataset.lane, box: box(el) })),
    rules: all('.rule').filter(drawn).map(el => ({ text: el.textContent.trim(), box: box(el) })),
    cards: all('[data-card]').filter(drawn).map(el => ({ id: el.dataset.card, lane: el.closest('[data-lane]').dataset.lane, step: el.closest('[data-step]')?.dataset.step ?? '', box: box(el) })),
    routes: all('.links .all path.line').flatMap(routes),
    labels: all('.link-label[data-link]').filter(drawn).map(el => ({ id: el.dataset.link, text: el.textContent.trim(), box: box(el) })),
    cut: all('.board *').filter(cut).map(el => el.textContent.trim().slice(0, 60)),
  };
}"""
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Drawing:
    """A board as it stands: what is where, in pixels of the page."""

    lanes: list[dict[str, Any]]
    rules: list[dict[str, Any]]
    cards: list[dict[str, Any]]
    routes: list[dict[str, Any]]
    labels: list[dict[str, Any]]
    cut: list[str]

    def through(self) -> list[str]:
        """The routes that run through a card, with the card: a route may touch a border, never the inside."""
        boxes = [(card["id"], shrunk(card["box"], 2)) for card in self.cards]
        return [
            f"{route['id']} through {card}"
            for route in self.routes
            for card, box in boxes
            if any(inside(point, box) for point in route["points"])
        ]

    def overlapping(self, of: str) -> list[str]:
        """Pairs of cards, labels or lanes that lie over one another."""
        found = getattr(self, of)
        return [
            f"{one['id']} over {other['id']}"
            for i, one in enumerate(found)
            for other in found[:i]
            if overlap(shrunk(one["box"], 1), other["box"])
        ]

    def labels_over_cards(self) -> list[str]:
        """Labels of links that hide a part of a card, or are hidden by it."""
        return [
            f"{label['text']} over {card['id']}"
            for label in self.labels
            for card in self.cards
            if overlap(shrunk(label["box"], 2), shrunk(card["box"], 2))
        ]

    def top(self, lane: str) -> float:
        return float(next(one["box"][1] for one in self.lanes if one["id"] == lane))


def read(root: Locator) -> Drawing:
    """The drawing inside a view's root."""
    return Drawing(**root.evaluate(READ))


def shrunk(box: Box, by: float) -> Box:
    return box[0] + by, box[1] + by, box[2] - by, box[3] - by


def inside(point: tuple[float, float], box: Box) -> bool:
    return box[0] < point[0] < box[2] and box[1] < point[1] < box[3]


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
