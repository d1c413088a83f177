"""While a round is open nothing tells that anybody voted, on any surface. TRUST T8.

Every question that can be asked is asked after every vote, and must be answered as before.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.core.model.finder import Finder
from bot.core.model.library import Library
from tests.harness.group_wire import GroupWire

TEAM = ("Anna", "Bram", "Chris", "Dina", "Eva", "Fred")

SURFACES = (
    "Anna: uitslag",
    "Anna: team",
    "Anna: ronde",
    "Anna: ronde schulden sluit morgen",
    "Anna: tweede ronde",
    "Anna: agenda",
    "Anna: ruismeter",
    "Anna: gespreksblad",
    "Anna: hulp",
    "Anna: b",
    "Anna: weekbericht",
    "Anna: weekbericht voorbeeld",
    "Anna: weekbericht met ronde",
    "Anna: meer",
    "Anna: dilemma van de week",
    "Anna in privé: stem",
    "Anna in privé: mijn gegevens",
    "Anna in privé: uitslag",
    "Anna in privé: team",
    "Gast: ronde",
    "Gast in privé: stem",
)

VOTES = (("Bram", 0), ("Chris", 0), ("Dina", 2), ("Bram", 2), ("Eva", 1), ("Fred", 0), ("Anna", 3))


async def opened(folder: Path, library: Library, finder: Finder) -> GroupWire:
    wire = await gathered(folder, library, finder)
    await wire.type("Anna: ronde 250 euro voor een schuur sluit vrijdag 12:00")
    return wire


async def opened_by_the_weekly_message(folder: Path, library: Library, finder: Finder) -> GroupWire:
    wire = await gathered(folder, library, finder)
    await wire.type("Anna: weekbericht aan maandag 9:32 met ronde")
    wire.wait(2)
    assert "Je keuze gaat versleuteld in de bus" in await wire.ring()
    return wire


async def gathered(folder: Path, library: Library, finder: Finder) -> GroupWire:
    wire = GroupWire("telegram", folder, library, finder)
    await wire.type("Anna: team nieuw Noord")
    for who in TEAM[1:]:
        await wire.type(f"{who}: team mee")
    return wire


Begin = Callable[[Path, Library, Finder], Awaitable[GroupWire]]
OPENED: tuple[Begin, ...] = (opened, opened_by_the_weekly_message)


async def asked(wire: GroupWire) -> list[str]:
    """What every surface answers now."""
    return [await wire.type(line) for line in SURFACES]


def labels(wire: GroupWire) -> list[str]:
    ballot = next(one for one in wire.room.asked["-100777"] if one.prompt.startswith("ronde-"))
    return [option.label for option in ballot.options]


@pytest.mark.parametrize("begin", OPENED, ids=lambda begin: begin.__name__)
async def test_no_answer_changes_with_a_vote(
    begin: Begin, tmp_path: Path, library: Library, finder: Finder
) -> None:
    wire = await begin(tmp_path, library, finder)
    await asked(wire)  # the second time everybody has been here before
    before, toasts, sent = await asked(wire), set(), []
    for who, at in VOTES:
        toast = await wire.press(wire.chat(who), labels(wire)[at])
        toasts.add(toast.replace(who, "iemand"))
        sent.append(len(wire.room.shown))
        assert await asked(wire) == before
        assert await wire.ring() == "", "nothing is said by itself"
    assert len(toasts) == 1, "the same words for every vote and every change"
    assert set(sent) == {1}
    await wire.close()


def differs(surface: Callable[[int], str]) -> bool:
    """Whether this surface tells one number of votes from another."""
    return len({surface(votes) for votes in range(len(VOTES) + 1)}) > 1


@pytest.mark.parametrize(
    "surface",
    [
        lambda votes: f"Er loopt een ronde. {votes} stemmen.",
        lambda votes: "Nog geen stem." if not votes else "Er is gestemd.",
        lambda votes: "Dat kan niet meer: er is al gestemd." if votes else "De bus sluit nu later.",
    ],
    ids=["a live count", "whether anybody voted", "settings that lock at the first vote"],
)
def test_a_naive_surface_is_seen(surface: Callable[[int], str]) -> None:
    assert differs(surface)


@pytest.mark.parametrize("begin", OPENED, ids=lambda begin: begin.__name__)
async def test_two_teams_that_vote_differently_look_the_same_until_the_close(
    begin: Begin, tmp_path: Path, library: Library, finder: Finder
) -> None:
    told = []
    for run, votes in enumerate((VOTES, VOTES[:1])):
        (folder := tmp_path / str(run)).mkdir()
        wire = await begin(folder, library, finder)
        for who, at in votes:
            await wire.press(wire.chat(who), labels(wire)[at])
        answers = await asked(wire)
        wire.wait(2_970)
        answers.append(await wire.ring())
        await wire.close()
        code = answers[1].split("code is ")[1][:9]
        told.append([answer.replace(code, "CODE") for answer in answers])
    assert told[0] == told[1]
