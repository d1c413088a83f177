"""Remembers. Where a conversation stands, under a pseudonym; what was typed, in memory for an hour."""
