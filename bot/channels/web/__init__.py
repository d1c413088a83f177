"""A page in a browser: the same conversation, without an account."""
