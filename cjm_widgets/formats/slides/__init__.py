"""A map as slides of native shapes, by python-pptx. docs/office.md."""
