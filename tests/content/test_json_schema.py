"""What VS Code is told about the fields says the same as `check`, as far as one file can show it."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from jsonschema import Draft7Validator
from pydantic import BaseModel

from bot.content import dialog_formats, formats, intent_formats, law
from bot.content.dialog_formats import KINDS
from bot.content.files import PLACES, Layers, content_files, place_of
from bot.content.json_schema import FOLDER, NAMES, schemas, write_schemas
from bot.content.problems import RULES, ContentError
from bot.content.read import ADAPTERS, content_of
from bot.content.snippets import SNIPPETS
from bot.content.yaml_reader import read_yaml
from tests.conftest import ROOT
from tests.content.test_broken import EXAMPLE, FILES, declared

SCHEMAS: Mapping[str, dict[str, Any]] = {
    name.removesuffix(".json"): json.loads(text) for name, text in schemas()
}

SEES = {
    "missing",
    "unknown-field",
    "not-text",
    "not-list",
    "not-map",
    "not-yes-no",
    "not-date",
    "not-id",
    "not-one-of",
    "not-link",
    "not-weeks",
    "not-quantity",
    "not-question",
    "blank",
    "too-long",
    "too-few-words",
    "too-many-words",
    "too-few",
    "too-many",
    "twice",
    "no-next",
    "next-and-choices",
    "two-kinds",
    "other-kind",
}
"""Rules that a schema must see: they are about the shape of one file."""

IN_OTHER_FILES = "what it names stands in another file"
IN_OTHER_PLACES = "it compares places in the file"
NAME_OF_FILE = "it is about the file, not about what stands in it"
ONLY_CHECK_SEES = {
    "unknown": IN_OTHER_FILES,
    "double-id": IN_OTHER_FILES,
    "double-ask": IN_OTHER_FILES,
    "double-start": IN_OTHER_FILES,
    "other-blanks": "the blanks stand in the bot's own sentences",
    "self": NAME_OF_FILE,
    "taken-start": "the words of the bot stand in its code",
    "taken-name": "the words of the bot stand in its code",
    "law-number": IN_OTHER_FILES,
    "bare-number": "a fact may stand in some fields and not in others",
    "bare-article": "a fact may stand in some fields and not in others",
    "duel-same": IN_OTHER_PLACES,
    "unknown-blank": IN_OTHER_PLACES,
    "unreachable": IN_OTHER_PLACES,
    "round": IN_OTHER_PLACES,
    "no-end": IN_OTHER_PLACES,
    "sends-more": IN_OTHER_PLACES,
    "sends-unasked": IN_OTHER_PLACES,
    "look-back-unasked": IN_OTHER_PLACES,
    "led-only": IN_OTHER_PLACES,
    "intent-one": "any of three fields may stand, but one of them must",
    "not-led": IN_OTHER_PLACES,
    "finds": IN_OTHER_PLACES,
    "not-finds": IN_OTHER_PLACES,
    "file-name": NAME_OF_FILE,
    "file-stray": NAME_OF_FILE,
    "file-link": NAME_OF_FILE,
    "file-big": NAME_OF_FILE,
    "file-locked": NAME_OF_FILE,
    "file-missing": NAME_OF_FILE,
    "file-text": NAME_OF_FILE,
    "file-empty": "nothing is typed yet: then VS Code offers a snippet",
}
"""Rules that only `check` can see, and why. Rules of YAML are the parser's, here and in VS Code."""

ONLY_CHECK_SEES_FILE = {
    "not-date-day": "30 February has the shape of a date",
    "twice-start": "the same word once with a capital",
}
"""Broken files of a rule that a schema sees, of a kind that it does not see."""

DUTCH = re.compile(
    r"\b(de|het|een|is|wat|wie|waar|wanneer|zo|of|bij|voor|uit|je|die|hier|om)\b", re.IGNORECASE
)


