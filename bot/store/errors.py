"""Errors of the store."""

from typing import Literal

Refusal = Literal["", "closed", "void", "stranger", "full"]
"""Why a vote is not taken: the round is closed, its box cannot be opened, no member, no more room."""


class StoreError(Exception):
    """The database cannot be used. The message tells the operator in Dutch what is wrong and what to do."""


class LossError(StoreError):
    """A database without its keys, keys without their database, or one that is older than the other."""


class BackupError(StoreError):
    """No copy was made, or none put back, and nothing was changed."""


class StoreBusyError(Exception):
    """Nothing can be written now: the database is locked, full or away. Nothing changed; try again."""


class VoteRefusedError(Exception):
    """A vote was not taken, and nothing was written."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why)
        self.why = why
