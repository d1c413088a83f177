"""A method as an activity: one walks through its steps, may set it aside, and take it up later."""

from dataclasses import dataclass, replace

from bot.core.conversation.activity import ActivityKind
from bot.core.conversation.context import Scene
from bot.core.conversation.here import Here
from bot.core.conversation.navigation import set_aside
from bot.core.methods import places, steps
from bot.core.methods import walk as walks
from bot.core.model.dialog import Dialog, Step
from bot.core.model.library import Library
from bot.core.model.replies import Reply, Say, Turn
from bot.core.model.session import Option, Session, Walk


@dataclass(frozen=True, slots=True)
class MethodWalk:
    """The walk through a dialog that is going on in a session."""

    dialog: Dialog
    walk: Walk
    session: Session
    library: Library

    def options(self) -> tuple[Option, ...]:
        """See `Activity`."""
        return steps.options(self.dialog.steps[self.walk.step])

    def awaits_text(self) -> bool:
        """See `Activity`."""
        return steps.awaits_text(self.dialog.steps[self.walk.step])

    def pick(self, option: Option, *, quietly: bool) -> Turn | None:  # noqa: ARG002, a step shows no choice
        """See `Activity`."""
        return walks.choose(option.id, self.walk, self.session, self.library)

    def take_text(self, text: str) -> Turn:
        """See `Activity`."""
        return walks.note(text, self.walk, self.session, self.library)

    def take_unasked(self, text: str, *, quietly: bool) -> Turn | None:  # noqa: ARG002, a step takes what it asks
        """See `Activity`."""
        return None

    def show(self) -> Turn:
        """See `Activity`."""
        return self.lead_back()

    def lead_back(self, *said: Reply) -> Turn:
        """See `Activity`."""
        return walks.resume(self.walk, self.session, self.library, said)

    def mention(self, *said: Reply) -> Turn:
        """See `Activity`."""
        return Turn(self.session, (*said, Say(self.library.say("method.still-there", where=self._where()))))

    def back(self) -> Turn | None:
        """See `Activity`. At the first step it says so, for what was typed is not thrown away by accident."""
        turn = walks.back(self.walk, self.session, self.library)
        return turn or Turn(self.session, (Say(self.library.say("method.first-step")),))

    def go_on(self) -> Turn | None:
        """See `Activity`. Over a note that is left as it is, or by the choice that says so."""
        return walks.go_on(self.walk, self.session, self.library)

    def pause(self) -> Turn:
        """See `Activity`."""
        return Turn(self._paused(), (Say(self.library.say("method.paused", where=self._where())),))

    def set_aside(self) -> Turn:
        """See `Activity`."""
        return Turn(self._paused(), (Say(self.library.say("method.set-aside", title=self.dialog.title)),))

    def stop(self) -> Turn:
        """See `Activity`."""
        return Turn(walks.stop(self.dialog, self.session), (Say(self.library.say("start.stopped")),))

    def _paused(self) -> Session:
        return walks.pause(self.dialog, self.walk, self.session)

    def _where(self) -> str:
        return places.where(self.dialog, self.walk)


def begin(scene: Scene, dialog: Dialog) -> Turn:
    """Begin a dialog. One that stands open or aside already is taken up where it was."""
    going_on = _find(scene.session, scene.library, scene.here)
    if going_on and going_on.dialog.id == dialog.id:
        return going_on.show()
    clear, aside = set_aside(scene)
    waiting = [walk for walk in clear.session.kept.paused if walk.dialog == dialog.id]
    if waiting:
        turn = _take_up(waiting[0], clear.session, clear.library)
    else:
        turn = walks.begin(dialog, clear.session, clear.library)
    return replace(turn, replies=(*aside, *turn.replies))


def open_dialog(session: Session, library: Library) -> Dialog | None:
    """Return the dialog that is going on."""
    walk = session.kept.walk
    return library.dialogs[walk.dialog] if walk else None


def open_step(session: Session, library: Library) -> Step | None:
    """Return the step that somebody is at, if a dialog is going on."""
    walk = session.kept.walk
    return library.dialogs[walk.dialog].steps[walk.step] if walk else None


def titles(session: Session, library: Library) -> list[str]:
    """Return the titles of the dialog that is going on and of those set aside, as far as they still exist."""
    kept = session.kept
    walks = [*([kept.walk] if kept.walk else []), *kept.paused]
    return [library.dialogs[walk.dialog].title for walk in walks if walk.dialog in library.dialogs]


def _find(session: Session, library: Library, _: Here) -> MethodWalk | None:
    walk = session.kept.walk
    return MethodWalk(library.dialogs[walk.dialog], walk, session, library) if walk else None


def _restore(session: Session, library: Library) -> tuple[Session, tuple[Reply, ...]]:
    walk = session.kept.walk
    if walk is None:
        return session, ()
    dialog = library.dialogs.get(walk.dialog)
    if dialog is None or not places.stands(dialog, walk):
        return session.keep(walk=None, offered=()), (Say(library.say("trouble.changed")),)
    if not places.lost_notes(walk, session):
        return session, ()
    left = places.without_lost_notes(walk, session)
    return session.keep(walk=left), (Say(library.say("method.forgotten", where=places.where(dialog, walk))),)


def _resume(session: Session, library: Library) -> Turn | None:
    paused = session.kept.paused
    return _take_up(paused[-1], session.without_choice(), library) if paused else None


def _take_up(walk: Walk, session: Session, library: Library) -> Turn:
    """Take up a dialog that was set aside, and say what of it is no longer known."""
    dialog = library.dialogs.get(walk.dialog)
    if dialog is None or not places.stands(dialog, walk):
        others = tuple(other for other in session.kept.paused if other != walk)
        return Turn(session.keep(paused=others), (Say(library.say("trouble.changed")),))
    lost = places.lost_notes(walk, session)
    where = places.where(dialog, walk)
    said = Say(library.say("method.forgotten" if lost else "method.resumed", where=where))
    return walks.resume(places.without_lost_notes(walk, session), session, library, (said,))


KIND = ActivityKind(_find, _restore, _resume)
