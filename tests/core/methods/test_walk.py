"""A machine walks every road of every dialog; and what one step may do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import pytest

from bot.core.language.facts import filled
from bot.core.methods import places
from bot.core.methods import walk as walks
from bot.core.methods.picks import listed
from bot.core.methods.visit import Visit
from bot.core.model.dialog import END, Choice, ChooseStep, Dialog, ForkStep, SendStep, Step, WriteStep, roads
from bot.core.model.library import Library
from bot.core.model.replies import Say, Turn
from bot.core.model.session import MOST_PAUSED, Session, Walk
from tests.conftest import NOW, ROOT
from tests.core.talk import Talk, read, shown, whole
from tests.dutch import say

IDS = sorted(
    file.stem for file in (ROOT / "dialogs").glob("*.yaml") if "\nled: true\n" not in file.read_text("utf-8")
)
"""Those that are led are walked in `led/test_every_led_method.py`."""

LONGEST = 4096
"""Characters in one message, on the platform that takes the fewest."""

NOTE = "Over {}: " + "dit is wat iemand in een paar zinnen schrijft. " * 5


@dataclass
class Road:
    """One answer on the way: where it was given, and what came of it."""

    before: Talk
    after: Talk
    turn: Turn
    walk: Walk


@dataclass
class Machine:
    """Gives every answer, at every step, whatever the two steps before it were, and whatever is listed."""

    library: Library
    dialog: Dialog
    skips: bool
    """Whether it goes on with the notes it left open, instead of those it typed."""
    roads: list[Road] = field(default_factory=list)

    def run(self) -> "Machine":
        talk = Talk(self.library)
        self.first = talk.says(f"methode {self.dialog.title}")
        todo, seen = [talk], set()
        while todo:
            before = todo.pop()
            walk = before.session.kept.walk
            assert walk
            here = (walk.step, walk.trail[-2:], self._on_lists(before, walk))
            if here not in seen:
                seen.add(here)
                todo += [road.after for road in self._answers(before, walk) if road.after.session.kept.walk]
        return self

    def _on_lists(self, talk: Talk, walk: Walk) -> frozenset[str]:
        """Lists that a fork looks at, with something on them: two roads to one step go on differently."""
        forks = {step.listed for step in self.dialog.steps.values() if isinstance(step, ForkStep)}
        visit = Visit(walk, talk.session, self.library)
        return frozenset(name for name in forks if listed(name, visit))

    def _answers(self, before: Talk, walk: Walk) -> Iterator[Road]:
        for text in self._texts(self.dialog.steps[walk.step]):
            after = before.copy()
            road = Road(before, after, after.says(text), walk)
            self.roads.append(road)
            yield road

    def _texts(self, step: Step) -> list[str]:
        texts = (
            [NOTE.format(step.note), "-"]
            if isinstance(step, WriteStep)
            else [label for label, _ in roads(step)]
        )
        return texts if self.skips else texts[::-1]


@pytest.fixture(scope="module", params=[(id_, skips) for id_ in [*IDS, "gesprek"] for skips in (False, True)])
def machine(request: pytest.FixtureRequest, library: Library, example: Library) -> Machine:
    id_, skips = request.param
    content = example if id_ == "gesprek" else library
    return Machine(content, content.dialogs[id_], skips).run()


def test_every_message_fits_and_has_no_holes(machine: Machine) -> None:
    for turn in [machine.first, *(road.turn for road in machine.roads)]:
        assert turn.replies
        assert max(len(whole(reply)) for reply in turn.replies) <= LONGEST
        assert "{" not in read(shown(turn))


def test_every_step_is_reached(machine: Machine) -> None:
    said = shown(machine.first) + "".join(shown(road.turn) for road in machine.roads)
    for step in machine.dialog.steps.values():
        if isinstance(step, SendStep) and machine.skips:
            continue  # with nothing typed there is nothing to send
        if isinstance(step, ForkStep):
            continue  # says nothing
        assert filled(step.say, machine.library.facts, NOW.date()).partition("{")[0].rstrip(" ") in said


def test_every_step_can_end(machine: Machine) -> None:
    onward: dict[str, set[str]] = {}
    for road in machine.roads:
        walk = road.after.session.kept.walk
        onward.setdefault(road.walk.step, set()).add(walk.step if walk else END)
    ending = {END}
    for _ in onward:
        ending |= {step for step, targets in onward.items() if targets & ending}
    assert ending == {*onward, END}


def test_back_undoes_one_step_and_keeps_what_was_typed(machine: Machine) -> None:
    for road in machine.roads:
        after = road.after.copy()
        if walk := after.session.kept.walk:
            notes = after.session.unkept
            after.says("terug")
            assert after.session.kept.walk == replace(road.walk, typed=walk.typed)
            assert after.session.unkept == notes


def test_what_was_picked_belongs_to_the_steps_that_were_passed(machine: Machine) -> None:
    for road in machine.roads:
        for walk in (road.walk, road.after.session.kept.walk):
            if walk:
                steps = machine.dialog.steps
                chosen = [name for name in walk.trail if isinstance(steps[name], ChooseStep)]
                assert [step for step, _ in walk.picked] == chosen


def test_back_at_the_first_step_changes_nothing(machine: Machine) -> None:
    talk = Talk(machine.library)
    talk.says(f"methode {machine.dialog.title}")
    before = talk.session
    assert talk.says("terug") == Turn(before, (Say(say("method.first-step")),))


def test_after_a_pause_everything_is_where_it_was(machine: Machine) -> None:
    for road in machine.roads:
        after = road.after.copy()
        if walk := after.session.kept.walk:
            again = after.says("opnieuw").replies
            notes = after.session.unkept
            paused = after.says("pauze")
            assert paused.session.kept.walk is None
            resumed = after.says("verder")
            assert after.session.kept.walk == walk
            assert after.session.unkept == notes
            assert [reply.text for reply in resumed.replies[1:]] == [reply.text for reply in again]


def test_a_restart_after_any_turn_keeps_the_place_and_takes_only_what_was_typed(machine: Machine) -> None:
    for road in machine.roads:
        after = road.after.copy()
        if walk := after.session.kept.walk:
            after.session = Session(after.session.kept)
            turn = after.says("opnieuw")
            told = walk.typed != ()
            assert (say("method.forgotten")[:20] in shown(turn)) is told
            assert after.session.kept.walk == replace(walk, typed=())
            assert max(len(whole(reply)) for reply in turn.replies) <= LONGEST


def test_after_the_end_nothing_is_held(machine: Machine) -> None:
    ended = [road for road in machine.roads if not road.after.session.kept.walk]
    assert ended
    for road in ended:
        assert not road.after.session.unkept
        assert not road.after.session.kept.paused


@pytest.mark.parametrize("skips", [False, True])
def test_the_motivation_holds_every_note_that_was_typed(library: Library, *, skips: bool) -> None:
    toets = library.dialogs["omgekeerde-toets"]
    ends = [road for road in Machine(library, toets, skips).run().roads if not road.after.session.kept.walk]
    assert ends
    for road in ends:
        typed = [note for note in road.before.session.unkept.notes[toets.id].values() if note]
        assert len(typed) >= (0 if skips else 8)
        assert all(note in shown(road.turn) for note in typed)


def reached(steps: Mapping[str, Step], without: str) -> set[str]:
    """Titles that can be reached without passing a step with such a title."""
    todo, seen = [next(iter(steps))], set()
    while todo:
        name = todo.pop()
        if name != END and name not in seen and not steps[name].title.startswith(without):
            seen.add(name)
            todo += [target for _, target in roads(steps[name])]
    return {steps[name].title for name in seen}


@pytest.mark.parametrize("earlier", ["Stap 1", "Stap 2", "Stap 3"])
def test_on_no_road_do_the_articles_come_before_the_inwoner(earlier: str, library: Library) -> None:
    steps = library.dialogs["omgekeerde-toets"].steps
    assert any(title.startswith("Stap 4") for title in reached(steps, without="nothing"))
    assert not any(title.startswith("Stap 4") for title in reached(steps, without=earlier))


def example_at(example: Library, *texts: str) -> tuple[Talk, Turn]:
    talk = Talk(example)
    talk.says("methode gesprek")
    return talk, talk.says(*texts)


def test_a_note_that_was_typed_before_is_shown_and_may_stay(example: Library) -> None:
    talk, turn = example_at(example, "a", "rust", "terug")
    assert "Je schreef: “rust”" in shown(turn)
    assert "Je wilt: rust." in shown(talk.says("verder"))
    assert "Je wilt: haast." in shown(talk.says("terug", "haast"))


@pytest.mark.parametrize("sign", ["-", "–", "—", "overslaan", "Sla over"])
def test_a_note_may_be_skipped(sign: str, example: Library) -> None:
    talk, turn = example_at(example, "a", sign)
    assert f"Je wilt: {say('method.skipped')}." in shown(turn)
    assert dict(talk.session.unkept.notes["gesprek"]) == {"doel": ""}


def test_going_on_without_a_note_shows_the_step_again(example: Library) -> None:
    talk, turn = example_at(example, "a", "verder")
    assert "Wat wil je bereiken?" in shown(turn)
    assert talk.session.kept.walk == Walk("gesprek", "doel", ("begin",), (("begin", "Met een inwoner"),))


def test_personal_data_in_a_note_is_named(example: Library) -> None:
    _, turn = example_at(example, "a", "bsn 123456782")
    assert say("trouble.personal", what="een BSN") in shown(turn)


def test_placeholders_in_a_note_are_never_filled(example: Library) -> None:
    _, turn = example_at(example, "a", "{begin} %s {0} {fact:nope}")
    assert "Je wilt: (begin) %s (0) (fact:nope)." in shown(turn)


def test_a_choice_may_have_a_reply(example: Library) -> None:
    _, turn = example_at(example, "b")
    assert turn.replies[0] == Say("Goed dat je het opzoekt.")


def test_beginning_again_takes_up_the_place_where_one_was(example: Library) -> None:
    talk, _ = example_at(example, "a", "rust", "start", "methode gesprek")
    assert "“rust”" in shown(talk.says("terug"))


def test_after_a_restart_the_place_is_known_and_the_notes_are_not(example: Library) -> None:
    talk, _ = example_at(example, "a", "rust")
    talk.session = Session(talk.session.kept)
    turn = talk.says("verder")
    assert turn.replies[0] == Say(say("method.forgotten", where="stap 3: eerste zin"))
    assert say("method.skipped") in shown(turn)
    assert say("method.forgotten")[:20] not in shown(talk.says("verder"))


def test_where_one_is_is_the_last_title_that_was_passed(example: Library) -> None:
    dialog = replace(
        example.dialogs["gesprek"],
        steps={
            "a": WriteStep(say="a", title="Stap 1", note="n", next="b"),
            "b": WriteStep(say="b", note="m", next=END),
        },
    )
    assert places.where(dialog, Walk("gesprek", "b", ("a",))) == "stap 1"
    assert places.where(dialog, Walk("gesprek", "b")) == "een gesprek voorbereiden"


@pytest.mark.parametrize(
    ("walk", "stands"),
    [
        (Walk("gesprek", "doel", ("begin",)), True),
        (Walk("gesprek", "weg"), False),
        (Walk("gesprek", "klaar"), False),  # says something and waits for nothing
        (Walk("gesprek", "doel", ("weg",)), False),
    ],
)
def test_a_place_stands_if_an_editor_left_all_of_it(walk: Walk, example: Library, *, stands: bool) -> None:
    assert places.stands(example.dialogs["gesprek"], walk) is stands
    assert not places.stands(None, walk)


def test_only_so_many_dialogs_wait(example: Library) -> None:
    session = Session()
    for number in range(MOST_PAUSED + 1):
        dialog = replace(example.dialogs["gesprek"], id=str(number))
        session = walks.pause(dialog, Walk(dialog.id, "begin"), session)
    assert [walk.dialog for walk in session.kept.paused] == ["1", "2", "3"]


def test_a_dialog_that_ends_without_a_word_still_says_what_to_type(example: Library) -> None:
    steps = {"a": ChooseStep(say="Zin?", choices=(Choice("Ja", END), Choice("Nee", END)))}
    library = replace(example, dialogs={"kort": Dialog("kort", "Kort", ("kort",), "", "", steps)})
    talk = Talk(library)
    assert talk.says("/kort", "ja").replies == (Say(say("method.last-step")),)


def test_an_answer_that_is_no_option_changes_nothing(example: Library) -> None:
    talk, _ = example_at(example, "terug")
    walk = talk.session.kept.walk
    assert walk
    turn = walks.choose("nope", walk, talk.session, talk.library)
    assert turn == Turn(talk.session, (Say(say("trouble.pick-one", letters="A of B")),))
