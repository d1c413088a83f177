"""One YAML file becomes checked data, or its mistakes in the words of an editor."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.content.node import Node
from bot.content.problems import ContentError, Problem, hint, problem
from bot.content.step_errors import Details, fields_of_all, follows_from, step_error, without_kind

_QUOTE = 'Zet er aanhalingstekens omheen: "..."'
_KINDS = {
    int: ("een getal", _QUOTE),
    float: ("een getal", _QUOTE),
    bool: ("ja of nee", _QUOTE),
    list: ("een lijst", "Typ de tekst zonder streepje. Begint hij met [? Zet er aanhalingstekens omheen."),
    dict: ("velden", _QUOTE),
}
"""The mistakes by the type of a value that should be a text. Empty has a rule of its own."""

Where = tuple[str | int, ...]


def load(node: Node, file: PurePosixPath, adapter: TypeAdapter[Any]) -> Any:
    """Return the checked data of one file.

    Raises:
        ContentError: with every mistake in the file, not only the first.
    """
    try:
        return adapter.validate_python(node.plain())
    except ValidationError as error:
        errors = [without_kind(one) for one in error.errors(include_url=False)]
        raise ContentError(list(_problems(errors, node, file, adapter))) from None


def _problems(
    errors: list[ErrorDetails], node: Node, file: PurePosixPath, adapter: TypeAdapter[Any]
) -> Iterator[Problem]:
    misspelt = {intended for error in errors if (intended := _intended(error, adapter))}
    for error in errors:
        if (error["type"] == "missing" and error["loc"] in misspelt) or follows_from(error, misspelt):
            continue  # the unknown field that looks like it is the mistake
        yield _problem(error, node, file, adapter)


def _problem(error: ErrorDetails, node: Node, file: PurePosixPath, adapter: TypeAdapter[Any]) -> Problem:
    where = error["loc"]
    if where and where[-1] == "[key]":
        where = where[:-1]
    rule, details = step_error(error) or _RULES.get(error["type"], _other)(error)
    if rule == "unknown-field":
        details["hint"] = hint(str(where[-1]), _fields(where[:-1], adapter))
    if rule in {"twice", "two-kinds"}:
        where = (*where, error["ctx"]["at"])
    return problem(file, node.at(where).line, rule, **{"name": _name(where), **details})


def _name(where: Where) -> str:
    """Return the field as an editor sees it; a place in a list is called after its list."""
    names = [str(key) for key in where if isinstance(key, str)]
    return names[-1] if names else "Dit"


def _intended(error: ErrorDetails, adapter: TypeAdapter[Any]) -> Where | None:
    """Return the field that an unknown field probably is, with its place."""
    if error["type"] != "extra_forbidden":
        return None
    *place, typed = error["loc"]
    said = hint(str(typed), _fields(tuple(place), adapter))
    return (*place, said.split('"')[1]) if said.startswith("Bedoelde") else None


def _fields(place: Where, adapter: TypeAdapter[Any]) -> list[str]:
    """Return the names of the fields that this place may have."""
    schema = _schema(adapter)
    at = _resolved(schema, schema)
    for key in place:
        inner = at.get("items") if isinstance(key, int) else at.get("properties", {}).get(key)
        at = _resolved(inner or at.get("additionalProperties") or {}, schema)
    return list(at.get("properties", {}))


@cache
def _schema(adapter: TypeAdapter[Any]) -> Mapping[str, Any]:
    return adapter.json_schema(mode="validation")


def _resolved(part: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the schema behind a `$ref`, behind "this or nothing", or behind the kinds of a step."""
    if kinds := part.get("oneOf"):
        return {"properties": fields_of_all(_resolved(kind, schema) for kind in kinds)}
    for one in part.get("anyOf", ()):
        if one.get("type") != "null":
            part = one
    if "$ref" in part:
        return dict(schema["$defs"][part["$ref"].rpartition("/")[2]])
    return part


def _length(error: ErrorDetails) -> Details:
    # pydantic tells the length it counted only of a text that we changed first
    now, most = int(error["ctx"].get("actual_length", len(error["input"]))), int(error["ctx"]["max_length"])
    return "too-long", {"now": now, "most": most, "over": f"{now - most} tekens"}


def _few(error: ErrorDetails) -> Details:
    now, least = int(error["ctx"]["actual_length"]), int(error["ctx"]["min_length"])
    return "too-few", {"now": now, "least": least, "short": least - now}


def _many(error: ErrorDetails) -> Details:
    if isinstance(error["input"], str):
        return _length(error)
    # pydantic stops counting at the first one too many, so count the whole list here
    now, most = len(error["input"]), int(error["ctx"]["max_length"])
    return "too-many", {"now": now, "most": most, "over": now - most}


def _few_words(error: ErrorDetails) -> Details:
    now, least = int(error["ctx"]["now"]), int(error["ctx"]["least"])
    return "too-few-words", {"now": now, "least": least, "short": least - now}


def _many_words(error: ErrorDetails) -> Details:
    now, most = int(error["ctx"]["now"]), int(error["ctx"]["most"])
    return "too-many-words", {"now": now, "most": most, "over": now - most}


def _pattern(error: ErrorDetails) -> Details:
    choices = str(error["ctx"]["pattern"]).strip("^$()").replace("|", ", ")
    return "not-one-of", {"typed": error["input"], "choices": choices}


def _id(error: ErrorDetails) -> Details:
    typed = str(error["input"])[:60].rstrip()
    kept = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in typed.lower())
    return "not-id", {"typed": typed, "hint": kept.strip("-") or "mijn-naam"}


def _text(error: ErrorDetails) -> Details:
    if error["input"] is None:
        return "blank", {}
    kind, remedy = _KINDS[type(error["input"])]
    return "not-text", {"kind": kind, "hint": remedy}


def _simple(rule: str) -> Callable[[ErrorDetails], Details]:
    return lambda _: (rule, {})


def _other(error: ErrorDetails) -> Details:
    raise AssertionError(f"no sentence for {error['type']}: add it to _RULES")


_RULES: Mapping[str, Callable[[ErrorDetails], Details]] = {
    "missing": _simple("missing"),
    "extra_forbidden": _simple("unknown-field"),
    "string_type": _text,
    "string_too_long": _length,
    "string_pattern_mismatch": _pattern,
    "list_type": _simple("not-list"),
    "dict_type": _simple("not-map"),
    "model_type": _simple("not-map"),
    "model_attributes_type": _simple("not-map"),
    "bool_type": _simple("not-yes-no"),
    "too_short": _few,
    "too_long": _many,
    "blank": _simple("blank"),
    "not_id": _id,
    "not_date": _simple("not-date"),
    "not_question": _simple("not-question"),
    "not_link": _simple("not-link"),
    "not_weeks": _simple("not-weeks"),
    "not_quantity": lambda error: ("not-quantity", {"typed": error["ctx"]["typed"]}),
    "words_few": _few_words,
    "words_many": _many_words,
    "twice": lambda error: ("twice", {"typed": error["ctx"]["typed"]}),
}
"""Our rule for each error of pydantic, with the details that its sentences need."""
