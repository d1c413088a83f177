"""Change everything that people read of a reply, whatever kind it is."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar, assert_never

from bot.core.model.replies import Ask, ClosePoll, OpenPoll, Paper, Picture, Reply, Say, Toast

R = TypeVar("R", bound=Reply)


def with_texts(reply: R, change: Callable[[str], str]) -> R:
    """Return the reply with every text in it changed."""
    changed = _changed(reply, change)
    assert isinstance(changed, type(reply))
    return changed


def _changed(reply: Reply, change: Callable[[str], str]) -> Reply:
    text = change(reply.text)
    match reply:
        case Say():
            return replace(reply, text=text, title=change(reply.title), source=change(reply.source))
        case Ask(options=options):
            shown = tuple(replace(one, label=change(one.label), detail=change(one.detail)) for one in options)
            hint = change(reply.hint)
            return replace(reply, text=text, title=change(reply.title), options=shown, hint=hint)
        case Toast() | Picture() | ClosePoll():
            return replace(reply, text=text, title=change(reply.title))
        case Paper(parts=parts):
            lines = tuple(replace(part, lines=tuple(map(change, part.lines))) for part in parts)
            return replace(reply, text=text, parts=lines)
        case OpenPoll(options=options):
            shown = tuple(replace(one, label=change(one.label)) for one in options)
            return replace(reply, text=text, title=change(reply.title), options=shown)
        case _:
            assert_never(reply)
