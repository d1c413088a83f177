"""Timers carry what they are for as JSON. Until here it stood in a sentence and in their key."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("outbox", sa.Column("payload", sa.Text, nullable=False, server_default=""))
    op.add_column("outbox", sa.Column("round", sa.Text, nullable=False, server_default=""))
    outbox = sa.table("outbox", *(sa.column(name) for name in ("key", "what", "payload", "round")))
    connection = op.get_bind()
    for key, what in connection.execute(sa.select(outbox.c.key, outbox.c.what)).all():
        same = outbox.c.key == key
        payload = _payload(key, what)
        if payload is None:  # nothing ever answered such a timer
            connection.execute(sa.delete(outbox).where(same))
            continue
        values = {
            "key": _key(key, payload),
            "payload": json.dumps(payload, separators=(",", ":")),
            "round": payload.get("round", ""),
        }
        connection.execute(sa.update(outbox).where(same).values(values))
    op.drop_column("outbox", "what")
    op.create_index("outbox_round", "outbox", ["round"])


_ROUND_KINDS = {
    "close": "RoundCloses",
    "remind": "RoundReminds",
    "result": "RoundResult",
    "alleen": "WeekBoxCloses",
    "week": "WeekBoxResult",
    "verzoek-look": "RequestAnswered",
    "verzoek-close": "RequestCloses",
    "verzoek-ended": "RequestEnded",
    "verzoek-regret": "RequestLooksBack",
}


def _payload(key: str, what: str) -> dict[str, Any] | None:
    family, _, rest = key.partition(":")
    purpose, prolonged = what.removesuffix(", verlengd"), what.endswith(", verlengd")
    if family == "round" and purpose in _ROUND_KINDS:
        return _of_round(rest, _ROUND_KINDS[purpose], prolonged=prolonged)
    if family == "peiling":
        return {"kind": "NativePollCloses", "poll": key, "prolonged": prolonged}
    if family == "peiling-open":
        return {"kind": "NativePollOpens", "poll": f"peiling:{rest}", "dilemma": rest.partition(":")[0]}
    if family == "weekbericht":
        return {"kind": "WeeklyMessage", "week": rest.rpartition(":")[2], "plan": _plan(what)}
    if family == "terugkijken" and len(parts := what.split()) == 3:
        return {"kind": "LookBackOnMethod", "dialog": parts[1], "day": parts[2]}
    return None


def _of_round(rest: str, kind: str, *, prolonged: bool) -> dict[str, Any]:
    round_, _, name = rest.rpartition(":")
    match kind:
        case "RoundCloses":
            return {"kind": kind, "round": round_, "prolonged": prolonged}
        case "RoundReminds":
            return {"kind": kind, "round": round_, "at": name}
        case _:
            return {"kind": kind, "round": round_}


def _plan(what: str) -> dict[str, Any]:
    fields = dict(part.split("=", 1) for part in what.split()[1:])
    return {
        "day": int(fields.get("dag", 1)),
        "time": f"{fields.get('om', '09:00')}:00",
        "role": fields.get("rol", ""),
        "last": fields.get("vorige"),
        "before": fields.get("daarvoor"),
        "paused": fields.get("pauze"),
        "round": "ronde" in fields,
        "on": "uit" not in fields,
    }


def _key(key: str, payload: dict[str, Any]) -> str:
    """As `bot.core.model.timer_keys` wrote it when this step was made."""
    kind, rest = payload["kind"], key.partition(":")[2]
    if "poll" in payload:
        return f"{kind}:{payload['poll']}"
    if kind == "RoundReminds":
        return f"{kind}:{payload['round']}:{payload['at']}"
    return f"{kind}:{payload.get('round', rest)}"
