"""Listens to the homeserver: what happened since a token, complete and in order, and nothing from before."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from bot.channels.matrix import gate
from bot.channels.matrix.gate import Incoming, StateEvent
from bot.channels.matrix.homeserver import asked, insisted, raw

LONG_POLL = 30_000
"""Milliseconds that the homeserver may hold a question while nothing happens."""

PAGE = 100
"""Events asked for at once when a gap is filled."""

MOST_MISSED = 10_000
"""Events of one room that are caught up with. More is months of talk, which nobody waits for."""

_TIMELINE = [
    "m.room.message",
    "m.room.encrypted",
    "m.reaction",
    "m.room.member",
    "m.room.create",
    "m.room.power_levels",
    "m.room.encryption",
    "m.room.tombstone",
    "m.poll.end",
    "org.matrix.msc3381.poll.end",
]
_NOTHING = {"not_types": ["*"]}
_STATE = ["m.room.member", "m.room.create", "m.room.power_levels", "m.room.encryption", "m.room.tombstone"]


def _filter(limit: int) -> dict[str, Any]:
    timeline = {"limit": limit, "types": _TIMELINE}
    state = {"types": _STATE, "lazy_load_members": False}
    room = {"timeline": timeline, "state": state, "ephemeral": _NOTHING, "account_data": _NOTHING}
    return {"room": room, "presence": _NOTHING, "account_data": _NOTHING}


_FILTER = _filter(50)
_WITHOUT_HISTORY = _filter(1)
_GAP_FILTER = {"types": _TIMELINE}


@dataclass(frozen=True, slots=True)
class SyncResult:
    """The contents of one sync response."""

    token: str
    state: Mapping[str, list[StateEvent]] = field(default_factory=dict)
    """Room, then what tells how it stands, oldest first."""
    timelines: Mapping[str, list[Incoming]] = field(default_factory=dict)
    """Room, then what happened there, oldest first, from our own join on."""
    invites: Mapping[str, list[StateEvent]] = field(default_factory=dict)
    """Room, then its stripped state."""
    left: tuple[str, ...] = ()


async def initial_sync(client: Any) -> SyncResult:
    """Return where we stand, without anything that was said before."""
    answer = await _synced(client, since=None, full_state=True, filters=_WITHOUT_HISTORY, wait=0)
    state = {room: _states(info.state) for room, info in answer.rooms.join.items()}
    invites = {room: _states(info.invite_state) for room, info in answer.rooms.invite.items()}
    return SyncResult(answer.next_batch, state, {}, invites)


async def incremental_sync(client: Any, since: str, *, full_state: bool = False) -> SyncResult:
    """Return all that happened since a token, waiting up to half a minute for news.

    `full_state` also tells how every room stands: a client that just started knows none.
    """
    wait = 0 if full_state else LONG_POLL
    answer = await _synced(client, since=since, full_state=full_state, filters=_FILTER, wait=wait)
    timelines, state = {}, {}
    for room, info in answer.rooms.join.items():
        timeline = await _complete(client, room, info.timeline, since)
        begin = _own_join(timeline, client.user_id)
        before = [event for event in timeline[:begin] if isinstance(event, StateEvent)]
        state[room] = [*_states(info.state), *before]
        timelines[room] = timeline[begin:]
    invites = {room: _states(info.invite_state) for room, info in answer.rooms.invite.items()}
    return SyncResult(answer.next_batch, state, timelines, invites, tuple(answer.rooms.leave))


async def keep_keys_in_order(client: Any) -> None:
    """Do a client's duties after each sync: upload keys for new conversations, and ask for new devices."""
    if client.olm is None:
        return
    if client.outgoing_to_device_messages:
        await insisted(lambda: asked_all(client.send_to_device_messages))
    if client.should_upload_keys:
        await insisted(lambda: asked(client.keys_upload))
    if client.should_query_keys:
        await insisted(lambda: asked(client.keys_query))
    if client.should_claim_keys:
        await insisted(lambda: asked(lambda: client.keys_claim(client.get_users_for_key_claiming())))


async def asked_all(request: Any) -> None:
    """Send a request that gives a list of answers, as `asked`."""
    for answer in await request():

        async def one(answer: Any = answer) -> Any:
            return answer

        await asked(one)


async def _synced(client: Any, *, since: str | None, full_state: bool, filters: object, wait: int) -> Any:
    async def attempt() -> Any:
        return await asked(
            lambda: client.sync(timeout=wait, since=since, full_state=full_state or None, sync_filter=filters)
        )

    return await insisted(attempt)


async def _complete(client: Any, room: str, timeline: Any, since: str) -> list[Incoming]:
    events = [gate.incoming(event.source, room) for event in timeline.events]
    if (
        timeline.limited
        and timeline.prev_batch
        and not any(joined(event, client.user_id) for event in events)
    ):
        events = [*await _missed(client, room, timeline.prev_batch, since), *events]
    return events


async def _missed(client: Any, room: str, before: str, since: str) -> list[Incoming]:
    """Return what the homeserver left out, oldest first: back to the token, or to our own join."""
    found: list[Incoming] = []
    start = before
    while start and len(found) < MOST_MISSED:
        page = await _page(client, room, start, since)
        chunk = [gate.incoming(event, room) for event in page.get("chunk") or ()]
        found += chunk
        if not chunk or any(joined(event, client.user_id) for event in chunk):
            break
        start = str(page.get("end") or "")
    return found[::-1]


async def _page(client: Any, room: str, start: str, since: str) -> dict[str, Any]:
    """Return one page, newest first. Asked without nio, which opens what is encrypted and does not say so."""
    wanted = quote(json.dumps(_GAP_FILTER))
    where = f"from={quote(start)}&to={quote(since)}&dir=b&limit={PAGE}&filter={wanted}"
    path = f"/_matrix/client/v3/rooms/{quote(room)}/messages?{where}"
    page: dict[str, Any] = await insisted(lambda: raw(client, "GET", path))
    return page


def joined(event: Incoming, me: str) -> bool:
    """Return whether this is the moment at which we came into the room; not a new name or picture of ours."""
    if not isinstance(event, StateEvent) or event.type != "m.room.member" or event.state_key != me:
        return False
    return event.content.get("membership") == "join" and event.before.get("membership") != "join"


def _own_join(events: list[Incoming], me: str) -> int:
    """Return where we came in: what stands before that was not said to us."""
    return next((at for at in range(len(events) - 1, -1, -1) if joined(events[at], me)), 0)


def _states(events: Iterable[Any]) -> list[StateEvent]:
    """Return the state section of an answer, as nio read it."""
    return [found for event in events if (found := gate.state(event.source))]
