"""Cases of the checks of meaning: goals, pains, evidence, personas, the value proposition.

Each: the change of the sound map that breaks the rule, the near one that does not, and words the finding says.
"""

from __future__ import annotations

from typing import Any

Case = tuple[dict[str, Any], dict[str, Any], str]


def card(id_: str, **row: Any) -> dict[str, Any]:
    return {"cards": {id_: row}}


def new(step: str, lane: str, **row: Any) -> dict[str, Any]:
    return {"cards": {"new": {"step": step, "lane": lane, "text": "New one"} | row}}


def seen(**row: Any) -> dict[str, Any]:
    return {"evidence": {"e4": row}}


def persona(id_: str, **row: Any) -> dict[str, Any]:
    return {"personas": {id_: row}}


NO_EVIDENCE = {"evidence": None}
CASES: dict[str, Case] = {
    # goals
    "goal-without-touchpoint": (
        card("table", step="pays"),
        {"cards": {"table": {"step": "pays", "goal": "eat"}}},
        "The goal “Enjoy it together” of stage “Eat” has no touchpoint that serves it.",
    ),
    "no-touchpoints": (
        {"cards": {"window": None, "counter": None, "table": None}},
        {"lanes": {"touch": {"role": "channels"}}},
        "The map names no touchpoint.",
    ),
    "need-without-offer": (
        new("pays", "needs"),
        {**new("pays", "needs"), "propositions": {"cake": {"card": "new"}}},
        "The need “New one” meets no offer in its step.",
    ),
    "obstacle-without-type": (
        card("dear", barrier=None),
        card("dear", barrier="uncertainty"),
        "The obstacle “No price on the list”",
    ),
    "touchpoint-without-channel": (
        card("window", place=None),
        card("window", place=None, channel="a look"),
        "The touchpoint “Window” names neither a channel nor a place.",
    ),
    "only-touchpoints": (
        {"steps": {"*": {"emotion": None}}, "cards": {"know": None, "slow": None}},
        {"steps": {"*": {"emotion": None}}, "cards": {"know": None}},
        "nothing of what customers feel",
    ),
    "no-pain-point": ({"cards": {"slow": None, "dear": None}}, card("slow"), "no pain point and no obstacle"),
    # pains
    "pain-without-opportunity": (
        new("eats", "pains"),
        {**new("eats", "pains"), "improvements": {"i1": {"card": "new"}}},
        "The pain point “New one” has no opportunity that answers it.",
    ),
    "pain-without-severity": (
        card("slow", severity=None),
        card("slow", severity=1),
        "“Nobody knows when” has no severity.",
    ),
    "assumed-pain": (
        new("asks", "pains", severity=2),
        {
            **new("asks", "pains", severity=2),
            "evidence": {"e2": {"card": None, "step": "asks", "lane": "pains"}},
        },
        "The pain point “New one” of severity 2 rests on no evidence.",
    ),
    "opportunity-without-team": (
        new("asks", "ideas", effort="S"),
        card("board", team=None),  # the improvement that names the card has a team
        "The opportunity “New one” has no team that acts on it.",
    ),
    "opportunity-without-effort": (
        card("board", effort=None),
        card("board", effort=None, work=2),
        "The opportunity “A board with times” does not say what effort it takes.",
    ),
    "opportunity-without-pain": (
        new("eats", "ideas", team="Web", effort="S"),
        {**new("eats", "ideas", team="Web", effort="S"), "links": {"x": {"source": "new", "target": "slow"}}},
        "The opportunity “New one” answers no pain point",
    ),
    "one-team": (
        {"cards": {"board": {"team": "Web"}, "bake": {"team": "Web"}}},
        {"cards": {"board": {"team": "Web"}, "bake": {"team": "Web and Shop"}, "till": {"team": "Shop"}}},
        "One team, “Web”, owns 3 of 3 cards with a team: were the others asked?",
    ),
    "improvement-without-target": (
        {"improvements": {"i1": {"card": None}}},
        {"improvements": {"i1": {"card": None, "step": "asks"}}},
        "The improvement “Hang up the board” names no card and no step.",
    ),
    # evidence
    "assumptions-only": (
        {"evidence": {"*": {"kind": "assumption"}}},
        {"evidence": {"*": {"kind": "assumption"}, "e3": {"kind": "ticket"}}},
        "The map has 4 assumptions and no evidence.",
    ),
    "too-little-data": (
        {"evidence": {"*": {"n": 1}}},
        {"evidence": {"*": {"n": None}, "e1": {"n": 2}}},
        "All evidence together rests on 4 observations",
    ),
    "no-customer-feedback": (
        {"evidence": {"*": {"kind": "analytics"}}},
        {"evidence": {"*": {"kind": "analytics"}, "e4": {"kind": "review"}}},
        "The evidence holds no word of a customer",
    ),
    "survey-only": (
        {"evidence": {"*": {"kind": "survey"}}},
        {"evidence": {"*": {"kind": "survey"}, "e4": {"kind": "observation"}}},
        "All 4 pieces of evidence come from surveys.",
    ),
    "stage-without-evidence": (
        {"evidence": {"e1": {"card": None, "step": "asks"}}},
        {"evidence": {"e1": {"card": None, "step": "looks"}}},
        "The stage “Find” rests on no evidence.",
    ),
    "stale-evidence": (
        seen(date="2024-02-28"),
        seen(date="2024-03-01"),
        "The evidence “What 20 customers said or did” is from 2024-02-28.",
    ),
    "evidence-incomplete": (
        seen(source=None, n=None),
        seen(n=0),
        "“What 20 customers said or did” names no source and no number.",
    ),
    "evidence-without-kind": (seen(kind=None), seen(kind="diary"), "does not say how it was observed"),
    "evidence-for-nothing": (seen(card=None), seen(card=None, step="eats"), "supports no card and no step"),
    "unchecked-model-text": (
        card("walk", author="model"),
        card("slow", author="model"),  # evidence bears it out
        "The card “Walks past the window” was written by a model and checked by nobody.",
    ),
    # personas
    "few-personas": (persona("ben", kind="anti"), persona("ben", kind="secondary"), "There are 2 personas"),
    "many-personas": (
        {"personas": {f"p{n}": {"name": f"P{n}"} for n in range(3)}},
        {"personas": {f"p{n}": {"name": f"P{n}"} for n in range(2)}},
        "There are 6 personas",
    ),
    "shares-off": (
        persona("ben", share=0.2),
        persona("ben", share=0.31),
        "The shares of 3 personas add to 90%.",
    ),
    "share-without-number": (
        persona("ben", n=None),
        persona("ben", n=None, share=None),
        "The share of persona “Ben” does not say",
    ),
    "persona-without-goals": (
        persona("cem", goals=None),
        persona("cem", goals=None, kind="anti"),
        "The persona “Cem” has no goals.",
    ),
    "persona-not-of-map": (
        {"meta": {"persona": "dora"}},
        {"meta": {"persona": "Ben"}},
        "The map is for “dora”, and no persona is called that.",
    ),
    "hypothesis-persona": (
        persona("ana", kind="hypothesis"),
        persona("ben", kind="hypothesis"),
        "The map is drawn for “Ana”",
    ),
    # the value proposition
    "proposition-unanswered": (
        {"propositions": {"hurry": {"kind": "pain", "text": "The rush"}}},
        {
            "propositions": {
                "hurry": {"kind": "pain", "text": "The rush"},
                "cake": {"answers": "hurry"},
                "c": {"kind": "creator", "answers": "job"},
            }
        },
        "The pain “The rush” is answered by nothing",
    ),
    "offer-answers-nothing": (
        {"propositions": {"x": {"kind": "reliever", "text": "Delivery"}}},
        {"propositions": {"x": {"kind": "reliever", "text": "Delivery", "answers": "job"}}},
        "The reliever “Delivery” answers no job, pain or gain.",
    ),
    "wrong-answer": (
        {"propositions": {"job": {"answers": "cake"}}},
        {"propositions": {"x": {"kind": "creator", "text": "A bow", "answers": "job"}}},
        "The job “Bring a cake on Saturday” cannot answer the product “Cakes to order”.",
    ),
}
