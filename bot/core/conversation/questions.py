"""Answers a question in somebody's own words: the answer, one question back, or an honest "unknown"."""

from collections.abc import Sequence

from bot.core.conversation.context import Scene
from bot.core.conversation.options import keyed
from bot.core.conversation.quotes import shown, sources
from bot.core.model.finder import Finding, Found
from bot.core.model.library import Library, Question
from bot.core.model.replies import Say, Turn, ask
from bot.core.model.session import Option, Session

MOST_CANDIDATES = 3
"""So many things are offered when it is not clear which one is asked for."""

MOST_NEAR = 2
"""So many things are named that only come near."""

NONE = "geen"
"""Id of the option "none of these"."""


def menu(scene: Scene, text: str, *, title: str = "") -> Turn:
    """Show the menu under this text."""
    said = [
        (id_, scene.say(label), scene.say(detail) if detail else "")
        for id_, label, detail in scene.catalogue.menu
    ]
    return offer(scene.session, text, keyed(said), title=title, hint=scene.say("start.menu-hint"))


def offer(  # noqa: PLR0913, everything that a menu has
    session: Session,
    text: str,
    options: tuple[Option, ...],
    *,
    title: str = "",
    hint: str,
    secret: bool = False,
) -> Turn:
    """Return an open menu of options. Picking one is the same as typing its id. `secret` as in `Ask`."""
    open_menu = session.keep(offered=options)
    asked, question = ask(open_menu, text, options, title=title, hint=hint, secret=secret)
    return Turn(asked, (question,))


def answer(question: Question, session: Session, library: Library) -> Turn:
    """Return the answer, the quotes that go with it, and what one can go on with."""
    known, replies = with_quotes(question, session.keep(misses=0, offered=()), library)
    onward = _onward(question.related, library)
    if not onward:
        return Turn(known, (*replies, Say(library.say("question.another-question"))))
    turn = offer(
        known, library.say("question.more-on-this"), onward, hint=library.say("question.next-question")
    )
    return Turn(turn.session, (*replies, *turn.replies))


def with_quotes(question: Question, session: Session, library: Library) -> tuple[Session, tuple[Say, ...]]:
    """Return the answer and its quotes, and a session that knows these quotes were shown."""
    replies = [said(question, library)]
    for quote in (library.quotes[id_] for id_ in question.related if id_ in library.quotes):
        replies.append(shown(quote, library))
        session = session.saw_quote(quote.id)
    return session, tuple(replies)


def said(question: Question, library: Library) -> Say:
    """Return the answer alone, with its sources."""
    return Say(
        "\n\n".join([question.answer, *_to_do(question, library)]),
        question.ask[0],
        sources(question.sources, library),
    )


def _to_do(question: Question, library: Library) -> list[str]:
    """Return how to do what the answer is about, where there is a method for it."""
    methods = [library.dialogs[id_] for id_ in question.related if id_ in library.dialogs]
    return [library.say("question.do-it-now", word=one.start[0]) for one in methods[:1]]


def clarify(finding: Finding, session: Session, library: Library) -> Turn:
    """Ask which of the candidates is the right one."""
    rows = [(f"{found.kind}:{found.id}", title(found, library), "") for found in candidates(finding.found)]
    options = keyed([*rows, (NONE, library.say("question.none-of-these"), "")])
    return offer(
        session, library.say("question.did-you-mean"), options, hint=library.say("question.next-question")
    )


def nearest(finding: Finding, scene: Scene) -> Turn:
    """Say that nothing fits, and what comes nearest: at most two."""
    rows = [(f"{one.kind}:{one.id}", title(one, scene.library), "") for one in finding.found[:MOST_NEAR]]
    options = keyed([*rows, (NONE, scene.say("question.none-of-these"), "")])
    hint = scene.say("question.next-question")
    return offer(scene.session, scene.say("question.nearest"), options, hint=hint)


def two(first: Question, others: Sequence[Found], scene: Scene) -> Turn:
    """Answer the first of several questions, and offer the others."""
    known, replies = with_quotes(first, scene.session.keep(misses=0, offered=()), scene.library)
    rows = [(f"{one.kind}:{one.id}", title(one, scene.library), "") for one in others[:MOST_CANDIDATES]]
    hint = scene.say("question.next-question")
    turn = offer(known, scene.say("question.two-questions"), keyed(rows), hint=hint)
    return Turn(turn.session, (*replies, *turn.replies))


def not_understood(scene: Scene) -> Turn:
    """Ask for other words the first time; show the menu the second time; then say what there is."""
    kept = scene.session.kept
    missed = scene.session.keep(misses=kept.misses + 1, offered=())
    if missed.kept.misses == 1:
        return Turn(missed, (Say(scene.say("question.rephrase")),))
    if missed.kept.misses == 2:
        return menu(scene.at(missed), scene.say("question.do-not-know"))
    return Turn(missed, (Say(scene.say("question.still-unknown")),))


def candidates(found: Sequence[Found]) -> list[Found]:
    """Return the best three. Offer a quote only if there is nothing better."""
    telling = [one for one in found if one.kind != "quote"]
    return (telling or list(found))[:MOST_CANDIDATES]


def title(found: Found, library: Library) -> str:
    """Return the title of a candidate, as a button shows it."""
    match found.kind:
        case "dilemma":
            return library.say("question.a-dilemma", title=found.title)
        case "dialog":
            return library.say("question.a-method", title=found.title)
        case "source":
            return library.say("question.a-source", title=found.title)
        case "question" | "quote":
            return found.title


def onward(session: Session, text: str, ids: Sequence[str], library: Library) -> Turn:
    """Return a menu of pages."""
    rows = [row for id_ in ids for row in _row(id_, library)]
    return offer(
        session, text, keyed(rows[: MOST_CANDIDATES + 1]), hint=library.say("question.next-question")
    )


def _onward(ids: Sequence[str], library: Library) -> tuple[Option, ...]:
    """Return what one can go on with. A method comes first: it is what the answer ends with."""
    rows = [
        row for id_ in sorted(ids, key=lambda id_: id_ not in library.dialogs) for row in _row(id_, library)
    ]
    return keyed(rows[:MOST_CANDIDATES])


def _row(id_: str, library: Library) -> list[tuple[str, str, str]]:
    if dilemma := library.dilemmas.get(id_):
        return [(f"dilemma:{id_}", library.say("question.a-dilemma", title=dilemma.title), "")]
    if question := library.questions.get(id_):
        return [(f"question:{id_}", question.ask[0], "")]
    if dialog := library.dialogs.get(id_):
        return [(f"dialog:{id_}", library.say("question.a-method", title=dialog.title), "")]
    return []
