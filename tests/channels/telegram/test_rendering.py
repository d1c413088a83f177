"""Replies as messages: together where they fit, long sourced texts folded, buttons under the last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.markup import LONGEST, units
from bot.channels.telegram.rendering import FOLD_FROM, messages_for
from bot.core.model.replies import Ask, Say
from bot.core.model.session import Option
from tests.dutch import say
from tests.telegram_api.html import parse

SOURCE = "Bron: een rapport (2019), 4.2"
OPTIONS = (Option("a", "A", "Eerst bellen", "Dan weet je het."), Option("b", "B", "Langsgaan"))
PARAGRAPH = "Een alinea die over iets gaat en niet heel kort is. " * 6


def long(paragraphs: int = 5) -> str:
    return "\n\n".join(f"{at} {PARAGRAPH}".strip() for at in range(paragraphs))


def folded(html: str) -> list[str]:
    """What stands behind a tap, in the eyes of Telegram."""
    plain, entities = parse(html)
    data = plain.encode("utf-16-le")
    return [
        data[one["offset"] * 2 : (one["offset"] + one["length"]) * 2].decode("utf-16-le")
        for one in entities
        if one["type"] == "expandable_blockquote"
    ]


def test_several_replies_are_one_message_with_the_buttons_under_it() -> None:
    said: list[Say | Ask] = [
        Say("Bel 112.", "Eerst dit"),
        Say("“Een citaat.”", source=SOURCE),
        Ask("7", "Wat doe je?", OPTIONS),
    ]
    (message,) = messages_for(said, "31", how=say("group.how-to-answer"))
    assert message.plain.split("\n\n") == [
        "Eerst dit",
        "Bel 112.",
        "“Een citaat.”",
        SOURCE,
        "Wat doe je?",
        "A  Eerst bellen\nDan weet je het.",
        "B  Langsgaan",
        say("group.how-to-answer"),
    ]
    assert [button.data for button in message.buttons] == ["v1|31|7|A", "v1|31|7|B"]
    shown, entities = parse(message.html)
    assert shown == message.plain
    assert [one["type"] for one in entities] == ["bold", "italic", "bold", "bold", "italic"]


def test_a_reply_that_fits_in_a_message_is_not_cut() -> None:
    replies = [Say("x" * 1_500, f"titel {at}") for at in range(5)]
    spread = [message.plain for message in messages_for(replies)]
    assert [one.count("titel") for one in spread] == [2, 2, 1]
    assert all(one.startswith("titel") for one in spread)
    last = messages_for([*replies, Ask("7", "En nu?", OPTIONS)])
    assert [bool(one.buttons) for one in last] == [False, False, True]


def test_the_rest_of_a_long_text_with_a_source_is_folded_and_the_source_is_not() -> None:
    (message,) = messages_for([Say(long(), "Vraag", SOURCE)])
    (rest,) = folded(message.html)
    assert rest.startswith("1 Een alinea")
    assert rest.rstrip().endswith("kort is.")
    assert "4 Een alinea" in rest
    assert SOURCE not in rest
    shown, _ = parse(message.html)
    assert "".join(shown.split()) == "".join(message.plain.split())
    first = shown[: shown.index("1 Een alinea")].removeprefix("Vraag\n\n")
    assert "\n\n" not in first, "it brings its own space"


@pytest.mark.parametrize(
    "say",
    [Say(long(), "zonder bron"), Say(long(3), "kort", SOURCE), Say("a " * FOLD_FROM, "een alinea", SOURCE)],
    ids=["no source", "short", "one paragraph"],
)
def test_anything_else_is_not_folded(say: Say) -> None:
    assert not any(folded(message.html) for message in messages_for([say]))


def test_a_line_that_announces_something_takes_it_along() -> None:
    say = Say(f"Drie dingen helpen:\n\n- bellen\n- vragen\n\n{long()}", source=SOURCE)
    (rest,) = folded(messages_for([say])[0].html)
    assert rest.startswith("0 Een alinea")


def test_a_text_that_is_longer_than_a_message_is_folded_in_each() -> None:
    spread = messages_for([Say(long(20), "Lang", SOURCE)])
    assert len(spread) == 2
    assert [len(folded(message.html)) for message in spread] == [1, 1]


PIECES = st.text(st.sampled_from("<>&b/: \n-😀a."), min_size=1, max_size=900).filter(str.strip)
SAYS = st.builds(
    Say, PIECES, st.sampled_from(["", "<b>titel</b>"]), st.sampled_from(["", SOURCE, "<i>&\n\n😀"])
)


@given(st.lists(SAYS, min_size=1, max_size=9), st.booleans())
def test_nothing_is_lost_and_everything_fits(replies: list[Say], asks: bool) -> None:
    said: list[Say | Ask] = [*replies, *([Ask("7", "Wat?", OPTIONS)] if asks else [])]
    spread = messages_for(said, how="Druk." if asks else "")
    for message in spread:
        shown, _ = parse(message.html)
        assert units(message.plain) <= LONGEST
        assert "".join(shown.split()) == "".join(message.plain.split())
    whole = "".join(f"{one.title}{one.text}{one.source}" for one in replies)
    read = "".join(message.plain for message in spread)
    assert "".join(read.split()).startswith("".join(whole.split()))
    assert len(spread) <= sum(len(messages_for([one], how="Druk." if asks else "")) for one in said)
