"""Notebooks as reports: what ``jupyter nbconvert --to cjm_report`` and ``--to cjm_pdf`` run."""
