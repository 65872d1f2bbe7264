"""Formats that are text for people too: CJML, the YAML of @arvinxu/journey-map, Markdown tables. One module each."""
