"""A real Matrix homeserver for the tests, and people on it who run on other software than the bot."""
