"""Fills what was typed and picked into a text of a method, so that it reads as sentences."""

import re

from bot.core.language.dutch import listed as in_a_sentence
from bot.core.methods.picks import listed, lists, picks
from bot.core.methods.visit import Visit
from bot.core.model.dialog import Choice, ChooseStep

BLANK = re.compile(r"\{([a-z0-9][a-z0-9-]*)\}")
"""In a text of a dialog: what was typed at this note, picked in this step, or stands on this list."""

TODAY = "vandaag"
"""The blank that is filled with the day, where facts are filled in: a walk knows no clock."""

_BEGINS = re.compile(r"(?:^|[.!?]\s+|\n\s*|\n- |^- )$")
"""The signs before the first word of a sentence."""

_ENDS = re.compile(r"\s*(?:$|\n|[A-Z{])")
"""The signs behind the last word of a sentence that nobody closed."""

_LABEL = re.compile(r"(?:^|\n)(?:- )?[^.:?!\n]{1,40}: $")
"""A line with nothing but a label: "Titel: ". There the words stay as they were typed."""

_CLOSED = (".", "!", "?", "…", ":")


def filled(text: str, visit: Visit) -> str:
    """Return the text with what was typed and picked. What is missing can be seen to be missing."""
    parts: list[str] = []
    at = 0
    for blank in BLANK.finditer(text):
        parts.append(text[at : blank.start()])
        if blank[1] in lists(visit):  # its rows begin on a line of their own
            before = "".join(parts).rstrip(" ")
            parts = [before, _rows(blank[1], visit, before)]
        else:
            parts.append(_fitting(blank, text, "".join(parts), visit))
        at = blank.end()
    return "".join([*parts, text[at:]])


def _fitting(blank: re.Match[str], text: str, before: str, visit: Visit) -> str:
    """Return what comes in this place: with a capital where a sentence begins, closed where one ends."""
    name = blank[1]
    if name == TODAY:
        return blank[0]
    answer = _answer(name, visit)
    if not answer:
        return visit.library.say("method.skipped")
    if _BEGINS.search(before):
        answer = answer[0].upper() + answer[1:]
    after = text[blank.end() :]
    if after.startswith((".", ",", ";", "!", "?")):
        return answer.rstrip(".!?… ") or answer
    typed = not isinstance(visit.dialog.steps.get(name), ChooseStep)
    closes = _ENDS.match(after) and not answer.endswith(_CLOSED)
    labelled = _LABEL.search(before) and not after.partition("\n")[0].strip()
    return f"{answer}." if typed and closes and not labelled else answer


def _rows(name: str, visit: Visit, before: str) -> str:
    rows = [f"- {_worded(choice, visit)}" for choice in listed(name, visit)]
    told = "\n".join(rows) or f"- {visit.library.say('method.none-listed')}"
    return told if not before or before.endswith("\n") else f"\n{told}"


def _answer(name: str, visit: Visit) -> str:
    if not isinstance(visit.dialog.steps.get(name), ChooseStep):
        return visit.notes.get(name, "").strip()
    worded = [_worded(choice, visit) for choice in picks(name, visit)]
    return in_a_sentence(worded) if worded else ""


def _worded(choice: Choice, visit: Visit) -> str:
    """Return how a pick reads. It may hold what was typed: "een andere wet" becomes its name."""
    return BLANK.sub(
        lambda blank: visit.notes.get(blank[1], "").strip() or visit.library.say("method.skipped"),
        choice.wording or choice.label,
    )
