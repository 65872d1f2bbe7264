"""Mermaid ``journey`` diagrams, as mermaid 11 reads them (its grammar ``journey.jison``): ``lines`` knows the words,
``read`` makes a map, ``write`` makes a diagram."""
