"""A sealed box by itself."""

from datetime import timedelta

import pytest

from bot.store.sealed_box import SIZES, Box, FullError, Seal, UnopenableError, choice_of, new_nonce, room_in
from tests.conftest import NOW

TODAY = NOW.date()
SEAL = Seal(b"s" * 32, b"n" * 32, "round-1")
A, B = choice_of("de-brief", "a"), choice_of("de-brief", "b")


def filled(votes: int) -> Box:
    box = Box()
    for number in range(votes):
        box = box.voted(SEAL.slot(f"m{number}"), A, number + 1, TODAY)
    return box


def test_what_goes_in_comes_out() -> None:
    box = filled(3).voted(SEAL.slot("m1"), B, 9, TODAY)
    assert SEAL.open(SEAL.seal(box)) == box
    assert box.tally((A, B)) == [2, 1]


def test_a_vote_counts_once_and_the_last_one_counts() -> None:
    slot = SEAL.slot("m")
    box = Box().voted(slot, A, 5, TODAY).voted(slot, B, 7, TODAY)
    assert box.tally((A, B)) == [0, 1]
    for mark in (7, 6, 5, 1):
        assert box.voted(slot, A, mark, TODAY) is box, "the same event again, or an older one"
    assert box.voted(slot, A, 0, TODAY).tally((A, B)) == [1, 0], "never delivered twice"


def test_after_a_quiet_week_a_platform_may_count_anew() -> None:
    slot = SEAL.slot("m")
    box = Box().voted(slot, A, 900_000, TODAY)
    assert box.voted(slot, B, 12, TODAY + timedelta(days=6)) is box
    changed = box.voted(slot, B, 12, TODAY + timedelta(days=7))
    assert changed.tally((A, B)) == [0, 1]
    assert changed.voted(slot, A, 900_000, TODAY + timedelta(days=7)) is not changed
    assert changed.voted(slot, A, 11, TODAY + timedelta(days=7)) is changed


def test_every_box_of_a_class_has_one_size() -> None:
    sizes = {len(SEAL.seal(filled(votes))) for votes in (0, 1, 2, 63, 64)}
    assert len(sizes) == 1
    assert [room_in(SEAL.seal(Box(), room)) for room in (1, 64, 65, 256, 257, 1024, 1025)] == [
        64,
        64,
        256,
        256,
        1024,
        1024,
        4096,
    ]
    with pytest.raises(FullError):
        SEAL.seal(Box(), SIZES[-1] + 1)


def test_the_same_box_never_looks_the_same() -> None:
    box = filled(3)
    first, second = SEAL.seal(box), SEAL.seal(box)
    assert first != second
    alike = sum(one == other for one, other in zip(first, second, strict=True))
    assert alike < len(first) / 64, "chance is 1 in 256"


def test_the_order_in_a_box_does_not_tell_the_order_of_the_votes() -> None:
    there, back = Box(), Box()
    for number in range(12):
        there = there.voted(SEAL.slot(f"m{number}"), A, 1, TODAY)
        back = back.voted(SEAL.slot(f"m{11 - number}"), A, 1, TODAY)
    assert list(SEAL.open(SEAL.seal(there)).slots) == list(SEAL.open(SEAL.seal(back)).slots)


@pytest.mark.parametrize(
    "other",
    [
        Seal(b"t" * 32, b"n" * 32, "round-1"),
        Seal(b"s" * 32, new_nonce(), "round-1"),
        Seal(b"s" * 32, b"n" * 32, "round-2"),
    ],
    ids=["another week", "another nonce", "another round"],
)
def test_another_key_opens_nothing_and_knows_no_slot(other: Seal) -> None:
    with pytest.raises(UnopenableError):
        other.open(SEAL.seal(filled(3)))
    assert other.slot("m1") != SEAL.slot("m1")


def test_one_changed_bit_is_seen_anywhere() -> None:
    sealed = SEAL.seal(filled(3))
    for at in range(0, len(sealed), 2):
        damaged = bytearray(sealed)
        damaged[at] ^= 1 << (at % 8)
        with pytest.raises(UnopenableError):
            SEAL.open(bytes(damaged))
    for cut in (0, 5, 12, len(sealed) - 1):
        with pytest.raises(UnopenableError):
            SEAL.open(sealed[:cut])


def test_who_wants_to_be_forgotten_is_out_of_it_on_every_topic() -> None:
    box = Box()
    for topic in ("", "de-brief", "de-buur"):
        box = box.voted(SEAL.slot("m", topic), A, 1, TODAY).voted(SEAL.slot("n", topic), B, 1, TODAY)
    left = box.without(SEAL.owner("m"))
    assert left.tally((A, B)) == [0, 3]
