"""A conversation with one person or group: where it stands, and what can be done from there."""
