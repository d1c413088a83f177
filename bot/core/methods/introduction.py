"""Introduce a method before its first step: how long it takes, its source, and what we added."""

from bot.core.model.dialog import Dialog
from bot.core.model.library import Library
from bot.core.model.replies import Say


def introduction(dialog: Dialog, library: Library) -> tuple[Say, ...]:
    """Return what is said before the first step. Nothing where an editor did not say how long it takes."""
    if not dialog.minutes:
        return ()
    typed = [library.say("method.in-memory")] if dialog.awaits_text else []
    text = "\n\n".join([dialog.about, origin(dialog, library), *typed])
    return (Say(text, dialog.title),)


def origin(dialog: Dialog, library: Library) -> str:
    """Return how long it takes, where it comes from, what is ours, and whose name it is."""
    said = [
        library.say("method.takes", minutes=dialog.minutes),
        library.say("method.from", source=dialog.source),
    ]
    if dialog.ours:
        said.append(library.say("method.ours", ours=dialog.ours))
    if dialog.owner:
        said.append(library.say("method.owner", owner=dialog.owner))
    return " ".join(said)
