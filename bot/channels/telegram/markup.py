"""Telegram's text: one function that escapes, lengths as Telegram counts them, and where to cut."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

LONGEST = 4096
"""UTF-16 units in a message, counted after the tags are read (Bot API, sendMessage)."""

CAPTION = 1024
"""The same, for the text under a picture or a document."""


def escaped(text: str) -> str:
    """Return the text so that Telegram shows every sign of it. Nothing reaches a message but through here."""
    return html.escape(sound(text), quote=False)


def units(text: str) -> int:
    """Return the length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, or a line of one, in one style."""

    text: str
    tag: str = ""
    """"b", "i", or nothing."""
    joined: bool = False
    """True: comes on the line below, not after an empty line."""
    folded: bool = False
    """True: stands in a quotation that opens at a tap, with the folded parts beside it."""

    @property
    def html(self) -> str:
        """Return the part in Telegram's HTML."""
        return f"<{self.tag}>{escaped(self.text)}</{self.tag}>" if self.tag else escaped(self.text)

    @property
    def gap(self) -> str:
        """Return the separator from the part above."""
        return "\n" if self.joined else "\n\n"


def messages(parts: Sequence[Part], longest: int = LONGEST) -> list[tuple[Part, ...]]:
    """Return the parts spread over as few messages as they fit in. Only what is too long by itself is cut."""
    found: list[list[Part]] = []
    free = 0
    for part in (piece for whole in parts for piece in _pieces(whole, longest)):
        size = units(part.gap) + units(part.text)
        if size > free:
            found.append([])
            free = longest + units(part.gap)
        found[-1].append(part)
        free -= size
    return [tuple(one) for one in found]


def html_of(parts: Sequence[Part]) -> str:
    """Return one message in Telegram's HTML. No empty line beside a quotation: it brings its own space."""
    runs = [[*run] for _, run in groupby(parts, key=lambda part: part.folded)]
    return "\n".join(_run(run) for run in runs)


def _run(parts: Sequence[Part]) -> str:
    text = _joined(parts, [part.html for part in parts])
    return f"<blockquote expandable>{text}</blockquote>" if parts[0].folded else text


def plain_of(parts: Sequence[Part]) -> str:
    """Return the same message without any formatting, for when Telegram refuses ours."""
    return _joined(parts, [sound(part.text) for part in parts])


def length(parts: Sequence[Part]) -> int:
    """Return the most units that these parts take in one message."""
    return sum(units(part.gap) + units(part.text) for part in parts)


def cut(text: str, longest: int) -> str:
    """Return the text, or its beginning with three dots, in at most so many units."""
    if units(text) <= longest:
        return text
    while units(text) > longest - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def _joined(parts: Sequence[Part], texts: Sequence[str]) -> str:
    return "".join(
        (part.gap if at else "") + text for at, (part, text) in enumerate(zip(parts, texts, strict=True))
    )


_BORDERS = (re.compile(r"\n+"), re.compile(r"(?<=[.!?…]) +"), re.compile(r" +"))
"""The borders to cut at, best first: between lines, sentences, words."""


def _pieces(part: Part, longest: int) -> Iterator[Part]:
    """Yield the part, in pieces if it does not fit in one message."""
    rest, joined = sound(part.text), part.joined  # first: half a sign would be cut away, and shift the rest
    while units(rest) > longest:
        head, rest = _halved(rest, longest)
        yield replace(part, text=head, joined=joined)
        joined = False
    yield replace(part, text=rest, joined=joined)


def _halved(text: str, longest: int) -> tuple[str, str]:
    window = _first(text, longest)
    for border in _BORDERS:
        found = [one for one in border.finditer(window) if one.start() > len(window) // 2]
        if found:
            return text[: found[-1].start()], text[found[-1].end() :]
    return window, text[len(window) :]


def _first(text: str, longest: int) -> str:
    """Return as much of the beginning as fits, never half a character."""
    return text.encode("utf-16-le", "surrogatepass")[: longest * 2].decode("utf-16-le", "ignore")


def sound(text: str) -> str:
    """Drop lone surrogates and zeros: Telegram refuses the whole message for one of those."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")
