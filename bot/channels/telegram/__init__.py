"""Talks on Telegram: pure functions for what comes in and goes out, and a thin loop over HTTP."""
