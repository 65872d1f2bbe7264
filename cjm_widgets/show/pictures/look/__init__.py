"""What pictures are drawn with: colours, fonts, small drawings."""
