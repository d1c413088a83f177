"""Methods that somebody leads in a group: phases with a clock, turns, lines, and hands that are counted."""
