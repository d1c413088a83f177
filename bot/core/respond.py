"""The one door of the core: an event comes in, a turn goes out.

Read it from the top: it is the list of rules, in the order in which they hold.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.core import deep_links, router
from bot.core.conversation import dialogs, dilemmas, look_back, navigation, privacy_notice
from bot.core.conversation.commands import IN_A_GROUP, command, exact_command
from bot.core.conversation.context import Here, Scene, vanished
from bot.core.conversation.options import pick
from bot.core.conversation.questions import NONE
from bot.core.conversation.quiet_hours import put_off
from bot.core.language import words, words_group, words_team
from bot.core.language.facts import filled
from bot.core.language.personal_data import personal
from bot.core.language.safety import warnings
from bot.core.language.sanitize import LONGEST, clean, too_long
from bot.core.model.events import (
    Added,
    Event,
    Moved,
    Muted,
    Opened,
    Pressed,
    Removed,
    Said,
    Tallied,
    TimerFired,
    Unopened,
)
from bot.core.model.finder import LONGEST_QUESTION, Finder
from bot.core.model.library import Library
from bot.core.model.orders import StopRound
from bot.core.model.replies import (
    Ask,
    Effect,
    Lose,
    OpenPoll,
    Paper,
    Picture,
    Rename,
    Reply,
    Say,
    Sleep,
    Toast,
    Turn,
)
from bot.core.model.session import LETTERS, Kept, Option, Session
from bot.core.team import ballots, native_polls, requests, rounds, teams
from bot.core.weekly import message, plan


def respond(  # noqa: PLR0913, everything that decides, and nothing else
    event: Event,
    session: Session,
    library: Library,
    finder: Finder,
    now: datetime,
    *,
    typing: bool = True,
) -> Turn:
    """Decide what follows from `event` in a chat that is at `session`.

    `now` is the moment the event came in, in Europe/Amsterdam: facts go out of date by it. `typing`:
    whether people may type about a case where others can read along.
    """
    counting = session.counting_from(event.mark)
    standing, said = _standing(privacy_notice.fitting(counting, event.chat, typing=typing), library)
    here = Here(event.chat, now, event.leads, event.mark, typing)
    scene = Scene(standing, library, finder, here)
    turn = ballots.alone(session, look_back.arranged(_heard(event, scene), scene), scene)
    turn = _saying_how(turn, scene)
    greeting = (Say(words.WELCOME_BACK),) if isinstance(event, Opened) and session.kept != Kept() else ()
    spoken = (*greeting, *said, *turn.replies)
    replies = tuple(_with_facts(reply, library, now.date()) for reply in spoken)
    after = turn.session
    if after.prompt == counting.prompt:  # nothing was asked: then nothing is remembered of it either
        after = after.keep(asked=session.kept.asked)
    return replace(turn, session=_without_doubts(after), replies=replies)


def _without_doubts(session: Session) -> Session:
    """Once the menu with "none of these" is closed, nothing of that question is held."""
    asks = any(option.id == NONE for option in session.kept.offered)
    return session if asks or not session.unkept.doubted else session.hold(doubted=())


def _heard(event: Event, scene: Scene) -> Turn:
    match event:
        case Opened(link=link):
            return _opened(link, scene)
        case Pressed():
            return _pressed(event, scene)
        case Said(text=text):
            return _said(text, scene)
        case _:
            return _in_a_room(event, scene)


def _opened(link: str, scene: Scene) -> Turn:
    """Somebody came in, perhaps by a link to a team or a ballot."""
    if link.startswith(teams.LINK):
        return teams.join(scene)
    if link == ballots.BALLOT:
        return ballots.stem(scene, "")
    return deep_links.follow(link, scene) if link else navigation.open_again(scene)


def _in_a_room(event: Event, scene: Scene) -> Turn:
    """What happens without anybody speaking."""
    match event:
        case Added():
            return Turn(scene.session, (Say(words.INTRODUCTION),))
        case Removed(chat=chat):
            return Turn(scene.session, (), (Lose(chat), *_stopped(scene)))
        case Muted():
            told = (Toast(words_group.MAY_NOT_WRITE),) if not scene.session.kept.muted else ()
            return Turn(scene.session.keep(muted=True), told)
        case Moved(chat=chat, room=room):
            return Turn(scene.session, (), (Rename(chat, room),))
        case Unopened(poll=poll):
            return Turn(scene.session, (Say(words_group.POLL_FORBIDDEN),), (Sleep(poll),))
        case Tallied():
            return native_polls.told(event, scene.session, scene.library)
        case TimerFired() if native_polls.knows(event):
            return native_polls.timer_fired(event, scene)
        case TimerFired(key=key) if ring := _RINGS.get(key.partition(":")[0]):
            return ring(event, scene)
    return Turn(scene.session)


def _ring_of_round(event: TimerFired, scene: Scene) -> Turn:
    if event.what in _CAN_WAIT and not event.missed and (later := put_off(event, scene)):
        return later
    request = event.what in requests.MOMENTS
    return requests.timer_fired(event, scene) if request else rounds.timer_fired(event, scene)


_CAN_WAIT = frozenset({"remind", "verzoek-regret"})
"""Moments of a round that need not be at night or in a weekend: a reminder, and "spijt?"."""


_RINGS: Mapping[str, Callable[[TimerFired, Scene], Turn]] = {
    "round": _ring_of_round,
    plan.KIND: message.timer_fired,
    look_back.KIND: look_back.timer_fired,
}
"""How the keys of moments begin, and where they are answered."""


def _stopped(scene: Scene) -> list[Effect]:
    """The bot was put out of a group: what was open there ends without a result."""
    teams_here = scene.session.around.teams if scene.here.chat.group else ()
    return [StopRound(one.id) for team in teams_here for one in team.rounds]


def _pressed(event: Pressed, scene: Scene) -> Turn:
    for begins, answer in _FOR_EVERYONE.items():
        if event.prompt.startswith(begins):
            return answer(event, scene)
    if event.owner not in ("", event.chat.person):
        return Turn(scene.session, (Toast(words.NOT_YOURS),))
    option = next((one for one in scene.options if one.key == event.option), None)
    if event.prompt != scene.session.prompt or option is None:
        late = Toast(words.TOO_LATE) if event.chat.group else Say(words.TOO_LATE)
        return Turn(scene.session, (late,))
    if event.chat.group and _is_way(option, scene):
        assert scene.case
        return dilemmas.choose_quietly(option.id, scene.case[0], scene.session, scene.library)
    return _picked(option, scene)


_FOR_EVERYONE = {
    teams.PROMPT: teams.pressed,
    ballots.PROMPT: ballots.pressed,
    requests.PROMPT: requests.pressed,
}
"""How the prompts begin under which anybody in a group may press, and where that is answered."""


def _is_way(option: Option, scene: Scene) -> bool:
    """Whether this is a choice in a dilemma."""
    in_case = scene.case and not scene.session.kept.offered and not scene.walk
    return bool(in_case) and option not in dilemmas.AFTER


def _saying_how(turn: Turn, scene: Scene) -> Turn:
    """In a group the bot hears only what answers it. Where it waits for words, it says so."""
    waits = scene.here.chat.group and scene.at(turn.session).awaits_note
    if not waits or not turn.replies or not isinstance(last := turn.replies[-1], Say):
        return turn
    said = replace(last, text=f"{last.text}\n\n{words_group.ANSWER_ME}")
    return replace(turn, replies=(*turn.replies[:-1], said))


def _said(raw: str, scene: Scene) -> Turn:
    text = clean(raw[:LONGEST])
    alarms = tuple(Say(line) for line in warnings(text, scene.library))
    turn = _refused(raw, text, scene) or _typed(text, scene)
    if alarms and _not_understood(turn):
        return navigation.noting(scene, *alarms, Say(words.AFTER_ALARM))
    return replace(turn, replies=(*alarms, *turn.replies))


def _refused(raw: str, text: str, scene: Scene) -> Turn | None:
    if too_long(raw):
        return Turn(scene.session, (Say(words.TOO_LONG),))
    return None if text else Turn(scene.session, (Say(words.EMPTY),))


def _typed(text: str, scene: Scene) -> Turn:
    asked_for = exact_command(text) if scene.awaits_note else command(text)
    group = scene.here.chat.group
    if asked_for and (group or asked_for.name not in IN_A_GROUP):
        return router.carry_out(asked_for, scene)
    if group and not scene.options and (answer := _letter_in_group(text.upper(), scene)):
        return answer
    if scene.awaits_note:
        return _noted(text, scene)
    if option := pick(text, scene.options):
        return _picked(option, scene)
    return _own_way(text, scene) or _asked(text, scene)


def _letter_in_group(letter: str, scene: Scene) -> Turn | None:
    """A letter that answers what stands open for everybody: never a secret vote, for all can read it."""
    team = next(iter(scene.session.around.teams), None)
    if team is None or len(letter) != 1:
        return None
    if team.open("ronde", "spijt"):
        return Turn(scene.session, (Say(words_team.NOT_IN_GROUP),))
    if team.open("verzoek") and letter in "ABC":
        return requests.typed(requests.WAYS["ABC".index(letter)], scene, "")
    return teams.team(scene, "mee") if letter == "A" and not team.belongs else None


def _picked(option: Option, scene: Scene) -> Turn:
    """Do what an option stands for."""
    if option.id.startswith(f"{ballots.BALLOT}:"):
        return ballots.vote(option.id, scene)
    if scene.session.kept.offered:
        return router.take(option.id, scene.at(scene.session.without_menu()))
    if scene.walk:
        return dialogs.choose(option.id, *scene.walk, scene.session)
    assert scene.case, "an option is open, so something is"
    if option in dilemmas.AFTER:
        return router.take(option.id, scene)
    return dilemmas.choose(option.id, *scene.case, scene.session, scene.library)


def _noted(text: str, scene: Scene) -> Turn:
    if scene.session.kept.reading == LETTERS and text.lower() not in dialogs.SKIP:
        return privacy_notice.not_held(scene)
    if scene.walk:
        return dialogs.note(text, *scene.walk, scene.session)
    assert scene.case, "a note is awaited, so something is open"
    if len(text) == 1 and (option := pick(text, scene.options)):  # no way of working is one letter
        return _picked(option, scene)
    return dilemmas.answer_own(text, *scene.case, scene.session, scene.library)


def _own_way(text: str, scene: Scene) -> Turn | None:
    """An own way typed at once: "anders: ik zou eerst bellen"."""
    own = dilemmas.own_line(text)
    if not own or not scene.case or scene.session.kept.offered:
        return None
    return dilemmas.answer_own(own, *scene.case, scene.session, scene.library)


def _asked(text: str, scene: Scene) -> Turn:
    """A question, or a letter that nothing stands behind."""
    if len(text) == 1 or text.isdigit():
        return router.pick_one(scene)
    if privacy_notice.is_asking(
        scene
    ):  # somebody begins to type before choosing: that is no question to look up
        return Turn(scene.session, (Say(words_group.CHOOSE_FIRST),))
    if scene.walk or scene.case:
        turn = router.ask_in_between(text, scene)
    else:
        turn = router.ask(text, scene.at(scene.session.keep(offered=())))
    found = personal(text)
    nudge = (Say(words.PERSONAL_ASKED.format(what=found)),) if found else ()
    cut = (Say(words.CUT),) if len(text) > LONGEST_QUESTION else ()
    return replace(turn, replies=(*nudge, *cut, *turn.replies))


def _standing(session: Session, library: Library) -> tuple[Session, tuple[Reply, ...]]:
    """The session as far as it still holds, and what must be said of the rest.

    An editor may have taken away what was open, and a restart takes away what was typed.
    """
    if vanished(session, library):
        return session.keep(walk=None, case=None, offered=()), (Say(words.CHANGED),)
    walk = session.kept.walk
    if walk and dialogs.lost_notes(walk, session):
        found = dialogs.without_lost_notes(walk, session)
        where = dialogs.where(library.dialogs[walk.dialog], walk)
        return session.keep(walk=found), (Say(words.FORGOTTEN.format(where=where)),)
    return session, ()


def _not_understood(turn: Turn) -> bool:
    """Whether this turn only says so. Behind a number to call that would be unkind."""
    first = turn.replies[0] if turn.replies else None
    return isinstance(first, Say | Ask) and first.text.startswith(_MISSES)


_MISSES = (
    words.REPHRASE,
    words.DO_NOT_KNOW,
    words.STILL_UNKNOWN,
    words.NO_ANSWER,
    words.NOT_AN_OPTION,
)


def _with_facts(reply: Reply, library: Library, today: date) -> Reply:
    def fill(text: str) -> str:
        return filled(text, library.facts, today)

    match reply:
        case Say():
            return replace(reply, text=fill(reply.text), title=fill(reply.title), source=fill(reply.source))
        case Ask(options=options):
            told = tuple(replace(one, label=fill(one.label), detail=fill(one.detail)) for one in options)
            return replace(reply, text=fill(reply.text), title=fill(reply.title), options=told)
        case Picture():
            return replace(reply, text=fill(reply.text))
        case Paper(parts=parts):
            filled_in = tuple(replace(part, lines=tuple(map(fill, part.lines))) for part in parts)
            return replace(reply, parts=filled_in)
        case OpenPoll(options=options):
            told = tuple(replace(one, label=fill(one.label)) for one in options)
            return replace(reply, text=fill(reply.text), options=told)
    return reply
