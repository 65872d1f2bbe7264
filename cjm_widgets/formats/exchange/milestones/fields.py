"""The fields of a step in such a file, and the lanes they stand for."""

from __future__ import annotations

import json
import re

from cjm_widgets.frames.layers import role_of

ROLES = {
    "description": "actions", "doing": "actions", "thinking": "thoughts", "emotion": "other", "motivation": "motivations",
    "informationNeed": "questions", "anxiety": "obstacles", "expectation": "needs", "desiredOutcome": "goals", "channel": "channels",
    "touchpoint": "touchpoints", "painPoint": "pain_points", "opportunity": "opportunities", "physicalEvidence": "evidence",
    "frontstage": "frontstage", "frontstageAction": "frontstage", "frontlineStaff": "frontstage", "backstage": "backstage",
    "backstageAction": "backstage", "backstageStaff": "backstage", "supportProcesses": "support", "supportProcess": "support",
    "systems": "support", "tools": "support", "technology": "support", "policy": "policy",
}  # fmt: skip
"""What the lane of a field means, where that can be said."""
OTHERS = (
    "cognitiveLoad", "trust", "effort", "confidence", "emotionIntensity", "device", "place", "environment", "channelTransition", "duration",
    "waitTime", "frequency", "trigger", "deadline", "pacing", "coActors", "responsibleTeam", "thirdParty", "handoff", "inputRequired",
    "outputProduced", "workaround", "decision", "dataFlow", "automation", "dependencies", "notification", "lineOfVisibility",
    "valueExchange", "serviceRecovery", "orchestration", "kpi", "metric", "conversionRate", "cost", "revenueImpact", "dropoffRate",
    "volumePerPeriod", "owner", "insight", "recommendation", "priority", "failureMode", "failureProbability", "failureImpact",
    "recoveryPath", "escalation", "fallback", "bottleneck", "risk", "previous", "branchCondition", "parallelPath", "entryPoint", "exitPoint",
    "optionality", "message", "tone", "contentType", "cta", "accessibilityBarrier", "inclusionConsideration", "literacyRequirement",
    "economicBarrier", "culturalConsideration",
)  # fmt: skip
"""Its other fields, which become lanes of their own."""
KNOWN = frozenset(ROLES) | frozenset(OTHERS)
OURS = ("persona", "title", "emotionValence", "momentOfTruth", "next")
"""Fields that are no lane: who, the step's name, its emotion, its reason to be a moment of truth, the steps that follow."""
PLAIN = re.compile(r"[A-Za-z][\w-]*: \S.*")
_LIVE = re.compile(r"<|\]\(|&#?\w+;")
"""What Markdown would make HTML, a link, a picture or another sign of."""
_HELD = re.compile(r"[\[\"'→>|{}#\-*]|_provenance")


def pretty(field: str) -> str:
    """A field or an id as a name.

    >>> pretty("painPoint"), pretty("discover-signup-page"), pretty("team_urgency")
    ('Pain point', 'Discover signup page', 'Team urgency')
    """
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[-_]+", " ", field).strip()
    return (
        words[:1].upper() + " ".join(w if w.isupper() else w.lower() for w in words.split(" "))[1:]
        if words
        else ""
    )


def camel(name: str) -> str:
    """A name as a field.

    >>> camel("Pain point"), camel("Desk notes, new!")
    ('painPoint', 'deskNotesNew')
    """
    words = re.findall(r"[^\W_]+", name)
    return "".join(w.lower() if at == 0 else w[:1].upper() + w[1:] for at, w in enumerate(words)) or "lane"


def role(field: str, name: str) -> str | None:
    """What the lane of a field means."""
    return ROLES.get(field) or ("other" if field in OTHERS else role_of(name))


def is_bare(text: str) -> bool:
    """Whether a text can stand behind a field as it is, and be read as it was.

    >>> is_bare("Slack #welcome"), is_bare("[a]"), is_bare("two\\nlines"), is_bare("")
    (True, False, False, False)
    """
    return (
        bool(text)
        and text == text.strip()
        and text.isprintable()
        and not _HELD.match(text)
        and not _LIVE.search(text)
    )


def quoted(text: str) -> str:
    """A text in double quotes, in one line of Markdown that makes no HTML and no link of it.

    >>> quoted('two\\nlines "of" text')
    '"two\\\\nlines \\\\"of\\\\" text"'
    """
    made = json.dumps(text, ensure_ascii=False)
    held = "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in made)
    return held.replace("<", "\\u003c").replace("](", "\\u005d(").replace("&", "\\u0026")


def unquoted(text: str) -> str:
    """The opposite: a text in quotes without them, any other as it is.

    >>> unquoted('"a\\\\nb"'), unquoted('"said" he'), unquoted("plain")
    ('a\\nb', '"said" he', 'plain')
    """
    if len(text) > 1 and text[0] == text[-1] == '"':
        try:
            held = json.loads(text)
        except ValueError:
            return text[1:-1]
        return held if isinstance(held, str) else text
    return text
