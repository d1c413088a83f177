"""The one door of the core: an event comes in, a turn goes out.

Read it from the top: it is the list of rules, in the order in which they hold.
"""

from dataclasses import replace
from datetime import datetime

from bot.core.conversation import navigation
from bot.core.conversation.context import Scene
from bot.core.conversation.here import Here
from bot.core.conversation.questions import NONE
from bot.core.features.registry import REGISTRY, Registry
from bot.core.language.facts import filled_reply
from bot.core.language.hints import hinted
from bot.core.language.safety import warnings
from bot.core.language.sanitize import LONGEST, clean, too_long
from bot.core.methods import look_back_timers, privacy_notice
from bot.core.methods.led import leading
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
    Unspoken,
)
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.orders import StopRound
from bot.core.model.replies import (
    Effect,
    Lose,
    Rename,
    Reply,
    Say,
    Toast,
    Turn,
)
from bot.core.model.session import Kept, Session
from bot.core.model.timers import (
    LookBackOnMethod,
    NativePollTimer,
    RequestTimer,
    RoundTimer,
    StepEnds,
    WeeklyMessage,
)
from bot.core.model.traits import PLAIN, ChannelTraits
from bot.core.router import Router, remarks
from bot.core.team import native_polls, requests, rounds
from bot.core.weekly import message


def respond(  # noqa: PLR0913, everything that decides, and nothing else
    event: Event,
    session: Session,
    library: Library,
    finder: Finder,
    now: datetime,
    *,
    traits: ChannelTraits = PLAIN,
    typing: bool = True,
    registry: Registry = REGISTRY,
) -> Turn:
    """Respond to `event` in a chat with this `session`.

    `now` is the moment the event came in, in Europe/Amsterdam: facts go out of date by it. `traits`:
    of the channel. `typing`: whether people may type about a case where others can read along. `registry`:
    everything the bot can do.
    """
    counting = session.counting_from(event.mark)
    fitting = privacy_notice.fitting(counting, event.chat, typing=typing)
    standing, said = _restored(fitting, library, registry)
    here = Here(event.chat, now, event.leads, event.mark, typing, traits, isinstance(event, Pressed))
    scene = Scene(standing, library, finder, here, registry.catalogue)
    turn = _dispatch(event, scene, Router(registry))
    for hook in registry.hooks:
        turn = hook(turn, scene)
    greeting = (
        (Say(library.say("start.welcome-back")),)
        if isinstance(event, Opened) and session.kept != Kept()
        else ()
    )
    spoken = (*greeting, *said, *turn.replies)
    replies = tuple(filled_reply(reply, library.facts, now.date()) for reply in spoken)
    after = turn.session
    if after.prompt == counting.prompt:  # nothing was asked: then nothing is remembered of it either
        after = after.keep(asked=session.kept.asked)
    return replace(turn, session=_without_doubts(after), replies=replies)


def _without_doubts(session: Session) -> Session:
    """Drop the words of a question once its menu with "none of these" is closed."""
    asks = any(option.id == NONE for option in session.kept.offered)
    return session if asks or not session.unkept.doubted else session.hold(doubted=())


def _dispatch(event: Event, scene: Scene, router: Router) -> Turn:
    match event:
        case Opened(link=link):
            return _opened(link, scene, router)
        case Pressed():
            return router.pressed(event, scene)
        case Said(text=text):
            return _typed(text, scene, router)
        case Added() | Removed() | Muted() | Moved() | Unopened() | Tallied() | TimerFired():
            return _in_a_room(event, scene)


def _opened(link: str, scene: Scene, router: Router) -> Turn:
    """Greet somebody who came in, perhaps by a link to a team or a ballot."""
    return router.follow(link, scene) if link else navigation.open_again(scene)


def _in_a_room(event: Unspoken, scene: Scene) -> Turn:
    """Respond to an event in which nobody speaks."""
    match event:
        case Added():
            return Turn(scene.session, (Say(scene.say("start.introduction")),))
        case Removed(chat=chat):
            return Turn(scene.session, (), (Lose(chat), *_stopped(scene)))
        case Muted():
            replies = (Toast(scene.say("group.may-not-write")),) if not scene.session.kept.muted else ()
            return Turn(scene.session.keep(muted=True), replies)
        case Moved(chat=chat, room=room):
            return Turn(scene.session, (), (Rename(chat, room),))
        case Unopened(poll=poll):
            return Turn(
                scene.session, (Say(scene.say("poll.forbidden")),), native_polls.cancel(poll, event.chat)
            )
        case Tallied():
            return native_polls.announce(event, scene.session, scene.library)
        case TimerFired():
            return _timer_fired(event, scene)


def _timer_fired(event: TimerFired, scene: Scene) -> Turn:
    """Answer a timer, by what it is for."""
    payload = event.payload
    if isinstance(payload, RoundTimer):
        return rounds.timer_fired(payload, event, scene)
    if isinstance(payload, RequestTimer):
        return requests.timer_fired(payload, event, scene)
    if isinstance(payload, NativePollTimer):
        return native_polls.timer_fired(payload, event, scene)
    match payload:
        case WeeklyMessage():
            return message.timer_fired(payload, event, scene)
        case LookBackOnMethod():
            return look_back_timers.timer_fired(payload, event, scene)
        case StepEnds():
            return leading.timer_fired(payload, event, scene)


def _stopped(scene: Scene) -> list[Effect]:
    """End what was open in a group that the bot was removed from, without a result."""
    teams_here = scene.session.around.teams if scene.here.chat.group else ()
    return [StopRound(one.id) for team in teams_here for one in team.rounds]


def _typed(raw: str, scene: Scene, router: Router) -> Turn:
    text = clean(raw[:LONGEST])
    alarms = tuple(Say(line) for line in warnings(text, scene.library))
    hint = hinted(text, scene.library) if not alarms and router.tells(text, scene) else None
    before = (Say(hint.says),) if hint else alarms
    turn = _refused(raw, text, scene) or router.typed(text, scene)
    if before and not turn.understood:  # behind a number to call, saying so would be unkind
        after = Say(scene.say("trouble.after-hint" if hint else "trouble.after-alarm"))
        return navigation.noting(scene, *before, *remarks(text, scene), after)
    return replace(turn, replies=(*before, *turn.replies))


def _refused(raw: str, text: str, scene: Scene) -> Turn | None:
    if too_long(raw):
        return Turn(scene.session, (Say(scene.say("trouble.too-long")),))
    return None if text else Turn(scene.session, (Say(scene.say("trouble.empty")),))


def _restored(session: Session, library: Library, registry: Registry) -> tuple[Session, tuple[Reply, ...]]:
    """Return the session without what the content no longer has, and what to say about that."""
    said: tuple[Reply, ...] = ()
    for kind in registry.catalogue.activities:
        session, lost = kind.restore(session, library)
        said += lost
    return session, said
