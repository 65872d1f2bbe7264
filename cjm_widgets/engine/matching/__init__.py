"""Event logs beside a map: which activity is which step, what the log measured of each, and how far the map explains it."""
