"""The outcome of asking a platform whether it knows the bot."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reached:
    """The outcome of one question. The sentence is for the operator, and holds no secret."""

    well: bool
    says: str
