"""Idempotency keys of timers."""

from bot.core.model.events import Chat
from bot.core.model.timers import (
    LookBackOnMethod,
    NativePollCloses,
    NativePollOpens,
    RequestTimer,
    RoundReminds,
    RoundTimer,
    StepEnds,
    TimerPayload,
    WeeklyMessage,
)


def key_of(payload: TimerPayload, chat: Chat) -> str:
    """Return the idempotency key of a timer: setting the same one again moves it.

    Nothing reads a key. A room that goes on under another id keeps the keys of its timers.
    """
    return f"{type(payload).__name__}:{_subject(payload, f'{chat.channel}:{chat.room}')}"


def _subject(payload: TimerPayload, room: str) -> str:
    """Return what tells this timer from others of its kind."""
    match payload:
        case RoundReminds(round=id_, at=at):
            return f"{id_}:{at}"
        case NativePollOpens(poll=poll) | NativePollCloses(poll=poll):
            return poll
        case WeeklyMessage(week=week):
            return f"{room}:{week}"
        case LookBackOnMethod(dialog=dialog, day=day):
            return f"{room}:{dialog}:{day}"
        case StepEnds(gathering=gathering, clock=clock, at=at):
            return f"{gathering}:{clock}:{at}"
        case _:
            return _round_of(payload)


def _round_of(payload: RoundTimer | RequestTimer) -> str:
    return payload.round
