"""A map for people, without a kernel: tables, pictures, text. Standard library here; charts come later."""
