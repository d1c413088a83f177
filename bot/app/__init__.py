"""Joins the rooms: hears an event, has the core decide, remembers the turn and answers, in order."""
