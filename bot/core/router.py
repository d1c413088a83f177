"""What each word does that can be typed at any moment, and what each option of a menu does."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from bot.core import my_data
from bot.core.conversation import dilemmas, look_back, navigation, privacy_notice, questions, quotes
from bot.core.conversation.commands import Command, command
from bot.core.conversation.context import Scene
from bot.core.conversation.options import keyed, letters
from bot.core.language import words, words_group
from bot.core.language.dutch import folded
from bot.core.language.themes import all_titles
from bot.core.model.library import Dialog, Library
from bot.core.model.replies import Missed, Say, Turn
from bot.core.model.session import LETTERS, TYPING
from bot.core.team import agenda, ballots, mirror, native_polls, requests, rounds, teams
from bot.core.weekly import dilemma_round, message, preferences

TOETS = "omgekeerde-toets"
"""Id of the dialog that the word "toets" begins."""


def carry_out(asked_for: Command, scene: Scene) -> Turn:
    """Do what the word says."""
    obey = _OBEY.get(asked_for.name)
    return obey(scene, asked_for.rest) if obey else _other_slash(asked_for, scene)


def take(option: str, scene: Scene) -> Turn:
    """Do what an option stands for: "kind:id", or a word that could have been typed."""
    kind, _, id_ = option.partition(":")
    if id_:
        gone = is_gone(kind, id_, scene.library)
        return navigation.still_open(scene, Say(words.CHANGED)) if gone else _TAKE[kind](scene, id_)
    if option == my_data.YES:
        return my_data.erase(scene)
    if option == my_data.NO:
        return navigation.noting(scene, Say(words.NOT_ERASED))
    if option == questions.NONE:
        return _missed(scene.session.unkept.doubted, navigation.still_open(scene, Say(words.NONE_CHOSEN)))
    asked_for = command(option)
    assert asked_for, option
    return carry_out(asked_for, scene)


def is_gone(kind: str, id_: str, library: Library) -> bool:
    """Whether an editor took away what a menu still offers."""
    shelves: Mapping[str, Mapping[str, object]] = {
        "question": library.questions,
        "dilemma": library.dilemmas,
        "dialog": library.dialogs,
        TYPING: library.dialogs,
        LETTERS: library.dialogs,
        privacy_notice.SEALED: library.dialogs,
        "quote": library.quotes,
        "source": library.sources,
    }
    return kind in shelves and id_ not in shelves[kind]


def ask(text: str, scene: Scene) -> Turn:
    """Answer a question in somebody's own words, when nothing is open."""
    finding = scene.finder.find(text)
    if finding.verdict == "answer":
        best = finding.found[0]
        return take(f"{best.kind}:{best.id}", scene.at(scene.session.keep(misses=0)))
    if finding.verdict == "clarify":
        return _doubting(scene.finder.telling(text), questions.clarify(finding, scene.session))
    return _missed(scene.finder.telling(text), questions.not_understood(scene.session))


def ask_in_between(text: str, scene: Scene) -> Turn:
    """Answer a question while something is open, and lead back to it."""
    finding = scene.finder.find(text, {"question"})
    if finding.verdict == "answer":
        return _question(scene, finding.found[0].id)
    if not is_question(text):
        return pick_one(scene)
    # without a question mark this may be a case, typed where a letter was asked: that is never counted
    telling = scene.finder.telling(text) if text.endswith("?") else ()
    if finding.verdict == "clarify":
        return _doubting(telling, questions.clarify(finding, scene.session))
    return _missed(telling, navigation.still_open(scene, Say(words.NO_ANSWER)))


def _missed(telling: tuple[str, ...], turn: Turn) -> Turn:
    """The same turn, with these words to be counted for the editors."""
    return replace(turn, effects=(Missed(telling),)) if telling else turn


def _doubting(telling: tuple[str, ...], turn: Turn) -> Turn:
    """The same turn, with these words to be counted if the menu does not have what is meant."""
    return replace(turn, session=turn.session.hold(doubted=telling))


