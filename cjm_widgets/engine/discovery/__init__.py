"""What a log says by itself: its journeys and their few kinds, a draft map, where histories part, and how well what was learnt holds."""
