"""What of a message is worded for the channel it is shown on."""

from bot.channels.channel import Image
from bot.channels.wording import worded
from bot.core.conversation.options import keyed
from bot.core.model.replies import Ask, ClosePoll, Say, Toast

OPTIONS = keyed([("stop", "Typ stop", "")])


def test_everything_that_tells_what_to_type_has_the_sign() -> None:
    assert worded(Say("Typ: ronde.", "Typ: ronde."), "/", group=True) == Say("Typ: /ronde.", "Typ: ronde.")
    assert worded(Toast("Typ: team mee."), "/", group=True) == Toast("Typ: /team mee.")
    shown = worded(Image(b"", "Typ agenda."), "!", group=True)
    assert isinstance(shown, Image)
    assert shown.text == "Typ !agenda."
    asked = worded(Ask("7", "Typ verder.", OPTIONS, hint="Of typ stop."), "!", group=True)
    assert asked == Ask("7", "Typ !verder.", OPTIONS, hint="Of typ !stop.")


def test_alone_and_in_a_poll_nothing_changes() -> None:
    for reply in (Say("Typ: stem."), ClosePoll("peiling-1", "Gesloten.")):
        assert worded(reply, "!", group=False) == reply
    assert worded(ClosePoll("peiling-1", "Typ: stem."), "!", group=True) == ClosePoll(
        "peiling-1", "Typ: stem."
    )
