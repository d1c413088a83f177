"""A setting, and the error for settings with mistakes."""

import re
from dataclasses import dataclass


class SettingsError(Exception):
    """The settings have mistakes. Each argument is one line for the operator."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable."""

    name: str
    purpose: str
    secret: bool = False
    """True: it may hold a password, so it can also be given as NAME_FILE: the path of a file with it."""
    form: str = ""
    """A regular expression for the whole value; empty: anything goes."""
    wrong: str = ""
    """Follows the name in the line for an operator whose value has another form. Never holds the value."""

    def fits(self, value: str) -> bool:
        """Return whether this value has the right form."""
        return not self.form or bool(re.fullmatch(self.form, value))
