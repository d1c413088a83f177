"""Joins the rooms: what is heard is thought over, remembered and answered, in order."""
