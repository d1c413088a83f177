"""Everything that people read of a reply is changed, and nothing else."""

import pytest

from bot.core.conversation.options import keyed
from bot.core.model.replies import Ask, ClosePoll, OpenPoll, Paper, PaperSection, Reply, Say, Toast
from bot.core.model.reply_texts import with_texts
from tests.conftest import NOW


@pytest.mark.parametrize(
    ("reply", "changed"),
    [
        (Say("a", "b", "c"), Say("A", "B", "C")),
        (
            Ask("p", "a", keyed([("x", "b", "c")]), title="d", hint="e"),
            Ask("p", "A", keyed([("x", "B", "C")]), title="D", hint="E"),
        ),
        (Toast("a", "b"), Toast("A", "B")),
        (ClosePoll("p", "a", "b"), ClosePoll("p", "A", "B")),
        (
            OpenPoll("p", "id", "a", keyed([("x", "b", "c")]), NOW, "d"),
            OpenPoll("p", "id", "A", keyed([("x", "B", "c")]), NOW, "D"),
        ),
        (
            Paper("p", "t", (PaperSection("s", ("a", "b")),), "c"),
            Paper("p", "t", (PaperSection("s", ("A", "B")),), "C"),
        ),
    ],
)
def test_every_text_is_changed_and_no_name(reply: Reply, changed: Reply) -> None:
    assert with_texts(reply, str.upper) == changed