def refusals(file: PurePosixPath, raw: bytes) -> list[str]:
    """What the schema has against this file."""
    place = place_of(file)
    assert place
    validator = Draft7Validator(SCHEMAS[NAMES[place.pattern]])
    return [error.message for error in validator.iter_errors(read_yaml(raw, file).plain())]


def shaped() -> Iterator[Path]:
    """Broken files that are YAML, in a place where content may stand."""
    for file in FILES:
        at = PurePosixPath(file.read_text("utf-8").splitlines()[0].removeprefix("# "))
        try:
            read_yaml(file.read_bytes(), at)
        except ContentError:
            continue
        if place_of(at):
            yield file


def rules_of(file: Path) -> set[str]:
    return {rule for _, _, rule in declared(file)}


def test_the_schemas_in_the_folder_are_fresh() -> None:
    made = {name: text.encode() for name, text in schemas()}
    there = {file.name: file.read_bytes() for file in FOLDER.iterdir()}
    assert made == there, "type: .venv/bin/ruggespraak schema"


def test_writing_the_schemas_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first = [file.read_bytes() for file in write_schemas(tmp_path / "schemas")]
    assert [file.read_bytes() for file in write_schemas(tmp_path / "schemas")] == first


def test_the_command_says_which_files_it_wrote() -> None:
    run = [sys.executable, "-m", "bot", "schema"]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [str(FOLDER / f"{name}.json") for name in NAMES.values()]


