"""A dilemma as a poll of the platform's own: opened in a group, closed at its time, and talked about."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.core.conversation import dilemma_case, dilemmas
from bot.core.conversation.context import Scene
from bot.core.conversation.quiet_hours import prolonged
from bot.core.language.nl.spoken import spoken
from bot.core.model.events import Chat, Tallied, TimerFired
from bot.core.model.figures import Bar, Bars
from bot.core.model.library import Dilemma, Library
from bot.core.model.native_poll import poll_name
from bot.core.model.replies import (
    CancelTimer,
    ClosePoll,
    OpenPoll,
    Picture,
    Reply,
    Say,
    Turn,
    Wake,
    set_timer,
)
from bot.core.model.session import Option, Session
from bot.core.model.timer_keys import key_of
from bot.core.model.timers import NativePollCloses, NativePollOpens, NativePollTimer
from bot.core.team.closing import closing, parted

MOST_STARTED = 5
"""Polls that somebody is remembered to have begun in a group."""

_NOW = frozenset({"sluit", "sluiten", "stop", "dicht", "sluit nu", "nu sluiten"})


def peiling(scene: Scene, rest: str) -> Turn:
    """Answer the word "peiling", with a theme or "sluit vrijdag 12:00" behind it."""
    if not scene.here.chat.group:
        return Turn(scene.session, (Say(scene.say("poll.in-a-group")),))
    if not scene.here.traits.native_polls:
        return _say(scene, scene.say("poll.not-here"))
    running = _running(scene.session)
    if rest.strip().lower() in _NOW:
        return _close(scene, *running) if running else _say(scene, scene.say("poll.none"))
    theme, when = parted(rest)
    moment = closing(when, scene.here.now)
    if not isinstance(moment, datetime):
        return _say(scene, scene.say(_TROUBLE[moment]))
    if running:
        return _move(scene, running[0], moment) if when else _still_open(scene, running[1])
    return _begin(scene, theme, moment)


def timer_fired(timer: NativePollTimer, event: TimerFired, scene: Scene) -> Turn:
    """Open or close a poll whose time has come."""
    match timer:
        case NativePollOpens():
            return _open(timer, event, scene)
        case NativePollCloses():
            return _close_or_prolong(timer, event, scene)


def cancel(poll: str, chat: Chat) -> tuple[CancelTimer]:
    """Return the effect that cancels the closing of a poll that is not there."""
    return (CancelTimer(key_of(NativePollCloses(poll), chat)),)


def _open(timer: NativePollOpens, event: TimerFired, scene: Scene) -> Turn:
    cancelled = cancel(timer.poll, event.chat)
    dilemma = scene.library.dilemmas.get(timer.dilemma)
    closes = _closes_at(timer.poll, scene.session)
    if dilemma is None:
        return Turn(scene.session, (Say(scene.say("trouble.changed")),), cancelled)
    if event.missed or closes is None:
        return Turn(scene.session, (Say(scene.say("poll.missed")),), cancelled)
    options = dilemmas.all_options(dilemma, scene.library)
    poll = OpenPoll(timer.poll, dilemma.id, dilemma.poll, options, closes, dilemma.title)
    return Turn(scene.session, (poll,))


def _close_or_prolong(timer: NativePollCloses, event: TimerFired, scene: Scene) -> Turn:
    if later := prolonged(event, scene, before=timer.prolonged):
        said = Say(scene.say("poll.longer", when=spoken(later)))
        again = Wake(event.key, event.chat, later, replace(timer, prolonged=True))
        return Turn(scene.session, (said,), (again,))
    return Turn(scene.session, (ClosePoll(timer.poll, scene.say("poll.closed")),))


def announce(totals: Tallied, session: Session, library: Library) -> Turn:
    """Announce the result of a poll, as a picture and in words, with what to talk about."""
    dilemma = library.dilemmas.get(totals.dilemma)
    if dilemma is None:
        return Turn(session, (Say(library.say("poll.closed")),))
    talk = Say(dilemmas.talk(dilemma, library), library.say("poll.talk"))
    if not any(totals.counts.values()):
        nobody = library.say("poll.nobody" if totals.counts and totals.final else "poll.no-totals")
        return Turn(session, (Say(nobody, dilemma.title), talk))
    late = () if totals.final else (Say(library.say("poll.last-seen")),)
    return Turn(session, (_picture(dilemma, totals.counts, library), *late, talk))


def _begin(scene: Scene, theme: str, closes: datetime) -> Turn:
    dilemma, session, said = _chosen(scene, theme)
    if dilemma is None:
        return Turn(session, said)
    here = scene.here
    name = poll_name(dilemma.id, here.mark, here.chat)
    intro = Say(scene.say("poll.intro", when=spoken(closes)))
    begun = session.keep(started=(*session.kept.started, name)[-MOST_STARTED:])
    effects = (
        set_timer(NativePollOpens(name, dilemma.id), here.chat, here.now, closes),
        set_timer(NativePollCloses(name), here.chat, closes),
    )
    return Turn(begun, (*said, Say(_story(dilemma, scene.library), dilemma.title), intro), effects)


def _chosen(scene: Scene, theme: str) -> tuple[Dilemma | None, Session, tuple[Reply, ...]]:
    """Return the dilemma that is open, or the next one that this person did not see."""
    session, library = scene.session, scene.library
    if (dilemma := dilemma_case.open_dilemma(session, library)) and not theme:
        return dilemma, session, ()
    turn = dilemmas.show_next(session, library, theme)
    shown = dilemma_case.open_dilemma(turn.session, library)
    if shown is None or turn.session == session:
        return None, session, turn.replies
    return shown, session.saw_dilemma(shown.id), turn.replies[:-1]


def _story(dilemma: Dilemma, library: Library) -> str:
    safety = [library.say("dilemma.safety-first")] if dilemma.safety else []
    ways = [f"{option.key}  {option.label}" for option in dilemmas.all_options(dilemma, library)]
    return "\n\n".join([dilemma.story, *safety, dilemma.poll, "\n".join(ways)])


def _running(session: Session) -> tuple[str, datetime] | None:
    """Return the poll that is open in this group, and when it closes."""
    timers = session.around.timers.values()
    found = ((one.payload.poll, one.due) for one in timers if isinstance(one.payload, NativePollCloses))
    return next(found, None)


def _closes_at(poll: str, session: Session) -> datetime | None:
    """Return when this poll closes; None where that was cancelled."""
    closing = NativePollCloses(poll), NativePollCloses(poll, prolonged=True)
    return next((one.due for one in session.around.timers.values() if one.payload in closing), None)


def _may_close(scene: Scene, name: str) -> bool:
    return scene.here.leads or name in scene.session.kept.started


def _close(scene: Scene, name: str, _: datetime) -> Turn:
    if not _may_close(scene, name):
        return _say(scene, scene.say("poll.not-yours"))
    now = set_timer(NativePollCloses(name), scene.here.chat, scene.here.now)
    return Turn(scene.session, (Say(scene.say("poll.closing")),), (now,))


def _move(scene: Scene, name: str, moment: datetime) -> Turn:
    if not _may_close(scene, name):
        return _say(scene, scene.say("poll.not-yours"))
    later = set_timer(NativePollCloses(name), scene.here.chat, moment)
    said = Say(scene.say("poll.moved", when=spoken(moment)))
    return Turn(scene.session, (said,), (later,))


def _still_open(scene: Scene, closes: datetime) -> Turn:
    local = closes.astimezone(scene.here.now.tzinfo)
    return _say(scene, scene.say("poll.open", when=spoken(local)))


def _picture(dilemma: Dilemma, counts: Mapping[str, int], library: Library) -> Picture:
    votes = sum(counts.values())
    options = dilemmas.all_options(dilemma, library)
    rows = [(option, counts.get(option.key, 0)) for option in options]
    note = library.say("poll.result-one") if votes == 1 else library.say("poll.result-note", votes=votes)
    bars = tuple(Bar(option.key, option.label, count / votes, str(count)) for option, count in rows)
    lines = "\n".join(_line(option, count) for option, count in rows)
    title = f"{library.say('poll.result')}: {dilemma.title}"
    return Picture(Bars(dilemma.title, bars, note, dilemma.poll), f"{lines}\n\n{note}", title)


def _line(option: Option, count: int) -> str:
    return f"{option.key}  {option.label}: {count}"


def _say(scene: Scene, text: str) -> Turn:
    return Turn(scene.session, (Say(text),))


_TROUBLE = {
    "unclear": "poll.when-unclear",
    "doubt": "poll.when-doubt",
    "past": "poll.when-past",
    "free day": "poll.when-free-day",
    "too soon": "poll.too-soon",
    "too late": "poll.too-late",
}
