"""A dilemma as an activity: a choice, or a way of one's own, and what there is to talk about."""

from dataclasses import dataclass

from bot.core.conversation import dilemmas, further
from bot.core.conversation.activity import ActivityKind
from bot.core.conversation.here import Here
from bot.core.model.library import Dilemma, Library
from bot.core.model.replies import Reply, Say, Turn
from bot.core.model.session import Case, Option, Session


@dataclass(frozen=True, slots=True)
class DilemmaCase:
    """The dilemma that is open in a session."""

    dilemma: Dilemma
    case: Case
    session: Session
    library: Library

    def options(self) -> tuple[Option, ...]:
        """See `Activity`."""
        return dilemmas.pickable(self.dilemma, self.case, self.library)

    def awaits_text(self) -> bool:
        """See `Activity`. Any text may be a way of one's own once "Anders" was picked."""
        return self.session.unkept.own

    def pick(self, option: Option, *, quietly: bool) -> Turn | None:
        """See `Activity`."""
        if option.id == further.ID:
            return further.voices(self.dilemma, self.session, dilemmas.after(self.library), self.library)
        if option in dilemmas.after(self.library):
            return None
        if quietly:
            return dilemmas.choose_quietly(option.id, self.dilemma, self.session, self.library)
        return dilemmas.choose(option.id, self.dilemma, self.case, self.session, self.library)

    def take_text(self, text: str) -> Turn:
        """See `Activity`."""
        return dilemmas.answer_own(text, self.dilemma, self.case, self.session, self.library)

    def take_unasked(self, text: str, *, quietly: bool) -> Turn | None:
        """See `Activity`. A way of one's own may be typed at once: "anders: ik zou eerst bellen".

        After a choice a sentence is the reason for it, and no question. Where others read along, nobody is
        drawn out about a reason.
        """
        if own := dilemmas.own_line(text):
            return self.take_text(own)
        if quietly or self.case.phase == "choose" or not further.is_line(text, self.session):
            return None
        onward = dilemmas.after(self.library)
        return further.take_line(text, self.dilemma, self.session, onward, self.library)

    def show(self) -> Turn:
        """See `Activity`."""
        return dilemmas.show_again(self.dilemma, self.case, self.session, self.library)

    def lead_back(self, *said: Reply) -> Turn:
        """See `Activity`. A dilemma fills a screen, so it is only mentioned."""
        return self.mention(*said)

    def mention(self, *said: Reply) -> Turn:
        """See `Activity`."""
        key = "dilemma.back-to-own" if self.session.unkept.own else "dilemma.back-to-case"
        return Turn(self.session, (*said, Say(self.library.say(key))))

    def back(self) -> Turn | None:
        """See `Activity`. From an answer to the choice; from the choice to the menu."""
        choosing = self.case.phase == "choose" and not self.session.unkept.own
        return None if choosing else self.show()

    def go_on(self) -> Turn | None:
        """See `Activity`. Once answered it gives way to a method that waits."""
        gives_way = self.session.kept.paused and self.case.phase == "talk"
        return None if gives_way else self.show()

    def pause(self) -> Turn:
        """See `Activity`. It stays open as it stands."""
        return Turn(self.session, (Say(self.library.say("dilemma.paused")),))

    def set_aside(self) -> Turn:
        """See `Activity`. It is closed: beginning it again costs nothing."""
        return Turn(self.session.keep(case=None).without_choice())

    def stop(self) -> Turn:
        """See `Activity`. What was chosen is forgotten, also for the mirror."""
        leaned = {id_: way for id_, way in self.session.unkept.leaned.items() if id_ != self.dilemma.id}
        closed = self.session.keep(case=None).without_choice().hold(leaned=leaned)
        waiting = (Say(self.library.say("start.still-paused")),) if self.session.kept.paused else ()
        return Turn(closed, (Say(self.library.say("dilemma.stopped")), *waiting))


def open_dilemma(session: Session, library: Library) -> Dilemma | None:
    """Return the dilemma that is open."""
    case = session.kept.case
    return library.dilemmas[case.dilemma] if case else None


def chosen_since(before: Session, after: Session) -> tuple[str, str] | None:
    """Return the dilemma and the way, where one was chosen, or another one, between these two sessions."""
    case, chosen = after.kept.case, after.unkept.chosen
    if not case or not chosen:
        return None
    earlier = before.kept.case
    if (case.phase, chosen) == (earlier.phase if earlier else "", before.unkept.chosen):
        return None
    return case.dilemma, chosen


def _find(session: Session, library: Library, _: Here) -> DilemmaCase | None:
    case = session.kept.case
    return DilemmaCase(library.dilemmas[case.dilemma], case, session, library) if case else None


def _restore(session: Session, library: Library) -> tuple[Session, tuple[Reply, ...]]:
    case = session.kept.case
    if case is None or _has_ways(library.dilemmas.get(case.dilemma), case):
        return session, ()
    return session.keep(case=None, offered=()), (Say(library.say("trouble.changed")),)


def _has_ways(dilemma: Dilemma | None, case: Case) -> bool:
    return dilemma is not None and {way.name for way in dilemma.ways} >= set(case.ways)


KIND = ActivityKind(_find, _restore)
