"""Whether a platform can be reached with the settings that an operator gave."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reached:
    """What came of asking. The sentence is for the operator, and holds no secret."""

    well: bool
    says: str
