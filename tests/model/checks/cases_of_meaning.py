"""Cases of the checks of meaning: goals, pains, evidence, the blueprint, personas, the value proposition.

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


def link(source: str, target: str, kind: str = "sequence", **row: Any) -> dict[str, Any]:
    return {"links": {"x": {"source": source, "target": target, "kind": kind} | row}}


POLICY = {"lanes": {"rules": {"name": "Policies", "role": "policy", "side": "support", "kind": "cards"}}}
RELAY = {"relay": {"step": "asks", "lane": "back", "text": "Passes it on", "team": "Dispatch"}}
WAYS = link("talk", "pay", condition="there is one")
NO_EVIDENCE = {"evidence": None}
ONLY_BLUEPRINT = {"steps": {"bakes": {"stage": "eat", "name": "Bakes"}}}
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
    # the blueprint
    "frontstage-without-backstage": (
        new("eats", "front"),
        {**new("eats", "front"), "links": {"x": {"source": "new", "target": "bake"}}},
        "The frontstage action “New one” has no backstage action behind it.",
    ),
    "backstage-without-support": (
        new("eats", "back"),
        new("asks", "back"),
        "The backstage action “New one” names no system or partner",
    ),
    "action-without-customer-step": (
        {**ONLY_BLUEPRINT, **new("bakes", "behind")},
        {
            **ONLY_BLUEPRINT,
            "cards": {
                "new": {"step": "bakes", "lane": "behind", "text": "New one"},
                "pay": {"until": "bakes"},
            },
        },
        "The support action “New one” stands where the map shows no customer.",
    ),
    "fail-point-without-recovery": (
        card("bake", fail_point=True),
        {**card("bake", fail_point=True), "improvements": {"i1": {"card": "bake"}}},
        "The fail point “Looks into the order book” does not say how it is put right.",
    ),
    "wait-point-without-duration": (
        card("window", wait_point=True),
        {**card("window", wait_point=True), "steps": {"looks": {"wait": 0.0}}},
        "At the wait point “Window” the map does not say how long the wait is.",
    ),
    "other-owner": (
        card("till", perceived_team="Kitchen"),
        card("till", perceived_team="web "),
        "Behind “Answers at the counter” acts “Web”; customers believe it is “Kitchen”.",
    ),
    "row-without-action": (
        {**POLICY, **new("eats", "rules")},
        {**POLICY, **new("eats", "rules"), "links": {"x": {"source": "new", "target": "bake"}}},
        "The policy “New one” governs no action of ours in its step.",
    ),
    "lane-across-line": (
        {
            "lanes": {
                "counter": {"name": "Counter", "side": "frontstage", "role": "frontstage", "kind": "cards"}
            }
        },
        {"lanes": {"cellar": {"name": "Cellar", "side": "support", "role": "support", "kind": "cards"}}},
        "The lane “Counter” is frontstage and stands below “Backstage”.",
    ),
    # links and moves
    "link-to-itself": (
        link("book", "book"),
        link("book", "till"),
        "leads from “Order book” to itself.",
    ),
    "decision-without-ways": (
        {**card("talk", decision=True), **link("talk", "pay", condition="there is one")},
        {
            **card("talk", decision=True),
            "transitions": {
                f"m{n}": {"source": "asks", "target": t} for n, t in enumerate(("pays", "leaves"))
            },
        },
        "The decision “Asks for a cake” has one way out.",
    ),
    "way-without-condition": (
        {
            **card("talk", decision=True),
            "links": {**WAYS["links"], "y": {"source": "talk", "target": "walk"}},
        },
        {
            **card("talk", decision=True),
            "links": {**WAYS["links"], "y": {"source": "talk", "target": "walk", "text": "none"}},
        },
        "The way from the decision “Asks for a cake” to “Walks past the window” has no condition.",
    ),
    "sequence-backwards": (
        link("pay", "talk"),
        link("pay", "talk", condition="card refused"),
        "The sequence from “Pays at the counter” leads back to “Asks for a cake”, in an earlier step.",
    ),
    "team-only-hands-over": (
        {
            "cards": RELAY,
            "links": {"x": {"source": "till", "target": "relay"}, "y": {"source": "relay", "target": "bake"}},
        },
        {
            "cards": RELAY,
            "links": {"x": {"source": "till", "target": "relay"}, "y": {"source": "relay", "target": "till"}},
        },
        "The team “Dispatch” only hands over: its only card takes from one team and gives to another.",
    ),
    "planned-shares-off": (
        {"transitions": {"looks / asks": {"planned": 0.5}, "looks / leaves": {"planned": 0.4}}},
        {"transitions": {"looks / asks": {"planned": 0.66}, "looks / leaves": {"planned": 0.33}}},
        "The planned shares of the moves away from step “Looks around” add to 90%.",
    ),
    "broken-way": (
        {
            "transitions": {
                "looks / asks": {"variants": ["happy"]},
                "z": {"source": "pays", "target": "eats", "variants": ["Happy"]},
            }
        },
        {
            "transitions": {
                "looks / asks": {"variants": ["happy"]},
                "y": {"source": "asks", "target": "pays", "variants": ["unhappy", "happy"]},
                "z": {"source": "pays", "target": "eats", "variants": ["happy"]},
            }
        },
        "The way “happy” breaks off: none of its moves leads to “Pays”.",
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
