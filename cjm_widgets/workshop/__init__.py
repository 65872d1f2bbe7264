"""Teaching with maps: exercises as data, the rules that say what is met, answers that travel in a notebook, handouts, grades.

It runs no code of an exercise, an answer or a submission.
"""
