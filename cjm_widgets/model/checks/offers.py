"""Checks of the value proposition: each job, pain and gain answered, each product answering one."""

from __future__ import annotations

from collections.abc import Iterator

from cjm_widgets.model.document import Row

from .finding import Spot, rule
from .reading import OFFERS, Reading

WANTS = ("job", "pain", "gain")


@rule(
    "proposition-unanswered",
    "warning",
    "Nothing in the value proposition answers a job, pain or gain",
    why="The offer fits where products, relievers and creators answer what the customer has to do, suffers and hopes for.",
    how="Let a product, reliever or creator name it in “answers”, or leave it out knowingly and silence the finding.",
    needs="R8 R36",
)
def proposition_unanswered(map: Reading) -> Iterator[Spot]:
    answered = {row.get("answers") for _, row in map.rows("propositions")}
    for id_, row in map.rows("propositions"):
        if row.get("kind") in WANTS and id_ not in answered:
            yield _at(map, id_, row, "answers", "is answered by nothing in the value proposition")


@rule(
    "offer-answers-nothing",
    "note",
    "A product, reliever or creator answers nothing",
    why="What answers no job, pain or gain is a feature nobody asked for.",
    how="Name in “answers” the job, pain or gain it is for.",
    needs="R8",
)
def offer_answers_nothing(map: Reading) -> Iterator[Spot]:
    for id_, row in map.rows("propositions"):
        if row.get("kind") in OFFERS and not map.has("propositions", row.get("answers")):
            yield _at(map, id_, row, "answers", "answers no job, pain or gain")


@rule(
    "wrong-answer",
    "warning",
    "An answer of the value proposition points at what is no job, pain or gain",
    why="A product cannot answer a product, and a pain answers nothing: the fit is counted wrongly.",
    how="Let products, relievers and creators answer jobs, pains and gains.",
    needs="R8",
)
def wrong_answer(map: Reading) -> Iterator[Spot]:
    held = map.document.table("propositions").rows
    for id_, row in map.rows("propositions"):
        other = held.get(str(row.get("answers")))
        if other is not None and (row.get("kind") in WANTS or other.get("kind") in OFFERS):
            yield _at(
                map,
                id_,
                row,
                "answers",
                f"cannot answer the {other.get('kind') or 'entry'} {map.name('propositions', str(row['answers']))}",
            )


def _at(map: Reading, id_: str, row: Row, column: str, says: str) -> Spot:
    card = map.document.table("cards").rows.get(str(row.get("card")), {})
    what = f"The {row.get('kind') or 'entry'} {map.name('propositions', id_)} {says}."
    return Spot(what, "propositions", id_, column, card.get("step"), card.get("lane"))


RULES = (proposition_unanswered, offer_answers_nothing, wrong_answer)
