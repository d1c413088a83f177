"""Every dilemma there is: laid before somebody, chosen in every way, and never judged."""

from itertools import permutations

import pytest

from bot.core.conversation import dilemmas
from bot.core.language.facts import filled
from bot.core.model.library import Dilemma, Library
from bot.core.model.replies import Ask, Say, Turn
from bot.core.model.session import Session
from tests.conftest import NOW, ROOT
from tests.core.talk import Talk, read, shown, whole
from tests.dutch import say

IDS = sorted(file.stem for file in (ROOT / "knowledge" / "dilemmas").glob("*.yaml"))
LONGEST = 4096
"""Characters in one message, on the platform that takes the fewest."""

each = pytest.mark.parametrize(("id_", "duel"), [(id_, duel) for id_ in IDS for duel in (False, True)])


def opened(id_: str, library: Library, *, duel: bool = False) -> tuple[Talk, Dilemma, Ask]:
    """A talk in which this dilemma is open, and how it was laid before somebody."""
    dilemma = library.dilemmas[id_]
    talk = Talk(library, session=dilemmas.show(dilemma, Session(), library, duel=duel).session)
    (asked,) = talk.says("verder").replies
    assert isinstance(asked, Ask)
    return talk, dilemma, asked


def ways(dilemma: Dilemma, *, duel: bool) -> list[str]:
    return [way.label for way in dilemma.ways if not duel or way.name in dilemma.duel]


def title(turn: Turn) -> str:
    """What the answer is called, after any line about safety."""
    return next(reply.title for reply in turn.replies if reply.title)


def test_there_are_as_many_as_we_say() -> None:
    assert len(IDS) >= 56


@each
def test_it_is_laid_before_somebody(id_: str, library: Library, *, duel: bool) -> None:
    _, dilemma, asked = opened(id_, library, duel=duel)
    assert sorted(option.label for option in asked.options) == sorted(
        [*ways(dilemma, duel=duel), say("dilemma.other")]
    )
    assert asked.options[-1].label == say("dilemma.other")
    assert asked.title == dilemma.title
    assert asked.text.startswith(dilemma.story)
    assert dilemma.poll in asked.text
    assert ("Meldcode" in asked.text.removeprefix(dilemma.story)) is dilemma.safety
    assert (library.facts["veilig-thuis"].value in asked.text) is dilemma.safety
    assert len(dilemma.poll) <= 300
    assert max(len(option.label) for option in asked.options) <= 70
    assert len(whole(asked)) <= LONGEST
    assert "{" not in read(whole(asked))


@each
def test_every_way_is_answered_by_letter_and_by_label(id_: str, library: Library, *, duel: bool) -> None:
    talk, dilemma, asked = opened(id_, library, duel=duel)
    for option in asked.options[:-1]:
        by_letter, by_label = talk.copy(), talk.copy()
        turn = by_letter.says(option.key.lower())
        by_label.says(option.label)
        way = next(way for way in dilemma.ways if way.label == option.label)
        said = shown(turn)
        assert by_letter.session == by_label.session
        assert title(turn) == say("dilemma.chosen", label=way.label)
        parts = (way.how, way.cost, *way.values, *dilemma.considerations, *dilemma.talk)
        assert all(filled(part, library.facts, NOW.date()) in said for part in parts)
        assert dilemma.tension.left in said
        assert library.quotes[dilemma.quotes[0]].text in said
        assert "{" not in read(said)
        assert max(len(whole(reply)) for reply in turn.replies) <= LONGEST


@each
def test_one_may_change_ones_mind_from_every_way_to_every_other(
    id_: str, library: Library, *, duel: bool
) -> None:
    talk, _, asked = opened(id_, library, duel=duel)
    for one, other in permutations(asked.options[:-1], 2):
        changing = talk.copy()
        changing.says(one.key)
        before = changing.session.kept.case
        turn = changing.says(other.key)
        assert say("dilemma.changed-mind", label=one.label) in shown(turn)
        assert say("dilemma.chosen", label=other.label) in shown(turn)
        assert changing.session.kept.case == before
        assert max(len(whole(reply)) for reply in turn.replies) <= LONGEST
    for option in asked.options[:-1]:
        again = talk.copy()
        assert "Je keek eerst naar" not in shown(again.says(option.key, option.key))


@each
def test_anders_takes_a_sentence_and_does_not_hold_it(id_: str, library: Library, *, duel: bool) -> None:
    talk, dilemma, _ = opened(id_, library, duel=duel)
    longest = "Ik zou " + "eerst " * 332
    at_once = talk.copy()
    turn = talk.says("Anders", longest)
    assert title(turn) == say("dilemma.own-chosen")
    assert longest.strip() in shown(turn)
    assert "eerst eerst" not in str(talk.session)
    assert at_once.says(f"anders: {longest[:100]}").session == talk.session
    assert max(len(whole(reply)) for reply in turn.replies) <= LONGEST
    assert dilemma.talk[0] in shown(turn)


