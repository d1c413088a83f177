"""A dilemma as a poll of the platform's own: opened in a group, closed at its time, and talked about."""

from collections.abc import Mapping
from datetime import datetime

from bot.core.conversation import dilemma_case, dilemmas
from bot.core.conversation.context import Scene
from bot.core.conversation.quiet_hours import ONCE, prolonged
from bot.core.language.deadlines import closing, parted, spoken
from bot.core.model.events import Tallied, TimerFired
from bot.core.model.figures import Bar, Bars
from bot.core.model.library import Dilemma, Library
from bot.core.model.replies import ClosePoll, OpenPoll, Picture, Reply, Say, Sleep, Turn, Wake
from bot.core.model.session import Option, Session

CLOSES = "peiling:"
"""How the name of a poll begins, which is also the key of the moment that closes it."""

CLOSING = "peiling sluiten"

OPENS = "peiling-open:"
"""How the key of the moment begins that opens it: so a poll is opened even if this process dies now."""

MOST_STARTED = 5
"""Polls that somebody is remembered to have begun in a group."""

_NOW = frozenset({"sluit", "sluiten", "stop", "dicht", "sluit nu", "nu sluiten"})


def peiling(scene: Scene, rest: str) -> Turn:
    """The word "peiling", with a theme or "sluit vrijdag 12:00" behind it."""
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


def timer_fired(moment: TimerFired, scene: Scene) -> Turn:
    """The moment that a poll opens or closes has come."""
    if moment.key.startswith(CLOSES):
        if later := prolonged(moment, scene):
            said = Say(scene.say("poll.longer", when=spoken(later)))
            return Turn(scene.session, (said,), (Wake(moment.key, moment.chat, later, CLOSING + ONCE),))
        return Turn(scene.session, (ClosePoll(moment.key, scene.say("poll.closed")),))
    name = CLOSES + moment.key.removeprefix(OPENS)
    dilemma = scene.library.dilemmas.get(_dilemma_in(name))
    closes = scene.session.around.moments.get(name)
    if dilemma is None:
        return Turn(scene.session, (Say(scene.say("trouble.changed")),), (Sleep(name),))
    if moment.missed or closes is None:
        return Turn(scene.session, (Say(scene.say("poll.missed")),), (Sleep(name),))
    poll = OpenPoll(name, dilemma.poll, dilemmas.all_options(dilemma, scene.library), closes, dilemma.title)
    return Turn(scene.session, (poll,))


def knows(moment: TimerFired) -> bool:
    """Whether this moment is about a poll."""
    return moment.key.startswith((CLOSES, OPENS))


def told(totals: Tallied, session: Session, library: Library) -> Turn:
    """What came of a poll, as a picture and in words, and what to talk about."""
    dilemma = library.dilemmas.get(_dilemma_in(totals.poll))
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
    name = f"{CLOSES}{dilemma.id}:{here.mark}:{here.chat.channel}:{here.chat.room}"
    opening = OPENS + name.removeprefix(CLOSES)
    intro = Say(scene.say("poll.intro", when=spoken(closes)))
    begun = session.keep(started=(*session.kept.started, name)[-MOST_STARTED:])
    effects = (
        Wake(opening, here.chat, here.now, "peiling openen", closes),
        Wake(name, here.chat, closes, CLOSING),
    )
    return Turn(begun, (*said, Say(_story(dilemma, scene.library), dilemma.title), intro), effects)


def _chosen(scene: Scene, theme: str) -> tuple[Dilemma | None, Session, tuple[Reply, ...]]:
    """The dilemma that is open, or the next one that this person did not see."""
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
    """The poll that is open in this group, and when it closes."""
    found = [(key, due) for key, due in session.around.moments.items() if key.startswith(CLOSES)]
    return found[0] if found else None


def _may_close(scene: Scene, name: str) -> bool:
    return scene.here.leads or name in scene.session.kept.started


def _close(scene: Scene, name: str, _: datetime) -> Turn:
    if not _may_close(scene, name):
        return _say(scene, scene.say("poll.not-yours"))
    now = Wake(name, scene.here.chat, scene.here.now, CLOSING)
    return Turn(scene.session, (Say(scene.say("poll.closing")),), (now,))


def _move(scene: Scene, name: str, moment: datetime) -> Turn:
    if not _may_close(scene, name):
        return _say(scene, scene.say("poll.not-yours"))
    later = Wake(name, scene.here.chat, moment, CLOSING)
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


def _dilemma_in(name: str) -> str:
    return name.removeprefix(CLOSES).partition(":")[0]


def _say(scene: Scene, text: str) -> Turn:
    return Turn(scene.session, (Say(text),))


_TROUBLE = {
    "unclear": "poll.when-unclear",
    "too soon": "poll.too-soon",
    "too late": "poll.too-late",
}
