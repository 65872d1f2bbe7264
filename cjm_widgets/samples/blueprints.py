"""Four service blueprints to start from. Each is a ``*.cjm.json`` beside this file; all of it is made up, and says how."""

from __future__ import annotations

from importlib.resources import files

from cjm_widgets.formats.cjm_file import MapFile, loads


def coffee_shop() -> MapFile:
    """A flat white before work: nine steps from the queue at the door to the next visit.

    Made up, shop, people and figures: counts of moves are what 1,000 imagined visits give.

    >>> coffee_shop().tables["lanes"]["role"].tolist()[-3:]
    ['support', 'policy', 'opportunities']
    """
    return load("coffee_shop")


def clinic_visit() -> MapFile:
    """A referral to an orthopaedic clinic: ten steps from the family doctor to the result.

    Made up, clinic, people and figures: counts of moves are what 1,000 imagined referrals give.

    >>> sorted(set(clinic_visit().tables["links"]["kind"]))
    ['message', 'needs', 'recovery', 'sequence', 'trigger']
    """
    return load("clinic_visit")


def loan() -> MapFile:
    """A loan for a heat pump: ten steps from comparing rates to a month that cannot be paid.

    Made up, bank, people and figures: counts of moves are what 1,000 imagined visitors give.

    >>> loan().tables["cards"].query("decision")["text"].tolist()[0]
    'Does the instalment fit?'
    """
    return load("loan")


def meal_kit_blueprint() -> MapFile:
    """The journey of ``meal_kit()`` with what stands behind it: its steps and cards, more lanes, links and moves.

    Made up like the journey: shares of moves are those of 1,000 imagined visitors.

    >>> len(meal_kit_blueprint().tables["steps"])
    10
    """
    return load("meal_kit_blueprint")


def load(name: str) -> MapFile:
    """The map of a stored sample."""
    file = f"{name}.cjm.json"
    return loads(files(__package__).joinpath(file).read_text(encoding="utf-8"), file)
