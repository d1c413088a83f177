"""Walks through a dialog, one step for each answer. What was typed stays in memory only."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.core.conversation.options import keyed, letters, pick
from bot.core.language.dutch import listed, lowered
from bot.core.language.personal_data import personal
from bot.core.model.library import END, Dialog, Library, Step
from bot.core.model.replies import LookBack, Reply, Say, Submit, Turn, ask
from bot.core.model.session import LETTERS, MOST_PAUSED, MOST_STEPS, Option, Session, Walk

ON = "verder"
"""The word that goes on; a choice may say it too."""

SKIP = frozenset({"-", "–", "—", "overslaan", "sla over"})
"""What is typed to leave a note open."""

BLANK = re.compile(r"\{([a-z0-9][a-z0-9-]*)\}")
"""In a text of a dialog: what was typed at this note, or picked in this step."""


def begin(dialog: Dialog, session: Session, library: Library) -> Turn:
    """The first step. Notes of an earlier walk through this dialog are gone."""
    first = next(iter(dialog.steps))
    fresh = _without_notes(session, dialog.id).keep(case=None, offered=())
    return _enter(Walk(dialog.id, first), fresh, library)


def note(text: str, walk: Walk, session: Session, library: Library) -> Turn:
    """Hold what was typed in memory, and go on to the next step."""
    return _noted("" if text.lower() in SKIP else text, walk, session, library)


def choose(option: str, walk: Walk, session: Session, library: Library) -> Turn:
    """The step that a picked option leads to. An option this step does not have changes nothing."""
    dialog = library.dialogs[walk.dialog]
    step = dialog.steps[walk.step]
    choice = next((one for one in step.choices if one.label == option), None)
    if choice is None:
        return pick_one(walk, session, library)
    left = replace(_left(walk), picked=(*walk.picked, (walk.step, choice.label))[-MOST_STEPS:])
    said = (Say(_filled(choice.reply, left, session, library)),) if choice.reply else ()
    return _go(left, choice.next, session, library, said)


def go_on(walk: Walk, session: Session, library: Library) -> Turn:
    """Go on with a note as it stands, or by the choice that says so; otherwise show the step again."""
    dialog = library.dialogs[walk.dialog]
    step = dialog.steps[walk.step]
    if onward := pick(ON, options(step)):
        return choose(onward.id, walk, session, library)
    if session.kept.reading == LETTERS and step.note:
        return _noted("", walk, session, library)
    if session.unkept.notes.get(dialog.id, {}).get(step.note):
        return _go(_left(walk), step.next, session, library, ())
    return resume(walk, session, library)


def back(walk: Walk, session: Session, library: Library) -> Turn | None:
    """The step before this one, with what was answered there; None at the first step."""
    if not walk.trail:
        return None
    *trail, earlier = walk.trail
    picked = walk.picked
    if picked and picked[-1][0] == earlier:
        picked = picked[:-1]
    return _enter(replace(walk, step=earlier, trail=tuple(trail), picked=picked), session, library)


def pause(dialog: Dialog, walk: Walk, session: Session) -> Session:
    """Set this walk aside, to be taken up by "verder"."""
    others = tuple(other for other in session.kept.paused if other.dialog != dialog.id)
    return session.keep(walk=None, paused=(*others, walk)[-MOST_PAUSED:])


def resume(walk: Walk, session: Session, library: Library, said: tuple[Reply, ...] = ()) -> Turn:
    """Show the step where this walk stands, with everything answered so far."""
    others = tuple(other for other in session.kept.paused if other.dialog != walk.dialog)
    return _enter(walk, session.keep(paused=others, case=None, offered=()), library, said)


def stop(dialog: Dialog, session: Session) -> Session:
    """End this walk. What was typed in it is gone."""
    return _without_notes(session, dialog.id).keep(walk=None)


def pick_one(walk: Walk, session: Session, library: Library) -> Turn:
    """Say which letters there are. Nothing changes."""
    dialog = library.dialogs[walk.dialog]
    text = library.say("trouble.pick-one", letters=letters(options(dialog.steps[walk.step])))
    return Turn(session, (Say(text),))


def options(step: Step) -> tuple[Option, ...]:
    """What can be picked in this step."""
    return keyed([(choice.label, choice.label, "") for choice in step.choices])


def stands(dialog: Dialog | None, walk: Walk) -> bool:
    """Whether this place still exists: an editor may have renamed a step meanwhile."""
    places = (*walk.trail, walk.step)
    return dialog is not None and all(name in dialog.steps and waits(dialog.steps[name]) for name in places)


def waits(step: Step) -> bool:
    """Whether somebody must do something before the next step."""
    return bool(step.choices or step.note)


def where(dialog: Dialog, walk: Walk) -> str:
    """Where this walk stands, for in a sentence: "stap 3: de gevolgen"."""
    titles = [dialog.steps[name].title for name in (*walk.trail, walk.step) if name in dialog.steps]
    last = next((title for title in reversed(titles) if title), dialog.title)
    return lowered(last)


def lost_notes(walk: Walk, session: Session) -> bool:
    """Whether something was typed in this walk that is in memory no more."""
    return walk != without_lost_notes(walk, session)


def without_lost_notes(walk: Walk, session: Session) -> Walk:
    """The same walk, counting as typed only what is still in memory."""
    held = session.unkept.notes.get(walk.dialog, {})
    return replace(walk, typed=tuple(name for name in walk.typed if name in held))


def _left(walk: Walk) -> Walk:
    return replace(walk, trail=(*walk.trail, walk.step)[-MOST_STEPS:])


def _noted(text: str, walk: Walk, session: Session, library: Library) -> Turn:
    dialog = library.dialogs[walk.dialog]
    step = dialog.steps[walk.step]
    found = personal(text)
    if found and dialog.sends:  # what may end up in a file is typed again without
        return _enter(walk, session, library, (Say(library.say("trouble.personal-again", what=found)),))
    notes = {**session.unkept.notes.get(dialog.id, {}), step.note: text}
    typed = walk.typed if step.note in walk.typed else (*walk.typed, step.note)
    held = session.hold(notes={**session.unkept.notes, dialog.id: notes})
    said = (Say(library.say("trouble.personal", what=found)),) if found else ()
    return _go(replace(_left(walk), typed=typed), step.next, held, library, said)


def _go(walk: Walk, step: str, session: Session, library: Library, said: tuple[Reply, ...]) -> Turn:
    dialog = library.dialogs[walk.dialog]
    if step == END:
        return Turn(stop(dialog, session), said or (Say(library.say("method.last-step")),))
    if dialog.steps[step].sends:
        return _send(replace(walk, step=step), session, library, said)
    return _enter(replace(walk, step=step), session, library, said)


def _send(walk: Walk, session: Session, library: Library, said: tuple[Reply, ...]) -> Turn:
    """Hand over what was typed on this road, and forget it. After a restart nothing is left of it."""
    dialog = library.dialogs[walk.dialog]
    passed = {dialog.steps[name].note for name in walk.trail}
    held = session.unkept.notes.get(dialog.id, {})
    notes = {name: text for name, text in held.items() if text and name in passed}
    ended = stop(dialog, session)
    if not notes:
        return Turn(ended, (*said, Say(library.say("method.nothing-to-send"))))
    step = dialog.steps[walk.step]
    thanks = Say(_filled(step.say, walk, session, library), step.title)
    return Turn(ended, (*said, thanks), (Submit(notes),))


def _enter(walk: Walk, session: Session, library: Library, said: tuple[Reply, ...] = ()) -> Turn:
    """Show steps until one waits for an answer, or until the dialog ends."""
    dialog = library.dialogs[walk.dialog]
    step = dialog.steps[walk.step]
    text = _filled(step.say, walk, session, library)
    if not waits(step):
        turn = _go(walk, step.next, session, library, (*said, Say(text, step.title)))
        return replace(turn, effects=(*turn.effects, *_asked(dialog, step)))
    here = session.keep(walk=walk)
    if step.choices:
        asked, question = ask(
            here, text, options(step), title=step.title, hint=library.say("method.step-hint")
        )
        return Turn(asked, (*said, question))
    return Turn(here.prompted(), (*said, Say(_note_text(text, walk, session, library), step.title)))


def _asked(dialog: Dialog, step: Step) -> tuple[LookBack, ...]:
    return (LookBack(dialog.id, step.look_back),) if step.look_back else ()


def _note_text(text: str, walk: Walk, session: Session, library: Library) -> str:
    if session.kept.reading == LETTERS:
        return f"{text}\n\n{library.say('typing.quiet-note')}"
    note = library.dialogs[walk.dialog].steps[walk.step].note
    before = session.unkept.notes.get(walk.dialog, {}).get(note)
    hint = library.say("method.note-again", note=before) if before else library.say("method.note-hint")
    return f"{text}\n\n{hint}"


def _filled(text: str, walk: Walk, session: Session, library: Library) -> str:
    """The text with what was typed and picked. What is missing can be seen to be missing."""
    notes = session.unkept.notes.get(walk.dialog, {})
    return BLANK.sub(lambda blank: _answer(blank[1], walk, notes, library), text)


def _answer(name: str, walk: Walk, notes: Mapping[str, str], library: Library) -> str:
    dialog = library.dialogs[walk.dialog]
    if name in dialog.steps and dialog.steps[name].choices:
        labels = list(dict.fromkeys(label for step, label in walk.picked if step == name))
        return (
            listed(labels if dialog.steps[name].many else labels[-1:])
            if labels
            else library.say("method.skipped")
        )
    return notes.get(name) or library.say("method.skipped")


def _without_notes(session: Session, dialog: str) -> Session:
    notes = {name: texts for name, texts in session.unkept.notes.items() if name != dialog}
    return session.hold(notes=notes)
