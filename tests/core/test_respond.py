"""The one door of the core: whatever comes in, something sensible goes out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.features.registry import REGISTRY
from bot.core.model.dialog import Choice, ChooseStep
from bot.core.model.finder import Finder
from bot.core.model.library import Library, Way
from bot.core.model.replies import Ask, Reply, Say, Turn
from bot.core.model.session import Case, Kept, Option, Session, Unkept, Walk
from bot.search.matcher import Matcher
from tests.core.talk import Talk, read, shown, whole
from tests.dutch import say

STATES = {
    "nothing open": ["hulp"],
    "menu": ["start"],
    "dilemma, choose": ["dilemma"],
    "dilemma, own way": ["dilemma", "anders"],
    "dilemma, talk": ["dilemma", "a"],
    "dialog, choice": ["methode gesprek"],
    "dialog, note": ["methode gesprek", "a"],
    "clarify menu": ["rekeningen"],
    "erase menu": ["wis alles"],
    "erase menu over a note": ["methode gesprek", "a", "wis alles"],
}

REFUSED = {
    "a" * 2_001: say("trouble.too-long"),
    "woord " * 17_000: say("trouble.too-long"),
    " " * 100_000: say("trouble.too-long"),
    "": say("trouble.empty"),
    "   ": say("trouble.empty"),
    "\n\t": say("trouble.empty"),
    "\x00": say("trouble.empty"),
    "\ud800": say("trouble.empty"),
    "\u202e": say("trouble.empty"),
    "\u200b\u200d\ufeff": say("trouble.empty"),
    "/": say("trouble.unknown-command"),
    "/\x00": say("trouble.unknown-command"),
}

HANDLED = [
    "😀",
    "👩‍👧",
    "<b>",
    "<script>alert(1)</script>",
    "\u202eabc",
    "a\x00b\ud800c",
    "%s {x} {fact:nope}",
    "A" * 2_000,
    "é" * 2_000,
    "'; --",
    "\\",
    "{",
    "1",
    "°",
]


def tells_what_to_type(reply: Reply) -> bool:
    return bool(isinstance(reply, Ask) and reply.options) or "typ" in whole(reply).lower()


@pytest.fixture(params=STATES)
def talk(request: pytest.FixtureRequest, example: Library) -> Talk:
    started = Talk(example, Matcher(example))
    started.says(*STATES[request.param])
    return started


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: repr(text[:9]))
def test_what_cannot_be_read_is_refused_kindly_and_changes_nothing(text: str, talk: Talk) -> None:
    before = talk.session
    assert talk.says(text) == Turn(before, (Say(REFUSED[text]),))


@pytest.mark.parametrize("text", HANDLED, ids=lambda text: repr(text[:9]))
def test_strange_text_is_handled_as_any_text(text: str, talk: Talk) -> None:
    turn = talk.says(text)
    assert turn.replies
    assert tells_what_to_type(turn.replies[-1])
    shown(turn).encode()


@pytest.mark.parametrize(
    ("prompt", "key"),
    [("0", "A"), ("999", "A"), ("", "A"), (None, "Z"), (None, ""), (None, "a"), ("\ud800", "\x00")],
)
def test_a_late_or_forged_press_changes_nothing(prompt: str | None, key: str, talk: Talk) -> None:
    before = talk.session
    assert talk.presses(key, prompt) == Turn(before, (Say(say("trouble.too-late")),))


def test_danger_goes_first_wherever_one_is(talk: Talk) -> None:
    turn = talk.says("er is acuut gevaar")
    assert turn.replies[0] == Say("Bel 112.")
    assert len(turn.replies) > 1


def test_danger_goes_first_also_in_a_text_that_is_too_long(talk: Talk) -> None:
    before = talk.session
    turn = talk.says("acuut gevaar " + "x" * 2_000)
    assert turn == Turn(before, (Say("Bel 112."), Say(say("trouble.too-long"))))


def test_after_a_number_to_call_no_remark_that_it_was_not_understood(example: Library) -> None:
    talk = Talk(example, Matcher(example))
    assert talk.says("acuut gevaar").replies == (Say("Bel 112."), Say(say("trouble.after-alarm")))
    talk.says("dilemma")
    turn = talk.says("acuut gevaar")
    assert turn.replies == (
        Say("Bel 112."),
        Say(say("trouble.after-alarm")),
        Say(say("dilemma.back-to-case")),
    )


def test_it_is_not_by_its_sentence_that_a_miss_is_known(example: Library) -> None:
    own = {**example.sentences, "question.rephrase": "Hè?"}
    talk = Talk(replace(example, sentences=own), Matcher(example))
    assert not talk.copy().says("qwerty zxcvb").understood
    assert talk.says("acuut gevaar").replies == (Say("Bel 112."), Say(say("trouble.after-alarm")))


def test_after_a_number_to_call_it_is_still_said_what_better_goes_out_of_the_chat(example: Library) -> None:
    turn = Talk(example, Matcher(example)).says("acuut gevaar, bsn 123456782")
    personal = say("trouble.personal-asked", what="een BSN")
    assert [reply.text for reply in turn.replies] == ["Bel 112.", personal, say("trouble.after-alarm")]


def test_after_a_menu_was_used_its_button_does_nothing(example: Library) -> None:
    talk = Talk(example, Matcher(example))
    talk.says("dilemma", "rol")
    menu = talk.session.prompt
    talk.presses("A", menu)
    before = talk.session
    assert talk.presses("A", menu) == Turn(before, (Say(say("trouble.too-late")),))


def test_the_button_of_another_way_changes_ones_mind(example: Library) -> None:
    talk = Talk(example)
    talk.says("dilemma")
    first = talk.session.prompt
    talk.presses("A", first)
    assert "Je keek eerst naar" in shown(talk.presses("B", first))


@pytest.mark.parametrize(
    "kept",
    [
        Kept(case=Case("weg", ())),
        Kept(walk=Walk("weg", "begin")),
        Kept(walk=Walk("gesprek", "doel", ("weg",))),
    ],
)
def test_what_an_editor_took_away_is_said_and_let_go(kept: Kept, example: Library) -> None:
    talk = Talk(example, session=Session(kept))
    turn = talk.says("terug")
    assert turn.replies == (Say(say("trouble.changed")), Say(say("trouble.nothing-back")))
    assert talk.session == Session()


def test_what_is_lost_of_the_notes_is_said_once(example: Library) -> None:
    talk = Talk(example)
    talk.says("methode gesprek", "a", "rust")
    talk.session = replace(talk.session, unkept=Unkept())
    assert talk.says("hulp").replies[0] == Say(say("method.forgotten", where="stap 3: eerste zin"))
    assert talk.says("hulp").replies[0].title == say("help.title")


def test_a_fact_past_its_date_is_shown_with_a_warning(example: Library) -> None:
    talk = Talk(example)
    assert "0800-2000 (controleer dit)" in shown(talk.says("dilemma"))
    talk.now = datetime(2026, 1, 1, tzinfo=UTC)
    assert "0800-2000 (controleer dit)" not in shown(talk.says("verder"))


def test_a_fact_may_stand_in_any_text_an_editor_writes(example: Library) -> None:
    fact = "{fact:alarmnummer}"
    brief = example.dilemmas["de-brief"]
    ways = (*brief.ways[:2], Way("x", fact, fact, (fact,), fact))
    step = ChooseStep(say=fact, title=fact, choices=(Choice(fact, "end", fact), Choice("nee", "end")))
    library = replace(
        example,
        dilemmas={"d": replace(brief, title=fact, story=fact, ways=ways)},
        dialogs={"gesprek": replace(example.dialogs["gesprek"], steps={"a": step})},
    )
    talk = Talk(library)
    for text in ["dilemma", "c", "methode gesprek", "a"]:
        assert "{" not in read(shown(talk.says(text)))


def test_the_same_event_in_the_same_chat_gives_the_same_turn(talk: Talk) -> None:
    other = talk.copy()
    assert talk.says("Wat is luisteren?") == other.says("Wat is luisteren?")


LETTERS = [*"ABCDENMabc", "1", "2", "9", "z"]
PLAIN = [*REGISTRY.vocabulary.aliases]
TYPED = [
    *(
        "dilemma schulden",
        "tweestrijd wmo",
        "citaat vertrouwen",
        "rol jeugd",
        "rol xyz",
        "/toets",
        "/x",
        "vraag maatwerk",
    ),
    *(
        "anders: bellen",
        "anders",
        "Wat is de Omgekeerde Toets?",
        "meldcode",
        "ik wil dood",
        "bsn 123456782",
        "-",
        "ja",
        "nee",
    ),
]
TEXTS = st.one_of(
    st.sampled_from([*PLAIN, *TYPED]),
    st.sampled_from(LETTERS),
    st.text(st.characters(), max_size=40),
    st.sampled_from([*REFUSED, *HANDLED]),
)
INPUTS = st.one_of(
    st.tuples(st.just("types"), TEXTS, st.just(0)),
    st.tuples(st.just("picks"), st.sampled_from(["label", "press"]), st.integers(0, 7)),
    st.tuples(st.just("presses"), st.sampled_from([*LETTERS, "", "geen", "\ud800"]), st.integers(-3, 2)),
    st.tuples(st.sampled_from(["opens", "restarts"]), st.just(""), st.just(0)),
)


def do(talk: Talk, kind: str, text: str, number: int) -> Turn | None:
    """One input. Some need something open, and are nothing without it."""
    if kind == "types":
        return talk.says(text)
    if kind == "opens":
        return talk.opens()
    if kind == "restarts":
        talk.session = Session(msgspec.json.decode(msgspec.json.encode(talk.session.kept), type=Kept))
        return None
    if kind == "picks":
        if not talk.scene.options:
            return None
        option = talk.scene.options[number % len(talk.scene.options)]
        return talk.says(option.label) if text == "label" else pressed_twice(talk, option)
    before = talk.session
    prompt = str(before.kept.asked + number)
    turn = talk.presses(text, prompt)
    if number:
        assert turn.replies[-1] == Say(say("trouble.too-late"))
        assert talk.session == before or len(turn.replies) > 1
    return turn


def pressed_twice(talk: Talk, option: Option) -> Turn:
    """A finger that trembles: the second press may not choose anything else."""
    prompt = talk.session.prompt
    talk.presses(option.key, prompt)
    once = talk.session
    turn = talk.presses(option.key, prompt)
    kept = talk.session.kept
    assert (kept.case, kept.walk, kept.paused, kept.role) == (
        once.kept.case,
        once.kept.walk,
        once.kept.paused,
        once.kept.role,
    )
    assert talk.session.unkept == once.unkept
    return turn


def check(turn: Turn, talk: Talk) -> None:
    assert turn.replies
    assert all(reply.text.strip() for reply in turn.replies)
    assert tells_what_to_type(turn.replies[-1]), turn.replies[-1]
    can_pick: Mapping[str, str] = {option.key: option.id for option in talk.scene.options}
    for reply in turn.replies:
        if isinstance(reply, Ask):
            assert reply.prompt == talk.session.prompt
            assert {option.key: option.id for option in reply.options}.items() <= can_pick.items()
    kept, unkept = talk.session.kept, talk.session.unkept
    assert msgspec.json.decode(msgspec.json.encode(kept), type=Kept) == kept
    assert kept.case or not unkept.chosen
    assert set(unkept.notes) <= {walk.dialog for walk in (kept.walk, *kept.paused) if walk}


def test_any_conversation_goes_on(library: Library, finder: Finder, soak: bool) -> None:
    @settings(derandomize=True, deadline=None, max_examples=5_000 if soak else 200)
    @given(st.lists(INPUTS, max_size=25 if soak else 12))
    def goes_on(inputs: list[tuple[str, str, int]]) -> None:
        talk = Talk(library, finder)
        for one in inputs:
            if turn := do(talk, *one):
                check(turn, talk)

    goes_on()
