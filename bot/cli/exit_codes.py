"""Exit codes of every command. Scripts rely on them."""

from bot.store.trouble import Trouble

OK = 0
USER_ERROR = 1
"""The user's, editor's or operator's mistake: one clear line says what to do."""
INTERNAL_ERROR = 3
"""A mistake in the program: its traceback is in a file."""
LOSS = 10
"""A database without its keys, keys without their database, or one that is older than the other."""

TROUBLE: dict[Trouble, int] = {
    "full": 11,
    "read-only": 12,
    "locked": 13,
    "password": 14,
    "no database": 15,
    "tls": 16,
    "damaged": 17,
    "unreachable": 18,
}
"""A database that cannot be opened, by what is the matter."""
