"""Hears from what somebody does for a living which dilemmas fit: "ik ben wmo consulent"."""

import re

from bot.core.language.themes import named
from bot.core.model.library import Library, Role
from bot.core.model.text import words

_SAYS = re.compile(
    r"^(?:(?:hoi|hallo|dag|hey|goede\w+|even voorstellen)\b[\s,.!]*)?"
    r"(?:ik (?:ben|werk)|als|mijn (?:functie|beroep|werk|rol) is)\s+(?:nu\s+|zelf\s+|hier\s+)?"
    r"(?:werkzaam\s+)?(?:als\s+|bij\s+(?:de\s+)?|in\s+(?:de\s+|het\s+)?)?(?:een\s+)?(?P<job>[^,.!?]+?)"
    r"(?:\s+(?:bij|van|in|voor)\s+(?:de\s+|een\s+)?(?:gemeente|team|wijkteam|organisatie)\b[^,.!?]*)?[\s.!]*$",
    re.IGNORECASE,
)

_MOST_WORDS = 4
"""Of a job. A longer text behind "ik ben" says something else."""


def role_in(text: str, library: Library) -> Role | None:
    """Return the role of the job that somebody says to have: of several, the one with the fewest jobs."""
    said = _SAYS.match(text)
    if said is None or len(words(said["job"])) > _MOST_WORDS:
        return None
    job = " ".join(words(said["job"]))
    fitting = [role for role in library.roles.values() if _holds(job, role)]
    if fitting:
        return min(fitting, key=lambda role: len(role.jobs))
    return named(job, library.roles)


def _holds(job: str, role: Role) -> bool:
    return any(job == " ".join(words(name)) for name in (*role.jobs, *role.also, role.title))
