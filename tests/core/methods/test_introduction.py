"""Before its first step a method says how long it takes, where it comes from, and what of it is ours."""

from dataclasses import replace

from bot.core.methods.introduction import introduction
from bot.core.model.library import Library
from bot.core.model.replies import Say
from tests.core.talk import Talk, shown
from tests.dutch import say


def test_a_method_names_its_time_its_source_and_what_is_ours(example: Library) -> None:
    dialog = replace(example.dialogs["gesprek"], minutes=10, ours="de laatste stap.", owner="Een bureau")
    (said,) = introduction(dialog, example)
    assert said.title == dialog.title
    for part in (
        dialog.about,
        say("method.takes", minutes=10),
        say("method.from", source=dialog.source),
        say("method.ours", ours="de laatste stap."),
        say("method.owner", owner="Een bureau"),
        say("method.in-memory"),
    ):
        assert part in said.text


def test_it_comes_once_and_not_after_a_pause(example: Library) -> None:
    dialog = replace(example.dialogs["gesprek"], minutes=10)
    talk = Talk(replace(example, dialogs={"gesprek": dialog}))
    assert say("method.takes", minutes=10) in shown(talk.says("methode gesprek"))
    assert say("method.takes", minutes=10) not in shown(talk.says("a", "pauze", "verder"))


def test_a_form_without_a_time_says_nothing_before_it_begins(example: Library) -> None:
    assert introduction(example.dialogs["gesprek"], example) == ()
    talk = Talk(example)
    assert not isinstance(talk.says("methode gesprek").replies[0], Say)
