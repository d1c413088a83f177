"""Who may do what in a room, by the rules of its version."""

from typing import Any

import pytest

from bot.channels.matrix.gate import StateEvent
from bot.channels.matrix.power_levels import ABOVE_ALL, Powers


def made(version: str, **more: Any) -> Powers:
    return Powers().seen(state("m.room.create", {"room_version": version, **more}))


def state(kind: str, content: dict[str, Any]) -> StateEvent:
    return StateEvent(kind, "", "@maker:hs", content)


def levels(powers: Powers, **content: Any) -> Powers:
    return powers.seen(state("m.room.power_levels", content))


def test_in_version_12_makers_stand_above_what_levels_say() -> None:
    powers = levels(made("12", additional_creators=["@mede:hs"]), users={"@maker:hs": 0, "@chef:hs": 100})
    assert powers.level("@maker:hs") == powers.level("@mede:hs") == ABOVE_ALL
    assert powers.level("@chef:hs") == 100


def test_before_version_12_only_the_levels_count() -> None:
    powers = levels(made("11"), users={"@chef:hs": 100})
    assert powers.level("@maker:hs") == 0
    assert not powers.leads("@maker:hs")


def test_without_levels_who_made_the_room_has_them_all() -> None:
    assert made("10").level("@maker:hs") == 100
    assert made("10").level("@ans:hs") == 0


@pytest.mark.parametrize(
    ("level", "leads"), [(49, False), (50, True), ("50", True), ("veel", False), (None, False)]
)
def test_who_may_moderate_leads(level: object, leads: bool) -> None:
    assert levels(made("11"), users={"@ans:hs": level}).leads("@ans:hs") is leads


def test_to_redact_a_room_may_ask_more_or_less() -> None:
    assert levels(made("11"), users_default=10, redact=10).may_redact("@ans:hs")
    assert not levels(made("11"), users_default=10).may_redact("@ans:hs")


def test_other_state_changes_nothing() -> None:
    powers = made("12")
    assert powers.seen(state("m.room.name", {})) == powers


def test_where_only_leaders_write_others_may_not() -> None:
    levels = {"users": {"@chef:hs": 50}, "events_default": 50, "events": {"m.reaction": 0}}
    powers = Powers().seen(state("m.room.power_levels", levels))
    assert powers.may_send("@chef:hs", "m.room.message")
    assert not powers.may_send("@ans:hs", "m.room.message")
    assert powers.may_send("@ans:hs", "m.reaction")
    assert Powers().may_send("@ans:hs", "m.room.message"), "a room that says nothing of it"
