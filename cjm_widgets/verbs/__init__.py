"""The verbs of a map, by subject; ``JourneyMap`` gathers them. A verb is short: the work is done in the rooms below."""
