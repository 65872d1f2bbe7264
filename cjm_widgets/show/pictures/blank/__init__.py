"""Empty sheets to print and fill in by hand."""
