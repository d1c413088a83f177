"""Exit codes of every command. Scripts rely on them."""

OK = 0
USER_ERROR = 1
"""The user's, editor's or operator's mistake: one clear line says what to do."""
INTERNAL_ERROR = 3
"""A mistake in the program: its traceback is in a file."""
LOSS = 10
"""A database without its keys, keys without their database, or one that is older than the other."""
