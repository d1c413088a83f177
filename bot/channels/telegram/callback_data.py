"""Encode the callback data of a button, and validate it when it comes back."""

import re

VERSION = "v1"
"""Goes up when the meaning of the rest changes. Buttons of another version are old."""

MOST_BYTES = 64
"""Bot API, InlineKeyboardButton.callback_data."""

_FORM = re.compile(r"v1\|(\d{0,20})\|([A-Za-z0-9:._-]{1,40})\|([A-Za-z0-9-]{1,16})", re.ASCII)


def packed(owner: str, prompt: str, key: str) -> str:
    """Return the data of a button.

    Raises:
        ValueError: where what we ask for could not come back; no content leads here.
    """
    data = f"{VERSION}|{owner}|{prompt}|{key}"
    if not _FORM.fullmatch(data) or len(data.encode()) > MOST_BYTES:
        raise ValueError("a prompt or key that fits no button")
    return data


def unpacked(data: str) -> tuple[str, str, str] | None:
    """Return owner, prompt and key; None for what no button of ours carries: anybody can send anything."""
    found = _FORM.fullmatch(data) if len(data) <= MOST_BYTES else None
    return (found[1], found[2], found[3]) if found else None
