"""The board as a picture: columns, lanes, cells, curves, moves and links."""
