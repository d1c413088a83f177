"""Questions in somebody's own words: answered from what editors wrote, or honestly not known."""

from dataclasses import replace
from typing import assert_never

from bot.core.conversation import navigation, questions
from bot.core.conversation.commands import ANYTHING, Words
from bot.core.conversation.context import Scene
from bot.core.conversation.options import letters
from bot.core.features.dilemmas import open_dilemma
from bot.core.features.feature import Feature, Menus, OptionKind
from bot.core.features.methods import open_dialog
from bot.core.features.quotes import open_quote
from bot.core.language.safety import ringing
from bot.core.methods import aside
from bot.core.model.finder import Finding, Kind
from bot.core.model.library import Library
from bot.core.model.replies import Missed, Say, Turn


def ask(text: str, scene: Scene) -> Turn:
    """Answer a question in somebody's own words, when nothing is open."""
    finding = _calm(scene.finder.find(text), text, scene.library)
    match finding.verdict:
        case "answer":
            return _answered(finding, scene)
        case "clarify":
            asked = questions.clarify(finding, scene.session, scene.library)
            return _doubting(scene.finder.telling(text), asked)
        case "near":
            telling = scene.finder.telling(text)
            return _missed(telling, _doubting(telling, questions.nearest(finding, scene)))
        case "unknown":
            return _missed(scene.finder.telling(text), _miss(questions.not_understood(scene)))
        case _:
            assert_never(finding.verdict)


def _answered(finding: Finding, scene: Scene) -> Turn:
    best = finding.found[0]
    if finding.also and best.kind == "question":
        return questions.two(scene.library.questions[best.id], finding.also, scene)
    return _open(best.kind, best.id, scene.at(scene.session.keep(misses=0)))


def _calm(finding: Finding, text: str, library: Library) -> Finding:
    """Return a finding that offers no page about danger to somebody who spoke of none."""
    if finding.verdict == "answer" or ringing(text, library):
        return finding
    found = tuple(one for one in finding.found if not ringing(one.title, library))
    return replace(finding, found=found, verdict=finding.verdict if found else "unknown")


def ask_in_between(text: str, scene: Scene) -> Turn:
    """Answer a question while something is open, and lead back to it."""
    finding = _calm(scene.finder.find(text, {"question"}), text, scene.library)
    if finding.verdict == "answer":
        return open_question(scene, finding.found[0].id)
    if not is_question(text):
        return pick_one(scene)
    # without a question mark this may be a case, typed where a letter was asked: that is never counted
    telling = scene.finder.telling(text) if text.endswith("?") else ()
    if finding.verdict == "clarify":
        return _doubting(telling, questions.clarify(finding, scene.session, scene.library))
    return _missed(telling, _miss(navigation.still_open(scene, Say(scene.say("question.no-answer")))))


def is_question(text: str) -> bool:
    """Return whether this is more than an answer that went wrong."""
    return text.endswith("?") or len(text.split()) > 3  # words


def pick_one(scene: Scene) -> Turn:
    """Say which letters there are. Nothing changes."""
    if not scene.options:
        return _miss(Turn(scene.session, (Say(scene.say("trouble.no-choice-open")),)))
    said = Say(scene.say("trouble.pick-one", letters=letters(scene.options)))
    return _miss(Turn(scene.session, (said,)))


def _miss(turn: Turn) -> Turn:
    return replace(turn, understood=False)


def _open(kind: Kind, id_: str, scene: Scene) -> Turn:
    """Show a page that was found."""
    match kind:
        case "question":
            return open_question(scene, id_)
        case "dilemma":
            return open_dilemma(scene, id_)
        case "dialog":
            return open_dialog(scene, id_)
        case "quote":
            return open_quote(scene, id_)
        case "source":
            return _source(scene, id_)
        case _:
            assert_never(kind)


def _missed(telling: tuple[str, ...], turn: Turn) -> Turn:
    """Return the same turn, with these words to be counted for the editors."""
    return replace(turn, effects=(Missed(telling),)) if telling else turn


def _doubting(telling: tuple[str, ...], turn: Turn) -> Turn:
    """Return the same turn, with these words to be counted if the menu does not have what is meant."""
    return replace(turn, session=turn.session.hold(doubted=telling))


def _none_of_these(scene: Scene, _: str) -> Turn:
    turn = navigation.still_open(scene, Say(scene.say("question.none-chosen")))
    return _missed(scene.session.unkept.doubted, turn)


def _vraag(scene: Scene, rest: str) -> Turn:
    if not rest:
        return navigation.noting(scene, Say(scene.say("question.ask-away")))
    if scene.activity:
        return ask_in_between(f"{rest.rstrip('?')}?", scene)
    return ask(rest, scene)


def _look_up(scene: Scene, how: str) -> Turn:
    """Do with a question that was typed at a note what its menu says."""
    if how == aside.HOLD:
        return aside.hold(scene)
    text, clear = aside.taken(scene)
    if not text:
        return navigation.still_open(clear, Say(scene.say("method.unsure-gone")))
    return ask_in_between(f"{text.rstrip('?')}?", clear)


def open_question(scene: Scene, id_: str) -> Turn:
    """Show this answer. What is open stays open."""
    question = scene.library.questions[id_]
    if scene.activity:
        session, answer = questions.with_quotes(question, scene.session, scene.library)
        return navigation.still_open(scene.at(session), *answer)
    return questions.answer(question, scene.session, scene.library)


def _source(scene: Scene, id_: str) -> Turn:
    source = scene.library.sources[id_]
    text = scene.say("question.source", publisher=source.publisher, year=source.year)
    return navigation.noting(scene, Say(text, source.title), Say(scene.say("question.another-question")))


FEATURES = (
    Feature(
        "vraag",
        Words(("vraag", "ik heb een vraag", "vraagje"), ANYTHING, guess=False),
        _vraag,
        options={
            "question": OptionKind(open_question, lambda library: library.questions, link="vraag"),
            "source": OptionKind(_source, lambda library: library.sources),
            questions.NONE: OptionKind(_none_of_these),
            aside.KIND: OptionKind(_look_up),
        },
        menus=Menus(start=("start.question", "start.question-detail")),
    ),
)
