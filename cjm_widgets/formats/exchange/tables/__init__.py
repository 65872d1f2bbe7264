"""A map as a table: Markdown, wide and long CSV, records of any program, and the scores of a survey. One module each."""
