"""Makes a `Library` of plain values, as files or a remembered page hold them.

msgspec knows no union of dataclasses. So it reads everything but the steps of a dialog by itself, and each
step as the kind that its fields tell.
"""

import dataclasses
from collections.abc import Mapping
from typing import Any, get_type_hints

import msgspec

from bot.core.model.dialog import Dialog, kind_of
from bot.core.model.library import Library


def _plain(kind: type, **instead: object) -> type[msgspec.Struct]:
    """Return a struct with the fields of this dataclass, some of them of another type. Defaults stay."""
    types = get_type_hints(kind) | instead
    rows = [
        (one.name, types[one.name])
        if one.default is dataclasses.MISSING
        else (one.name, types[one.name], one.default)
        for one in dataclasses.fields(kind)
    ]
    return msgspec.defstruct(kind.__name__, rows, kw_only=True)


_DIALOG = _plain(Dialog, steps=dict[str, dict[str, Any]])
_LIBRARY = _plain(Library, dialogs=dict[str, _DIALOG])  # type: ignore[valid-type]


def library_of(values: Mapping[str, object]) -> Library:
    """Return the library with these values.

    Raises:
        msgspec.ValidationError: if one is missing, or not of the type that the core asks for.
    """
    return _library(msgspec.convert(values, _LIBRARY))


def library_in(page: bytes) -> Library:
    """Return the library on a page of JSON that msgspec made of one.

    Raises:
        msgspec.MsgspecError: if it is no JSON, or something is missing or of another type.
    """
    return _library(msgspec.json.decode(page, type=_LIBRARY))


def _library(plain: msgspec.Struct) -> Library:
    fields = msgspec.structs.asdict(plain)
    dialogs = {id_: _dialog(dialog) for id_, dialog in fields["dialogs"].items()}
    return Library(**{**fields, "dialogs": dialogs})


def _dialog(plain: msgspec.Struct) -> Dialog:
    fields = msgspec.structs.asdict(plain)
    steps = {name: msgspec.convert(step, kind_of(step)) for name, step in fields["steps"].items()}
    return Dialog(**{**fields, "steps": steps})
