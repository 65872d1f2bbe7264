"""Journeys in Markdown with milestones and steps (format 0.1 of cguodesign/customer-journey-map-skill): fields, reading, writing."""
