"""Cases of the checks of the blueprint: actions, failures, waits, links, decisions, teams, named ways.

Each: the change of the sound map that breaks the rule, the near one that does not, and words the finding says.
"""

from __future__ import annotations

from typing import Any

from model.checks.cases_of_meaning import Case, card, new


def link(source: str, target: str, kind: str = "sequence", **row: Any) -> dict[str, Any]:
    return {"links": {"x": {"source": source, "target": target, "kind": kind} | row}}


POLICY = {"lanes": {"rules": {"name": "Policies", "role": "policy", "side": "support", "kind": "cards"}}}
RELAY = {"relay": {"step": "asks", "lane": "back", "text": "Passes it on", "team": "Dispatch"}}
WAYS = link("talk", "pay", condition="there is one")
ONLY_BLUEPRINT = {"steps": {"bakes": {"stage": "eat", "name": "Bakes"}}}
CASES: dict[str, Case] = {
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
        "The way “happy” breaks off: it does not lead to “Pays”.",
    ),
}
