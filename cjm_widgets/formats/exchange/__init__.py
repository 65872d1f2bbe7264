"""Files of other programs: read into a map, written from one, each with what is lost said. docs/exchange.md.

A reader gives a ``Reading``: the map and what was lost, by line. A writer takes an ``Outline`` and gives text. What a
writer leaves out is counted from the map by ``losses.left_out``. None of them knows a JourneyMap.
"""
