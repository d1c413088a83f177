"""Sentences, and reading Dutch: dates, calendar, safety."""
