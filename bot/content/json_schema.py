"""Write a JSON Schema for every format, in Dutch: with it VS Code helps an editor while typing.

The schemas say less than `check`: they see one file at a time, and no further than its shape. They say
more, so what `check` accepts has no red lines; but for an optional field that was left empty.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from bot.content.dialog_formats import KINDS, SayStep
from bot.content.fields import QUANTITY_SHAPE, WEEKS
from bot.content.files import ID
from bot.content.read import ADAPTERS
from bot.content.snippets import SNIPPETS
from bot.content.step_errors import fields_of_all
from bot.core.model.dialog import KEYS

FOLDER = Path(__file__).parent / "schemas"
"""The folder in which `.vscode/settings.json` has VS Code look."""

NAMES: Mapping[str, str] = {
    "knowledge/themes.yaml": "theme",
    "knowledge/roles.yaml": "role",
    "knowledge/sources.yaml": "source",
    "knowledge/facts.yaml": "fact",
    "knowledge/signals.yaml": "signal",
    "knowledge/law/*.yaml": "law",
    "knowledge/families.yaml": "family",
    "knowledge/intents.yaml": "intent",
    "knowledge/hints/*.yaml": "hint",
    "knowledge/synonyms.yaml": "synonyms",
    "knowledge/frames.yaml": "frame",
    "knowledge/abbreviations.yaml": "abbreviation",
    "knowledge/openers.yaml": "opener",
    "knowledge/coverage.yaml": "coverage",
    "knowledge/quotes/*.yaml": "quote",
    "knowledge/dilemmas/*.yaml": "dilemma",
    "knowledge/questions/*.yaml": "question",
    "dialogs/*.yaml": "dialog",
    "language/*/sentences/*.yaml": "sentences",
}
"""The schema of each place where content stands."""

Schema = dict[str, Any]

_DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_FORMATS: Mapping[str, tuple[str, str]] = {
    "id": (rf"^{ID.pattern}$", "Een naam heeft alleen kleine letters, cijfers en streepjes, zoals de-brief."),
    "date": (rf"^{_DAY}$", "Typ jaar-maand-dag, zoals 2026-11-23."),
    "question": (r"^[\s\S]*\?\s*$", "Sluit af met een vraagteken."),
    "link": (r"^https://", "Begin met https://"),
    "quantity": (QUANTITY_SHAPE, "Typ een getal en een eenheid, zoals: 6 weken, 95 procent of 1.200 euro"),
    "weeks": (rf"^{WEEKS.pattern}$", "Typ een getal van 1 tot 52 en weken, zoals: 6 weken"),
}
"""The pattern of a text of this format, and what to type."""

_WRONG_TYPE: Mapping[str, str] = {
    "string": "Hier hoort tekst. Zet er aanhalingstekens omheen, of vul in wat leeg is.",
    "array": "Hier hoort een lijst: elk onderdeel op een eigen regel, met een streepje en een spatie ervoor.",
    "boolean": "Typ true (ja) of false (nee), zonder aanhalingstekens.",
}
"""Said of a value of another type. Of fields VS Code says by itself which one is missing."""


def schemas() -> Iterator[tuple[str, str]]:
    """Yield the name and contents of every schema file."""
    for place, name in NAMES.items():
        yield f"{name}.json", json.dumps(_schema(place, name), ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path = FOLDER) -> list[Path]:
    """Write every schema file, and return where they are."""
    folder.mkdir(exist_ok=True)
    written = []
    for name, text in schemas():
        written.append(folder / name)
        written[-1].write_text(text, "utf-8", newline="\n")
    return written


def _schema(place: str, name: str) -> Schema:
    made = _dutch(ADAPTERS[place].json_schema(schema_generator=_InTypedOrder))
    if name == "dialog":
        _join_kinds(made)
    if name in SNIPPETS:
        made["defaultSnippets"] = [SNIPPETS[name]]
    return {"$schema": "http://json-schema.org/draft-07/schema#", **made}


def _join_kinds(made: Schema) -> None:
    """Make one step of all kinds, so that VS Code offers every field; rules say which go together."""
    definitions = made["$defs"]
    kinds = {name: definitions.pop(name) for name in KINDS}
    definitions["Step"] = {
        "type": "object",
        "description": "Een stap: iets dat de bot zegt, en hooguit een ding waarop hij wacht.",
        "properties": fields_of_all(kinds.values()),
        "additionalProperties": False,
        **_kind_rules(kinds),
    }
    made["properties"]["steps"]["additionalProperties"] = {"$ref": "#/$defs/Step"}


def _kind_rules(kinds: Mapping[str, Schema]) -> Schema:
    """Return a chain of rules: with this key a step has these fields; without it, see the next key."""
    rules = _rules_of(kinds, SayStep.__name__, "")
    for key, kind in reversed([*KEYS.items()]):
        rules = {"if": {"required": [key]}, "then": _rules_of(kinds, kind.__name__, key), "else": rules}
    return rules


def _rules_of(kinds: Mapping[str, Schema], name: str, key: str) -> Schema:
    mine = kinds[name]["properties"]
    others = {field: False for field in fields_of_all(kinds.values()) if field not in mine}
    needs_next = "next" in mine
    forbidden = {"properties": others, "errorMessage": _FORBIDDEN.get(key, _OTHER_KIND)}
    required = {"required": ["next"], "errorMessage": _NO_NEXT}
    rest = [field for field in kinds[name]["required"] if field not in ("next", key)]
    return {"allOf": [forbidden, {"required": rest}, *([required] if needs_next else [])]}


_OTHER_KIND = "Haal dit weg: het hoort bij een andere soort stap. Of maak er twee stappen van."
_FORBIDDEN: Mapping[str, str] = {"choices": "Haal dit weg: bij choices zegt elke keuze zelf wat erna komt."}
_NO_NEXT = "Wat komt er na deze stap? Voeg toe: next: naam-van-een-stap, of next: end"


class _InTypedOrder(GenerateJsonSchema):
    """Fields as they stand in formats.py, and an optional field like any other: pydantic sorts and wraps."""

    def sort(self, value: Any, parent_key: str | None = None) -> Any:  # noqa: ARG002, pydantic says so
        return value

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002, pydantic says so
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Schema:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Schema:
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: core_schema.DictSchema) -> Schema:
        return super().dict_schema(schema) | {"propertyNames": self.generate_inner(schema["keys_schema"])}


def _dutch(part: Any) -> Any:
    """Return the schema with a Dutch sentence at every value that can be wrong, without English titles."""
    if isinstance(part, list):
        return [_dutch(one) for one in part]
    if not isinstance(part, dict):
        return part
    made = {key: _dutch(value) for key, value in part.items() if key != "title" or isinstance(value, dict)}
    return _DUTCH.get(str(made.get("type")), _plain)(made)


def _plain(made: Schema) -> Schema:
    return made


def _with_message(made: Schema) -> Schema:
    return made | {"errorMessage": _WRONG_TYPE[made["type"]]}


def _text(made: Schema) -> Schema:
    """Return a text schema with one pattern for all limits: VS Code shows our Dutch for a pattern only."""
    if "pattern" in made:
        choices = re.findall(r"\w+", made.pop("pattern"))
        return made | {"enum": choices, "errorMessage": f"Kies uit: {', '.join(choices)}."}
    limits = list(_limits(made))
    kept = {key: value for key, value in made.items() if key not in _LIMITS}
    patterns = "".join(f"(?={pattern})" for pattern, _ in limits[:-1]) + limits[-1][0]
    return _with_message(kept) | {
        "pattern": patterns,
        "patternErrorMessage": " ".join(says for _, says in limits),
    }


_LIMITS = {"format", "maxLength", "minWords", "maxWords"}

_DUTCH: Mapping[str, Callable[[Schema], Schema]] = {
    "string": _text,
    "array": _with_message,
    "boolean": _with_message,
}


def _limits(made: Schema) -> Iterator[tuple[str, str]]:
    """Yield every limit of a text: its pattern, and what to say beyond it. Outer spaces do not count."""
    if "format" in made:
        yield _FORMATS[made["format"]]
    if "maxWords" in made:
        least, most = made["minWords"], made["maxWords"]
        yield (
            rf"^\s*(?:\S+\s+){{{least - 1},{most - 1}}}\S+\s*$",
            f"Het moeten {least} tot {most} woorden zijn.",
        )
    if "maxLength" in made:
        most = made["maxLength"]
        yield rf"^\s*\S[\s\S]{{0,{most - 1}}}?\s*$", f"Vul dit in: hooguit {most} tekens."
