"""The words a map uses: what a column may hold. Standard library only; schema.py gives them to everyone else."""

from __future__ import annotations

KINDS = ("cards", "text", "chips", "number", "flag", "duration", "time", "emotion", "paths")
"""How a lane draws its cells."""

ROLES = (
    "actions",
    "thoughts",
    "motivations",
    "questions",
    "obstacles",
    "needs",
    "goals",
    "touchpoints",
    "channels",
    "emotion",
    "pain_points",
    "gains",
    "opportunities",
    "quotes",
    "metric",
    "evidence",
    "frontstage",
    "backstage",
    "support",
    "policy",
    "time",
    "staff_emotion",
    "paths",
    "other",
)
"""What a lane means, apart from its label."""

TOUCHPOINTS = (
    "ads", "social media", "website visit", "review", "onboarding", "support", "feature usage", "payment flow",
    "confirmation e-mail", "renewal", "feedback", "referral", "customer service",
)  # fmt: skip
"""Touchpoints to choose from (R30); any other word is as good."""
CHANNELS = (
    "website", "app", "e-mail", "phone", "chat", "social media", "SMS", "post", "parcel", "shop", "in person", "search",
    "review site",
)  # fmt: skip
"""Channels to choose from (R31); any other word is as good."""
SIDES = ("evidence", "customer", "frontstage", "backstage", "support")
PLACES = ("on-site", "off-site", "online", "phone", "in person", "marketing")
AUTHORS = ("person", "model", "source")
"""Who wrote a text. What a model wrote says so wherever it is shown (R97)."""
KANO = ("must-be", "one-dimensional", "attractive", "indifferent", "reverse")
TIMES_TO_IMPLEMENT = ("<1 day", "1–2 days", "1–2 weeks", "2–4 weeks", "1–2 months", "3–6 months", ">6 months")
PROPOSITIONS = ("job", "pain", "gain", "product", "reliever", "creator")
"""The customer's jobs, pains and gains; the offer's products, pain relievers and gain creators."""
SCALES: dict[str, tuple[float, float]] = {
    "-2..2": (-2.0, 2.0),
    "-1..1": (-1.0, 1.0),
    "1..5": (1.0, 5.0),
    "0..10": (0.0, 10.0),
    "1..10": (1.0, 10.0),
    "mermaid": (1.0, 5.0),
}
"""Emotion scales a map may declare in ``meta["emotion_scale"]``; values are kept as −2 to +2 and shown on the declared one."""
BARRIERS = ("structural", "cost", "process", "uncertainty")
STATES = ("current", "future", "draft", "hypothesis")
LINK_KINDS = ("sequence", "trigger", "needs", "message", "recovery")
"""What an arrow between two cards means: what comes next, what sets off, what it cannot do without, what is told, what puts it right."""
CARRIERS = ("people", "technology")
"""Who carries out what stands in a lane of the blueprint."""
LEVERS = ("pass_through", "move", "duration", "wait", "emotion", "cost", "volume", "servers")
"""What an improvement moves: the odds of going on, the odds of one move, a time, a wait, a feeling, a cost, how many come, how many serve."""
UNITS = ("odds ratio", "percentage points", "relative", "factor", "points", "absolute")
"""How an effect is said. Odds ratio, percentage points or relative (0.1 is ten per cent more) for moves; factor or relative for
times, costs and volume; points of the emotion scale; absolute (seconds, currency) for times and costs."""
EVIDENCE_KINDS = (
    "interview",
    "survey",
    "analytics",
    "ticket",
    "review",
    "observation",
    "assumption",
    "focus group",
    "crm",
    "other",
)
