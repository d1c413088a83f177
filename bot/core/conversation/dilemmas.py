"""Lays a dilemma before somebody, and answers the choice. There is no right one."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.conversation import further
from bot.core.conversation.options import keyed, letters
from bot.core.conversation.quotes import shown, sources
from bot.core.language.dutch import listed
from bot.core.language.personal_data import personal
from bot.core.language.themes import common_titles, named
from bot.core.model.library import OTHER, Dilemma, Library, Way
from bot.core.model.replies import Ask, Reply, Say, Toast, Turn, ask
from bot.core.model.session import LETTERS, Case, Option, Session


def after(library: Library) -> tuple[Option, ...]:
    """Return what else can be picked after a choice. The letters A to E stay with the ways."""
    return (
        Option(further.ID, "V", library.say("further.option")),
        Option("dilemma", "N", library.say("dilemma.another")),
        Option("start", "M", library.say("dilemma.to-menu")),
    )


def show_next(session: Session, library: Library, asked_for: str = "", *, duel: bool = False) -> Turn:
    """Show the next dilemma that was not shown yet, on the theme that was asked for or on any."""
    fitting = _for_role(session, library)
    if asked_for:
        theme = named(asked_for, library.themes)
        on_theme = [dilemma for dilemma in library.dilemmas.values() if theme and theme.id in dilemma.themes]
        if not on_theme:
            text = library.say(
                "dilemma.no-such-theme",
                typed=asked_for,
                themes=common_titles(library, library.dilemmas.values()),
            )
            return Turn(session, (Say(text),))
        fitting = [dilemma for dilemma in on_theme if dilemma in fitting]
    if not fitting:
        return Turn(session, (Say(library.say("dilemma.none-for-role")),))
    unseen = [dilemma for dilemma in fitting if dilemma.id not in session.kept.seen_dilemmas]
    if unseen:
        return show(unseen[0], session, library, duel=duel)
    oldest = min(fitting, key=lambda dilemma: session.kept.seen_dilemmas.index(dilemma.id))
    turn = show(oldest, session, library, duel=duel)
    return replace(turn, replies=(Say(library.say("dilemma.all-seen")), *turn.replies))


def show(dilemma: Dilemma, session: Session, library: Library, *, duel: bool = False) -> Turn:
    """Show this dilemma, open for a choice."""
    names = dilemma.duel if duel else tuple(way.name for way in dilemma.ways)
    case = Case(dilemma.id, names)
    opened = session.saw_dilemma(dilemma.id).keep(case=case, offered=()).without_choice()
    asked, question = ask(
        opened,
        story(dilemma, library, duel=duel),
        options(dilemma, case, library),
        title=dilemma.title,
        hint=library.say("dilemma.hint"),
    )
    return Turn(asked, (question,))


def show_again(dilemma: Dilemma, case: Case, session: Session, library: Library) -> Turn:
    """Show the open dilemma again under the same prompt, so that a press on the first one still counts."""
    text = story(dilemma, library, duel=len(case.ways) < len(dilemma.ways))
    question = Ask(
        session.prompt, text, options(dilemma, case, library), dilemma.title, library.say("dilemma.hint")
    )
    return Turn(session.keep(case=replace(case, phase="choose")).hold(own=False), (question,))


def all_options(dilemma: Dilemma, library: Library) -> tuple[Option, ...]:
    """Return every way, and "Anders"."""
    return options(dilemma, Case(dilemma.id, tuple(way.name for way in dilemma.ways)), library)


def options(dilemma: Dilemma, case: Case, library: Library) -> tuple[Option, ...]:
    """Return the ways that were shown, and "Anders"."""
    ways = [_way(dilemma, name) for name in case.ways]
    rows = [(way.name, way.label, way.how) for way in ways]
    return keyed([*rows, (OTHER, library.say("dilemma.other"), library.say("dilemma.other-detail"))])


def pickable(dilemma: Dilemma, case: Case, library: Library) -> tuple[Option, ...]:
    """Return everything that can be picked now. After a choice that is more than the ways."""
    return options(dilemma, case, library) + (after(library) if case.phase == "talk" else ())


def choose(name: str, dilemma: Dilemma, case: Case, session: Session, library: Library) -> Turn:
    """Answer a choice. A name that is no way of this case changes nothing."""
    if name == OTHER and session.kept.reading == LETTERS:
        return answer_own("", dilemma, case, session, library)
    if name == OTHER:
        return Turn(session.hold(own=True), (Say(library.say("dilemma.own-way")),))
    if name in case.ways:
        return _answer(_way(dilemma, name), dilemma, case, session, library)
    return pick_one(dilemma, case, session, library)


def pick_one(dilemma: Dilemma, case: Case, session: Session, library: Library) -> Turn:
    """Say which letters there are. Nothing changes."""
    return Turn(
        session, (Say(library.say("trouble.pick-one", letters=letters(options(dilemma, case, library)))),)
    )


def own_line(text: str) -> str:
    """Return what stands behind "anders:", or an empty text."""
    head, sign, rest = text.partition(":")
    return rest.strip() if sign and head.strip().lower() == OTHER else ""


def _for_role(session: Session, library: Library) -> list[Dilemma]:
    role = library.roles.get(session.kept.role)
    everything = list(library.dilemmas.values())
    return [one for one in everything if set(role.jobs) & set(one.roles)] if role else everything


def story(dilemma: Dilemma, library: Library, *, duel: bool = False) -> str:
    """Return the case, what goes first where it is about safety, and the question."""
    safety = [library.say("dilemma.safety-first")] if dilemma.safety else []
    intro = library.say("dilemma.duel-intro" if duel else "dilemma.ways-intro")
    return "\n\n".join([dilemma.story, *safety, dilemma.poll, intro])


def _way(dilemma: Dilemma, name: str) -> Way:
    return next(way for way in dilemma.ways if way.name == name)


def _answer(way: Way, dilemma: Dilemma, case: Case, session: Session, library: Library) -> Turn:
    weighed = [
        way.how,
        library.say("dilemma.pulls", values=listed(way.values))
        + " "
        + library.say("dilemma.costs", cost=way.cost),
    ]
    title = library.say("dilemma.chosen", label=way.label)
    answered = session.keep(case=replace(case, phase="talk")).hold(
        chosen=way.name, own=False, voices_shown=False
    )
    if session.unkept.chosen:
        said = Say("\n\n".join([*_changed_mind(session, dilemma, way.name, library), *weighed]), title)
        return _with_talk(said, library.say("dilemma.same-talk"), dilemma.quotes[1:], answered, library)
    said = Say("\n\n".join([*weighed, _tension(dilemma, library), _considerations(dilemma, library)]), title)
    return _with_talk(said, _talk(dilemma, library), dilemma.quotes, answered, library)


def answer_own(text: str, dilemma: Dilemma, case: Case, session: Session, library: Library) -> Turn:
    """Answer somebody's own way. The sentence is shown once and held nowhere."""
    found = personal(text)
    mirror = (
        library.say("trouble.personal", what=found)
        if found
        else (f"“{text}”" if text else library.say("dilemma.own-kept"))
    )
    answered = session.keep(case=replace(case, phase="talk")).hold(
        chosen=OTHER, own=False, voices_shown=False
    )
    if session.unkept.chosen:
        again = Say(
            "\n\n".join(
                [
                    mirror,
                    *_changed_mind(session, dilemma, OTHER, library),
                    library.say("dilemma.own-consider"),
                ]
            ),
            library.say("dilemma.own-chosen"),
        )
        return _with_talk(again, library.say("dilemma.same-talk"), dilemma.quotes[1:], answered, library)
    said = "\n\n".join(
        [
            mirror,
            library.say("dilemma.own-consider"),
            _tension(dilemma, library),
            _considerations(dilemma, library),
        ]
    )
    return _with_talk(
        Say(said, library.say("dilemma.own-chosen")),
        _talk(dilemma, library),
        dilemma.quotes,
        answered,
        library,
    )


