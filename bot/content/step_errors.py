"""Translate pydantic's errors about a step of a method into rules for the editor."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from bot.content.dialog_formats import KINDS
from bot.core.model.dialog import KEYS

Details = tuple[str, dict[str, object]]


def without_kind(error: ErrorDetails) -> ErrorDetails:
    """Return the error at the place where an editor sees it: pydantic puts the kind of a step in between."""
    where = error["loc"]
    if _is_step(where) and where[2] in KINDS:
        return error | {"loc": (*where[:2], *where[3:])}
    return error


def step_error(error: ErrorDetails) -> Details | None:
    """Return the rule and its details for a field that a step of this kind misses, or may not have."""
    where = error["loc"]
    if error["type"] == "two_kinds":
        return "two-kinds", {"name": str(where[-1]), "kinds": " en ".join(error["ctx"]["kinds"])}
    if len(where) != 3 or not _is_step(where):
        return None
    name, field = str(where[1]), str(where[2])
    if error["type"] == "missing" and field == "next":
        return "no-next", {"name": name}
    if error["type"] == "extra_forbidden" and field == "next":
        return "next-and-choices", {"name": name}
    if error["type"] == "extra_forbidden" and (key := _key_with(field)):
        return "other-kind", {"name": name, "typed": field, "key": key}
    return None


def follows_from(error: ErrorDetails, misspelt: set[tuple[int | str, ...]]) -> bool:
    """Return whether a step only misses `next` because another field of it is misspelt: choices need none."""
    where = error["loc"]
    return error["type"] == "missing" and _is_step(where) and (*where[:2], "choices") in misspelt


def fields_of_all(kinds: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the fields that may stand in a step of any kind, in the order of the kinds."""
    return {name: field for kind in kinds for name, field in kind["properties"].items()}


def _is_step(where: tuple[int | str, ...]) -> bool:
    return len(where) > 2 and where[0] == "steps"


def _key_with(field: str) -> str | None:
    """Return the key of the kind of step that has this field."""
    kinds = {kind.__name__: key for key, kind in KEYS.items()}
    return next(
        (kinds[name] for name, kind in KINDS.items() if field in kind.model_fields and name in kinds), None
    )
