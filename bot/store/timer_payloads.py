"""Write what a timer is for as JSON, and read it: its fields, and its kind under "kind"."""

from typing import Any, get_args

import msgspec

from bot.core.model.timers import TimerPayload

_KINDS: dict[str, type] = {kind.__name__: kind for kind in get_args(TimerPayload)}
"""Derived, so that no kind can be left out. tests/store/test_timer_payloads.py pins what is on disk."""


def written(payload: TimerPayload) -> str:
    """Return this payload as JSON."""
    fields = msgspec.to_builtins(payload)
    return msgspec.json.encode({"kind": type(payload).__name__, **fields}).decode()


def read(text: str) -> TimerPayload:
    """Return the payload in this JSON.

    Raises:
        KeyError, msgspec.ValidationError: if no version of this program wrote it.
    """
    fields = msgspec.json.decode(text, type=dict[str, Any])
    payload: TimerPayload = msgspec.convert(fields, type=_KINDS[fields.pop("kind")])
    return payload