def is_question(text: str) -> bool:
    """Whether this is more than an answer that went wrong."""
    return text.endswith("?") or len(text.split()) > 3  # words


def pick_one(scene: Scene) -> Turn:
    """Say which letters there are. Nothing changes."""
    if not scene.options:
        return Turn(scene.session, (Say(words.NO_CHOICE_OPEN),))
    return Turn(scene.session, (Say(words.PICK_ONE.format(letters=letters(scene.options))),))


def _other_slash(asked_for: Command, scene: Scene) -> Turn:
    """A slash with the word of a dialog begins it; any other word is told so."""
    if dialog := _dialog(asked_for.rest, scene):
        return privacy_notice.begin(scene, dialog)
    return Turn(scene.session, (Say(words.UNKNOWN_COMMAND),))


def _dialog(word: str, scene: Scene) -> Dialog | None:
    plain = word.lower().strip()
    every = scene.library.dialogs.values()
    return next((one for one in every if plain in one.start or plain == one.title.lower()), None)


def _dilemma(scene: Scene, rest: str) -> Turn:
    if folded(rest).strip(" .") in message.OF_WEEK and (dilemma := message.of_this_week(scene)):
        if dilemma_round.open_on(dilemma, scene):  # the team votes on it, so it is shown as a ballot
            return rounds.ronde(scene, "")
        return _this_dilemma(scene, dilemma.id)
    return _show_dilemma(scene, rest, duel=False)


def _tweestrijd(scene: Scene, rest: str) -> Turn:
    return _show_dilemma(scene, rest, duel=True)


def _show_dilemma(scene: Scene, rest: str, *, duel: bool) -> Turn:
    """The next dilemma. Where there is none on this theme, what is open stays open."""
    clear, aside = navigation.set_aside(scene)
    turn = dilemmas.show_next(clear.session, scene.library, rest, duel=duel)
    if not turn.session.kept.case:
        return navigation.noting(scene, *turn.replies)
    return replace(turn, replies=(*aside, *turn.replies))


def _this_dilemma(scene: Scene, id_: str) -> Turn:
    clear, aside = navigation.set_aside(scene)
    turn = dilemmas.show(scene.library.dilemmas[id_], clear.session)
    return replace(turn, replies=(*aside, *turn.replies))


def _citaat(scene: Scene, rest: str) -> Turn:
    turn = quotes.show_next(scene.session, scene.library, rest)
    return navigation.noting(scene.at(turn.session), *turn.replies)


def _this_quote(scene: Scene, id_: str) -> Turn:
    said = quotes.shown(scene.library.quotes[id_], scene.library)
    return navigation.noting(scene.at(scene.session.saw_quote(id_)), said, Say(words.QUOTE_HINT))


def _help(scene: Scene) -> Turn:
    first = f"{words_group.HELP}\n\n" if scene.here.chat.group else ""
    return navigation.noting(scene, Say(f"{first}{words.HELP}", words.HELP_TITLE))


def _vraag(scene: Scene, rest: str) -> Turn:
    if not rest:
        return navigation.noting(scene, Say(words.ASK_AWAY))
    if scene.walk or scene.case:
        return ask_in_between(f"{rest.rstrip('?')}?", scene)
    return ask(rest, scene)


def _question(scene: Scene, id_: str) -> Turn:
    question = scene.library.questions[id_]
    if scene.walk or scene.case:
        session, told = questions.with_quotes(question, scene.session, scene.library)
        return navigation.still_open(scene.at(session), *told)
    return questions.answer(question, scene.session, scene.library)


def _this_source(scene: Scene, id_: str) -> Turn:
    source = scene.library.sources[id_]
    text = words.SOURCE.format(publisher=source.publisher, year=source.year)
    return navigation.noting(scene, Say(text, source.title), Say(words.ANOTHER_QUESTION))


def _toets(scene: Scene, _: str) -> Turn:
    dialog = scene.library.dialogs.get(TOETS)
    return privacy_notice.begin(scene, dialog) if dialog else _methode(scene, "")


