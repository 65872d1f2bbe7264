"""Surveys: scores with declared scale and formula, their intervals and trend, what drives them, how texts sound."""