def test_every_place_has_a_schema() -> None:
    assert [*NAMES] == [place.pattern for place in PLACES] == [*ADAPTERS]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_itself_right(name: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("root", [ROOT, EXAMPLE], ids=["real", "example"])
def test_no_right_file_is_refused(root: Path) -> None:
    files = content_files(root).own
    assert files
    assert {str(file): said for file, raw in files.items() if (said := refusals(file, raw))} == {}


def test_every_rule_is_in_one_of_the_tables() -> None:
    of_yaml = {rule for rule in RULES if rule.startswith("yaml-")}
    assert of_yaml | SEES | ONLY_CHECK_SEES.keys() == RULES.keys()
    assert not SEES & ONLY_CHECK_SEES.keys()


@pytest.mark.parametrize("file", [*shaped()], ids=lambda file: file.stem)
def test_a_broken_file_is_refused_if_its_rule_can_be_seen(file: Path) -> None:
    at = PurePosixPath(file.read_text("utf-8").splitlines()[0].removeprefix("# "))
    refused = bool(refusals(at, file.read_bytes()))
    if rules_of(file) & {"file-name", "file-empty"}:
        return  # what stands in it is never looked at
    assert refused == bool(rules_of(file) & SEES and file.stem not in ONLY_CHECK_SEES_FILE)


def test_every_rule_that_can_be_seen_has_a_broken_file_for_it() -> None:
    assert {rule for file in shaped() for rule in rules_of(file)} >= SEES
    assert {file.stem for file in shaped()} >= ONLY_CHECK_SEES_FILE.keys()


def models() -> list[type[BaseModel]]:
    rooms = {formats.__name__, dialog_formats.__name__, intent_formats.__name__, law.__name__}
    return [one for one in formats.Model.__subclasses__() if one.__module__ in rooms]


def test_every_field_and_every_format_has_a_dutch_description() -> None:
    for model in models():
        assert DUTCH.search(model.__doc__ or ""), model
        for name, field in model.model_fields.items():
            assert field.description, (model, name)
            assert DUTCH.search(field.description), (model, name)
            assert field.description.endswith((".", '"', "[]", "}")), (model, name)


def test_the_guides_for_editors_name_every_field() -> None:
    for model in models():
        guide = "dialogs" if model.__module__ == dialog_formats.__name__ else "knowledge"
        text = (ROOT / guide / "README.md").read_text("utf-8")
        assert [name for name in model.model_fields if f"`{name}`" not in text] == [], model


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Every object in a schema."""
    if isinstance(schema, dict):
        yield schema
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from parts(inner)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_in_a_schema_is_explained_and_no_other_may_stand_there(name: str) -> None:
    for part in parts(SCHEMAS[name]):
        if part.get("type") == "object" and "properties" in part:
            assert part["additionalProperties"] is False
            assert all(field["description"] for field in part["properties"].values())


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_has_no_noise_of_pydantic(name: str) -> None:
    for part in parts(SCHEMAS[name]):
        assert "anyOf" not in part
        assert "default" not in part
        assert not isinstance(part.get("title"), str)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_text_with_a_pattern_says_in_dutch_what_to_type(name: str) -> None:
    texts = [part for part in parts(SCHEMAS[name]) if part.get("type") == "string"]
    assert texts
    for part in texts:
        assert "enum" in part or part["patternErrorMessage"]
        assert part["errorMessage"]
        assert not part.keys() & {"maxLength", "format", "minWords", "maxWords"}


def test_fields_stand_in_the_order_in_which_they_are_explained() -> None:
    assert [*SCHEMAS["dialog"]["properties"]] == [*dialog_formats.Dialog.model_fields]
    fields = dict.fromkeys(field for kind in KINDS.values() for field in kind.model_fields)
    assert [*SCHEMAS["dialog"]["$defs"]["Step"]["properties"]] == [*fields]


PLACES_OF_SNIPPETS = {
    "dilemma": "knowledge/dilemmas/nieuw.yaml",
    "question": "knowledge/questions/nieuw.yaml",
    "dialog": "dialogs/nieuw.yaml",
}


def tabbed_through(snippet: str) -> str:
    """What stands in the file if an editor presses only Tab."""
    today = date(2026, 11, 23)
    for name, value in (("YEAR", "%Y"), ("MONTH", "%m"), ("DATE", "%d")):
        snippet = snippet.replace(f"$CURRENT_{name}", today.strftime(value))
    snippet = re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\1", snippet)
    return re.sub(r"\$\{\d+:([^{}]*)\}", r"\1", snippet)


@pytest.mark.parametrize("name", SNIPPETS)
def test_what_vs_code_offers_in_an_empty_file_is_right_as_it_stands(name: str) -> None:
    file = PurePosixPath(PLACES_OF_SNIPPETS[name])
    text = tabbed_through(SNIPPETS[name]["bodyText"])
    assert "$" not in text
    assert refusals(file, text.encode()) == []
    assert content_of(Layers({**content_files(ROOT).own, file: text.encode()}))


def test_a_snippet_reads_back_as_many_places_as_it_has_fields() -> None:
    for name, snippet in SNIPPETS.items():
        places = [int(one) for one in re.findall(r"\$\{(\d+)[:|]", snippet["bodyText"])]
        assert sorted(set(places)) == [*range(1, max(places) + 1)], name


def test_vs_code_finds_a_schema_for_every_place() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    assert settings["yaml.schemas"] == {
        f"./bot/content/schemas/{name}.json": place for place, name in NAMES.items()
    }


def test_vs_code_puts_every_message_of_check_under_its_line() -> None:
    (task,) = json.loads((ROOT / ".vscode" / "tasks.json").read_text("utf-8"))["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    found = re.search(
        pattern["regexp"], "knowledge/questions/wat.yaml:3: Dit is leeg. -> Vul het in. [blank]"
    )
    assert found
    assert found[pattern["file"]] == "knowledge/questions/wat.yaml"
    assert found[pattern["line"]] == "3"
    assert found[pattern["message"]].startswith("Dit is leeg.")


@pytest.mark.parametrize("file", sorted((ROOT / ".vscode").iterdir()), ids=lambda file: file.name)
def test_the_settings_of_vs_code_name_no_machine(file: Path) -> None:
    text = file.read_text("utf-8")
    assert json.loads(text)
    assert not re.search(r'"(?:/|~|[A-Za-z]:\\)|/home/|/Users/|https?://', text)
