"""What an editor sees in VS Code while typing, asked of the engine that VS Code itself uses."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from bot.content.files import content_files
from bot.content.snippets import SNIPPETS
from tests.conftest import EXAMPLE, ROOT
from tests.content.language_server import Lines, Server, started, why_not
from tests.content.test_broken import declared
from tests.content.test_json_schema import ONLY_CHECK_SEES_FILE, PLACES_OF_SNIPPETS, SEES, shaped

ONE_BELOW = {
    "not-list-dashes",
    "not-text-list",
    "too-few",
    "too-few-choices",
    "too-few-ways",
    "too-many",
}
"""A list or a group of fields is underlined where it begins: on the line below its name."""

ELSEWHERE = {
    "many-nothing": "the name of the step is underlined, since what is missing has no line",
    "twice": "the list is underlined, not the second of the two",
    "unknown-field-merge": "the engine reads << as YAML 1.1 did",
}
"""Broken files of which the line is another than `check` tells, or none, and why."""

BROKEN_YAML = ["yaml-tab", "yaml-colon", "yaml-quote", "yaml-start", "yaml-double", "yaml-escape"]
"""Broken files that are no YAML. They are underlined too, by the parser of the engine."""

PLAIN = [
    file
    for file in shaped()
    if {rule for _, _, rule in declared(file)} <= SEES
    and file.stem not in ELSEWHERE
    and file.stem not in ONLY_CHECK_SEES_FILE
]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The engine, with the settings of this folder."""
    if reason := why_not():
        pytest.skip(reason)
    with started() as server:
        yield server


def opened(server: Server, file: Path, place: str, world: str) -> Lines:
    """What is underlined in this file, as if it stood in its place in a content folder of its own."""
    return server.underlined((ROOT / world / place).as_uri(), file.read_text("utf-8"))


def played(server: Server, file: Path) -> Lines:
    place = file.read_text("utf-8").splitlines()[0].removeprefix("# ")
    return opened(server, file, place, f"broken/{file.stem}")


@pytest.mark.parametrize("file", PLAIN, ids=lambda file: file.stem)
def test_the_right_line_is_underlined(server: Server, file: Path) -> None:
    lines = {line + (file.stem in ONE_BELOW) for _, line, _ in declared(file)}
    assert lines <= played(server, file).keys()


def test_more_than_fifteen_rules_are_underlined_while_typing() -> None:
    assert len({rule for file in PLAIN for _, _, rule in declared(file)}) > 15


@pytest.mark.parametrize("name", BROKEN_YAML)
def test_what_is_no_yaml_is_underlined(server: Server, name: str) -> None:
    file = Path(__file__).parent / "broken" / f"{name}.yaml"
    assert {line for _, line, _ in declared(file)} <= played(server, file).keys()


AT_ONCE = 20
"""So many files are open to the engine before it is asked what it thinks of them."""


def batched(things: Iterable[str], size: int) -> Iterator[list[str]]:
    """The things in groups, as itertools does it from Python 3.12 on."""
    rest = iter(things)
    while group := list(islice(rest, size)):
        yield group


@pytest.mark.parametrize("root", [ROOT, EXAMPLE], ids=["real", "example"])
def test_nothing_is_underlined_in_right_content(server: Server, root: Path) -> None:
    files = content_files(root).own
    texts = {(ROOT / "right" / root.name / file).as_uri(): raw.decode() for file, raw in files.items()}
    found: dict[str, Lines] = {}
    for some in batched(texts, AT_ONCE):
        found |= server.all_underlined({uri: texts[uri] for uri in some})
    assert found.keys() == texts.keys()
    assert {uri: lines for uri, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("stem", "line", "says"),
    [
        ("next-and-choices", 12, "Haal dit weg: bij choices zegt elke keuze zelf wat erna komt."),
        ("no-next", 18, "Wat komt er na deze stap? Voeg toe: next: naam-van-een-stap, of next: end"),
        ("not-date", 51, "Typ jaar-maand-dag, zoals 2026-11-23."),
        ("not-one-of", 11, "Kies uit: uitspraak, redactie."),
        ("not-yes-no", 13, "Typ true (ja) of false (nee), zonder aanhalingstekens."),
        ("too-long", 16, "Vul dit in: hooguit 70 tekens."),
        ("not-question", 8, "Sluit af met een vraagteken. Vul dit in: hooguit 300 tekens."),
    ],
)
def test_under_the_line_stands_what_to_type(server: Server, stem: str, line: int, says: str) -> None:
    file = Path(__file__).parent / "broken" / f"{stem}.yaml"
    place = file.read_text("utf-8").splitlines()[0].removeprefix("# ")
    assert says in opened(server, file, place, f"said/{stem}")[line]


@pytest.mark.parametrize("name", SNIPPETS)
def test_an_empty_file_offers_something_to_begin_with(server: Server, name: str) -> None:
    uri = (ROOT / "empty" / PLACES_OF_SNIPPETS[name]).as_uri()
    server.underlined(uri, "")
    offered = server.offered(uri, 0, 0)
    assert offered[str(SNIPPETS[name]["label"])]["insertText"] == SNIPPETS[name]["bodyText"]


def test_inside_a_step_its_fields_are_offered_and_explained(server: Server) -> None:
    uri = (ROOT / "half" / "dialogs" / "nieuw.yaml").as_uri()
    server.underlined(uri, "title: Een\nsteps:\n  begin:\n    say: Dag.\n    ")
    assert {"title", "choices", "many", "note", "next"} <= server.offered(uri, 4, 4).keys()
    assert "Wat de bot zegt." in server.hovered(uri, 3, 5)