@pytest.mark.parametrize("id_", IDS)
def test_nobody_can_see_on_disk_what_was_chosen(id_: str, library: Library) -> None:
    talk, _, asked = opened(id_, library)
    once, twice = set(), set()
    for option in asked.options[:-1]:
        chosen = talk.copy()
        chosen.says(option.key)
        once.add(chosen.session.kept)
        for other in asked.options[:-1]:
            changed = chosen.copy()
            changed.says(other.key)
            twice.add(changed.session.kept)
    own = talk.copy()
    own.says("anders: ik zou bellen")
    assert once == {own.session.kept}
    assert len(twice) == 1


def titles(talk: Talk, text: str, times: int) -> list[str]:
    """Titles of the dilemmas that come, by typing the same again and again."""
    return [title(talk.says(text)) for _ in range(times)]


@pytest.mark.parametrize("word", ["dilemma", "tweestrijd"])
def test_none_comes_twice_until_all_were_shown_and_then_the_oldest_comes(word: str, library: Library) -> None:
    talk = Talk(library)
    every = [dilemma.title for dilemma in library.dilemmas.values()]
    assert sorted(titles(talk, word, len(every))) == sorted(every)
    turn = talk.says(word)
    assert turn.replies[0] == Say(say("dilemma.all-seen"))
    assert title(turn) == every[0]
    assert titles(talk, word, len(every) - 1) == every[1:]


def test_the_same_holds_for_every_theme(library: Library) -> None:
    for theme in library.themes.values():
        about = [dilemma.title for dilemma in library.dilemmas.values() if theme.id in dilemma.themes]
        if about:
            talk = Talk(library)
            assert titles(talk, f"dilemma {theme.title}", len(about)) == about
            assert talk.says(f"dilemma {theme.title}").replies[0] == Say(say("dilemma.all-seen"))


def test_a_role_gets_the_dilemmas_of_its_jobs(library: Library) -> None:
    for role in library.roles.values():
        talk = Talk(library)
        talk.says(f"rol {role.title}")
        fitting = [one.title for one in library.dilemmas.values() if set(one.roles) & set(role.jobs)]
        assert fitting, role.id
        assert titles(talk, "dilemma", len(fitting)) == fitting
        assert talk.says("dilemma").replies[0] == Say(say("dilemma.all-seen"))


def test_a_role_without_a_dilemma_on_a_theme_is_told_so(example: Library) -> None:
    talk = Talk(example)
    talk.says("rol leidinggevende")
    assert talk.says("dilemma schulden").replies == (Say(say("dilemma.none-for-role")),)
    assert title(Talk(example).says("dilemma schulden")) == "De brief"


@pytest.mark.parametrize("text", ["dilemma quantumfysica", "tweestrijd {x}", "dilemma vertrouwen"])
def test_a_theme_without_a_dilemma_is_said(text: str, example: Library) -> None:
    assert "heb ik geen dilemma" in Talk(example).says(text).replies[0].text


def test_after_a_choice_another_one_is_near(example: Library) -> None:
    talk = Talk(example)
    talk.says("dilemma", "a")
    assert talk.labels[-2:] == [say("dilemma.another"), say("dilemma.to-menu")]
    assert title(talk.copy().says("n")) == "De brief"
    assert title(talk.says("m")) == say("start.title")


def test_personal_data_in_ones_own_way_is_not_repeated(example: Library) -> None:
    talk = Talk(example)
    turn = talk.says("dilemma", "anders", "bel hem op 06-12345678")
    assert "12345678" not in shown(turn)
    assert "een telefoonnummer" in shown(turn)


def test_a_letter_is_no_way_of_ones_own(example: Library) -> None:
    talk = Talk(example)
    talk.says("dilemma", "anders")
    assert title(talk.says("b")) == say(
        "dilemma.chosen", label="Eerst luisteren naar het verhaal over de buurman"
    )


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("anders: bellen", "bellen"),
        ("Anders : bellen: nu", "bellen: nu"),
        ("anders", ""),
        ("anders:", ""),
        ("b: c", ""),
    ],
)
def test_an_own_way_stands_behind_anders(text: str, own: str) -> None:
    assert dilemmas.own_line(text) == own


def test_a_name_that_is_no_way_changes_nothing(example: Library) -> None:
    talk = Talk(example)
    talk.says("dilemma")
    case = talk.session.kept.case
    assert case
    turn = dilemmas.choose("nope", example.dilemmas["de-brief"], case, talk.session, example)
    assert turn == Turn(talk.session, (Say(say("trouble.pick-one", letters="A, B, C of D")),))
