"""Pictures beside the board: personas, impact."""
