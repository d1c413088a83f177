"""People finish what they began while editors change it; everything else is new at once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.editions import HOLD, MOST_EARLIER, Edition, Editions
from bot.core.model.dialog import Dialog, ForkStep, WriteStep
from bot.core.model.events import Chat, Said
from bot.core.model.library import Dilemma, Library
from bot.core.model.replies import Reply
from bot.core.model.session import Session
from bot.search.matcher import Matcher
from tests.conftest import NOW
from tests.dutch import say

CHAT = Chat("terminal", "terminal", sealed=True)


class Talker:
    """Somebody who talks while the content changes."""

    def __init__(self, editions: Editions) -> None:
        self.editions = editions
        self.session = Session()
        self.now = NOW

    def says(self, text: str) -> str:
        turn = self.editions.respond(Said(CHAT, text), self.session, self.now)
        self.session = turn.session
        return "\n".join(_shown(reply) for reply in turn.replies)


def _shown(reply: Reply) -> str:
    return f"{reply.title}\n{reply.text}"


def edition(library: Library, mark: str) -> Edition:
    return Edition(library, Matcher(library), mark)


@pytest.fixture
def talker(example: Library) -> Talker:
    return Talker(Editions(edition(example, "old")))


def with_dialog(library: Library, dialog: Dialog) -> Library:
    return replace(library, dialogs={dialog.id: dialog})


def renamed(library: Library) -> Library:
    """The steps of the dialog have other names: nobody can go on in this one."""
    dialog = library.dialogs["gesprek"]
    steps = {
        f"nieuw-{name}": replace(step, say=f"NIEUW {step.say}")
        for name, step in dialog.steps.items()
        if not isinstance(step, ForkStep)
    }
    return with_dialog(library, replace(dialog, steps=steps))


def other_case(library: Library, **changes: object) -> Library:
    dilemma: Dilemma = replace(library.dilemmas["de-brief"], **changes)  # type: ignore[arg-type]
    return replace(library, dilemmas={dilemma.id: dilemma})


def test_a_dialog_is_finished_as_it_was_begun(talker: Talker, example: Library) -> None:
    talker.says("/gesprek")
    talker.says("a")
    talker.editions.publish(edition(renamed(example), "new"), NOW)
    assert "Wat is je eerste zin?" in talker.says("rust")
    assert talker.session.kept.walk
    assert talker.session.kept.walk.edition == "old"
    assert "Jouw eerste zin: dag" in talker.says("dag")
    assert "NIEUW" in talker.says("/gesprek")
    assert talker.session.kept.walk.edition == "new"


def test_a_dilemma_is_finished_as_it_was_begun(talker: Talker, example: Library) -> None:
    talker.says("dilemma")
    new = other_case(example, ways=example.dilemmas["de-brief"].ways[1:], considerations=("NIEUW", "x"))
    talker.editions.publish(edition(new, "new"), NOW)
    answer = talker.says("a")
    assert "Wat heeft vandaag haast?" in answer
    assert "NIEUW" not in answer


def test_a_dialog_that_was_set_aside_goes_on_as_it_was(talker: Talker, example: Library) -> None:
    talker.says("/gesprek")
    talker.says("pauze")
    talker.editions.publish(edition(renamed(example), "new"), NOW)
    assert "Met wie praat je?" in talker.says("verder")


def test_facts_and_warnings_are_new_at_once(talker: Talker, example: Library) -> None:
    talker.says("/gesprek")
    facts = {**example.facts, "alarmnummer": replace(example.facts["alarmnummer"], value="NIEUW-112")}
    talker.editions.publish(edition(replace(renamed(example), facts=facts), "new"), NOW)
    assert "Bel NIEUW-112." in talker.says("acuut gevaar")
    assert "Met wie praat je?" in talker.says("opnieuw")


def test_what_an_old_dilemma_names_may_be_gone(talker: Talker, example: Library) -> None:
    talker.says("dilemma")
    bare = replace(other_case(example, title="NIEUW"), quotes={}, sources={}, themes={})
    talker.editions.publish(edition(bare, "new"), NOW)
    assert "Wat heeft vandaag haast?" in talker.says("a")


def test_a_fact_that_only_an_old_text_names_is_still_filled_in(example: Library) -> None:
    dialog = example.dialogs["gesprek"]
    goal = dialog.steps["doel"]
    assert isinstance(goal, WriteStep)
    steps = {**dialog.steps, "doel": replace(goal, say="Bel {fact:alarmnummer}.")}
    talker = Talker(Editions(edition(with_dialog(example, replace(dialog, steps=steps)), "old")))
    talker.says("/gesprek")
    talker.editions.publish(edition(replace(renamed(example), facts={}), "new"), NOW)
    assert "Bel 112." in talker.says("a")


def test_a_page_that_did_not_change_is_read_from_the_new_edition(talker: Talker, example: Library) -> None:
    talker.says("/gesprek")
    talker.editions.publish(edition(replace(example, synonyms=(("a", "b"),)), "new"), NOW)
    talker.says("a")
    assert talker.session.kept.walk
    assert talker.session.kept.walk.edition == "new"


def test_an_edition_that_nobody_is_in_is_let_go_at_once(talker: Talker, example: Library) -> None:
    talker.editions.publish(edition(renamed(example), "new"), NOW)
    assert talker.editions.earlier == ()


def test_an_edition_is_let_go_an_hour_after_the_last_word_in_it(talker: Talker, example: Library) -> None:
    talker.says("/gesprek")
    talker.editions.publish(edition(renamed(example), "new"), NOW)
    talker.now = NOW + HOLD - timedelta(minutes=1)
    talker.says("opnieuw")
    assert list(talker.editions.earlier) == ["old"]
    talker.now += HOLD
    assert say("trouble.changed") in talker.says("a")
    assert talker.editions.earlier == ()


def test_no_more_than_three_earlier_editions_are_held(talker: Talker, example: Library) -> None:
    for turn in range(MOST_EARLIER + 2):
        Talker.says(Talker(talker.editions), "/gesprek")
        dialog = replace(example.dialogs["gesprek"], title=f"Versie {turn}")
        talker.editions.publish(edition(with_dialog(example, dialog), str(turn)), NOW)
    assert talker.editions.earlier == ("1", "2", "3")


def test_content_that_is_put_back_is_no_earlier_edition(talker: Talker, example: Library) -> None:
    talker.says("/gesprek")
    talker.editions.publish(edition(renamed(example), "new"), NOW)
    talker.editions.publish(edition(example, "old"), NOW)
    assert talker.editions.earlier == ()
    assert "Wat wil je bereiken?" in talker.says("a")


def test_one_turn_sees_the_library_and_the_search_of_one_edition(talker: Talker, example: Library) -> None:
    question = replace(example.questions["wat-is-luisteren"], id="nieuw", answer="NIEUW")
    new = replace(example, questions={"nieuw": question})
    assert "Luisteren is stil" in talker.says("hoe luister ik goed")
    talker.editions.publish(edition(new, "new"), NOW)
    assert "NIEUW" in talker.says("hoe luister ik goed")
