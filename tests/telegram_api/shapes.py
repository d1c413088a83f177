"""Holds every request and every answer against the Bot API's own description of itself (schema.json)."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.telegram_api.refusal import RefusedError, bad

SCHEMA: dict[str, Any] = json.loads((Path(__file__).parent / "schema.json").read_text("utf-8"))
_METHODS = {name.lower(): fields for name, fields in SCHEMA["methods"].items()}


class BreachError(AssertionError):
    """Something that real Telegram lets pass in silence, or that this stand-in itself does wrong."""


def request(method: str, sent: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters with their types, out of text, JSON or files.

    Raises:
        RefusedError: for what Telegram refuses.
        BreachError: for a parameter that does not exist, which Telegram only ignores.
    """
    fields = _METHODS.get(method.lower())
    if fields is None:
        raise RefusedError(404, "Not Found")
    for name in sent:
        if name not in fields and not _is_file(sent[name]):
            raise BreachError(f"{method} has no parameter {name}")
    read = {name: _read(sent[name], kind, name, sent) for name, (kind, _) in fields.items() if name in sent}
    missing = [name for name, (_, required) in fields.items() if required and name not in read]
    if missing:
        raise bad(_MISSING.get(missing[0], f'parameter "{missing[0]}" is required'))
    return read


_MISSING = {
    "text": "message text is empty",
    "chat_id": "chat_id is empty",
    "message_id": "message identifier is not specified",
}


def answer(kind: str, value: Any) -> None:
    """Raises BreachError where an answer of this stand-in is none that Telegram could give."""
    _check(kind, value, kind, sent=False)


def _is_file(value: Any) -> bool:
    return isinstance(value, bytes)


def _read(raw: Any, kind: str, name: str, sent: Mapping[str, Any]) -> Any:
    if "InputFile" in kind:
        return _file(raw, sent)
    value = _parsed(raw, kind, name)
    _check(kind, value, name, sent=True)
    return value


def _file(raw: Any, sent: Mapping[str, Any]) -> Any:
    if isinstance(raw, str) and raw.startswith("attach://"):
        raw = sent.get(raw.removeprefix("attach://"))
    if not _is_file(raw):
        raise bad("there is no file in the request")  # this bot sends no addresses and no file ids
    return raw


def _parsed(raw: Any, kind: str, name: str) -> Any:
    """A form holds text only, a JSON body may hold the thing itself."""
    if not isinstance(raw, str) or kind == "String":
        return raw
    if kind == "Integer" or (kind == "Integer or String" and raw.lstrip("-").isdigit()):
        try:
            return int(raw)
        except ValueError:
            raise bad(f"invalid {name} specified") from None
    if kind == "Integer or String":
        return raw
    if kind == "Boolean":
        return raw.lower() in {"true", "1", "yes", "y"}
    try:
        return json.loads(raw)
    except ValueError:
        raise bad(f"can't parse {name} JSON object") from None


def _check(kind: str, value: Any, where: str, *, sent: bool) -> None:
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            raise _wrong(f"{where} must be an Array", sent=sent)
        for at, one in enumerate(value):
            _check(kind.removeprefix("Array of "), one, f"{where}[{at}]", sent=sent)
        return
    kinds = _kinds(kind)
    if not any(_fits(one, value, where, sent=sent) for one in kinds):
        raise _wrong(f"{where} is no {kind}", sent=sent)


def _kinds(kind: str) -> list[str]:
    found = [one for part in kind.split(" or ") for one in SCHEMA["kinds"].get(part, [part])]
    return found or [kind]


_SIMPLE = {"String": str, "Integer": int, "Float": (int, float), "Boolean": bool, "True": bool}


def _fits(kind: str, value: Any, where: str, *, sent: bool) -> bool:
    if kind in _SIMPLE:
        simple = isinstance(value, _SIMPLE[kind])  # type: ignore[arg-type]
        return simple and (kind not in {"Integer", "Float"} or not isinstance(value, bool))
    fields = SCHEMA["types"].get(kind)
    if fields is None or not isinstance(value, dict):
        return False
    if any(required and name not in value for name, (_, required) in fields.items()):
        return False
    for name, one in value.items():
        if name not in fields:
            if sent:
                raise BreachError(f"{where}: {kind} has no field {name}")
            return False
        _check(fields[name][0], one, f"{where}.{name}", sent=sent)
    return True


def _wrong(text: str, *, sent: bool) -> Exception:
    return bad(f"object expected: {text}") if sent else BreachError(text)