def _insturen(scene: Scene, _: str) -> Turn:
    dialog = next((one for one in scene.library.dialogs.values() if one.sends), None)
    return privacy_notice.begin(scene, dialog) if dialog else navigation.noting(scene, Say(words.NO_SENDING))


def _methode(scene: Scene, rest: str) -> Turn:
    if rest and (dialog := _dialog(rest, scene)):
        return privacy_notice.begin(scene, dialog)
    methods = [one for one in scene.library.dialogs.values() if not one.sends]
    rows = [(f"dialog:{one.id}", one.title, one.about) for one in methods]
    clear, aside = navigation.set_aside(scene)
    turn = questions.offer(
        clear.session, words.METHODS, keyed(rows), title=words.METHODS_TITLE, hint=words.METHOD_HINT
    )
    return replace(turn, replies=(*aside, *turn.replies))


def _themes(scene: Scene, _: str) -> Turn:
    return navigation.noting(
        scene, Say(words.THEMES.format(themes=all_titles(scene.library)), words.THEMES_TITLE)
    )


_OBEY: Mapping[str, Callable[[Scene, str], Turn]] = {
    "start": lambda scene, _: navigation.start(scene),
    "hulp": lambda scene, _: _help(scene),
    "privacy": lambda scene, _: navigation.noting(scene, Say(words.PRIVACY, words.PRIVACY_TITLE)),
    "terug": lambda scene, _: navigation.back(scene),
    "pauze": lambda scene, _: navigation.pause(scene),
    "verder": lambda scene, _: navigation.on(scene),
    "opnieuw": lambda scene, _: navigation.again(scene),
    "stop": lambda scene, _: navigation.stop(scene),
    "mijn gegevens": lambda scene, _: my_data.data(scene),
    "wis alles": lambda scene, _: my_data.ask_to_erase(scene),
    "rol": my_data.role,
    "dilemma": _dilemma,
    "tweestrijd": _tweestrijd,
    "citaat": _citaat,
    "vraag": _vraag,
    "toets": _toets,
    "insturen": _insturen,
    "methode": _methode,
    "thema's": _themes,
    "bedankt": lambda scene, _: navigation.noting(scene, Say(words.WELCOME_THANKS)),
    "ronde": rounds.ronde,
    "tweede ronde": rounds.second,
    "stem": ballots.stem,
    "uitslag": rounds.uitslag,
    "team": teams.team,
    "vertrek": teams.leave,
    "tel mee": lambda scene, _: teams.count_alone(scene, ""),
    "tel niet mee": lambda scene, _: teams.count_alone(scene, "niet"),
    "agenda": agenda.agenda,
    "ruismeter": agenda.ruismeter,
    "gespreksblad": agenda.gespreksblad,
    "spiegel": mirror.spiegel,
    "verzoek": requests.verzoek,
    "akkoord": partial(requests.typed, "akkoord"),
    "rem": partial(requests.typed, "rem"),
    "peiling": native_polls.peiling,
    "typen": lambda scene, _: privacy_notice.change(TYPING, scene),
    "letters": lambda scene, _: privacy_notice.change(LETTERS, scene),
    "weekbericht": preferences.weekbericht,
    "meer": message.meer,
    "terugkijken": look_back.planned,
    "terugkijken uit": look_back.off,
}

_TAKE: Mapping[str, Callable[[Scene, str], Turn]] = {
    "question": _question,
    "dilemma": _this_dilemma,
    "dialog": lambda scene, id_: privacy_notice.begin(scene, scene.library.dialogs[id_]),
    TYPING: lambda scene, id_: privacy_notice.choose(TYPING, scene, scene.library.dialogs[id_]),
    LETTERS: lambda scene, id_: privacy_notice.choose(LETTERS, scene, scene.library.dialogs[id_]),
    privacy_notice.SEALED: lambda scene, id_: privacy_notice.retreat(scene, scene.library.dialogs[id_]),
    "quote": _this_quote,
    "source": _this_source,
    "rol": my_data.set_role,
    ballots.WHICH: lambda scene, id_: ballots.ballot(id_, scene),
}
