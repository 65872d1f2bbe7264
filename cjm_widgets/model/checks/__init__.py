"""The checks of a map: rules from document to findings, one file a subject. Standard library only.

``check(document, today)`` runs them all; ``RULES`` holds them by code. No rule looks at the clock.
"""

from .finding import SEVERITIES, Finding, Rule, Severity
from .run import RULES, check, find_rule, mend

__all__ = ["RULES", "SEVERITIES", "Finding", "Rule", "Severity", "check", "find_rule", "mend"]