def choose_quietly(name: str, dilemma: Dilemma, session: Session, library: Library) -> Turn:
    """Answer a choice in a group. Only the person who pressed is told what was chosen."""
    case = session.kept.case
    assert case, "something was chosen in it"
    key = next(option.key for option in options(dilemma, case, library) if option.id == name)
    answered = session.keep(case=replace(case, phase="talk")).hold(chosen=name, own=False, voices_shown=False)
    if session.unkept.chosen:
        return Turn(answered, (Toast(library.say("group.changed-mind", key=key)),))
    alone = library.say("group.chosen-own") if name == OTHER else library.say("group.chosen", key=key)
    text = "\n\n".join(
        [library.say("group.talk-about-it"), _tension(dilemma, library), _considerations(dilemma, library)]
    )
    turn = _with_talk(Say(text), _talk(dilemma, library), dilemma.quotes, answered, library, quietly=True)
    return replace(turn, replies=(Toast(alone), *turn.replies))


def talk(dilemma: Dilemma, library: Library) -> str:
    """Return the questions for a talk with colleagues, and where the dilemma comes from."""
    return _talk(dilemma, library)


def _with_talk(  # noqa: PLR0913, everything that stands in it
    said: Say, talk: str, quotes: Sequence[str], session: Session, library: Library, *, quietly: bool = False
) -> Turn:
    """Answer with a fitting quote and something to talk about. `quietly`: nobody is asked why."""
    replies: list[Reply] = [said]
    if quotes:
        replies.append(shown(library.quotes[quotes[0]], library))
        session = session.saw_quote(quotes[0])
    title, hint = library.say("dilemma.talk-title"), _onward_hint(session, library, quietly=quietly)
    replies.append(Ask(session.prompt, talk, after(library), title, hint))
    return Turn(session, tuple(replies))


def _onward_hint(session: Session, library: Library, *, quietly: bool) -> str:
    """Return what else one can do. Ask for a reason only where typing is allowed and nobody else reads it."""
    silent = quietly or session.kept.reading == LETTERS
    return library.say("dilemma.talk-hint" if silent else "dilemma.why-hint")


def _talk(dilemma: Dilemma, library: Library) -> str:
    rest = [part for part in (dilemma.note, sources(dilemma.sources, library)) if part]
    return "\n\n".join([_bullets(dilemma.talk), *rest])


def _changed_mind(session: Session, dilemma: Dilemma, now: str, library: Library) -> list[str]:
    before = session.unkept.chosen
    if before in (now, OTHER):
        return []
    return [library.say("dilemma.changed-mind", label=_way(dilemma, before).label)]


def _tension(dilemma: Dilemma, library: Library) -> str:
    return library.say("dilemma.tension", left=dilemma.tension.left, right=dilemma.tension.right)


def _considerations(dilemma: Dilemma, library: Library) -> str:
    return library.say("dilemma.consider") + "\n" + _bullets(dilemma.considerations)


def _bullets(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
