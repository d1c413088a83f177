"""Every quote stands letter for letter in the document it is from."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.core.model.library import Library, Quote

SHARED = Path(__file__).parent.parent.parent.parent / "shared"
DOCUMENTS = {
    "dextro": "000_05e239cf625b683e.txt",
    "divosa": "001_a8e32145a55a6c92.txt",
    "ruimte": "002_66b6fb7d158a46ba.txt",
    "wmo": "003_9b1f38a3e45c0f8c.txt",
    "zhz": "004_5e0be566bb916a48.txt",
}
"""Document, and the file with its text."""

FIELDS = {
    "tekst": "text",
    "spreker": "speaker",
    "rol": "role",
    "organisatie": "organisation",
    "sectie": "section",
    "soort": "kind",
    "document": "document",
}
"""Name in the list that the quotes were gathered in, and ours."""

Row = Mapping[str, str]


@pytest.fixture(scope="module")
def sources() -> Mapping[str, str]:
    """Document, and its text."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip(
            f"The documents themselves are not here: {folder} does not exist, so no quote was checked."
        )
    return {name: plain((folder / file).read_text("utf-8")) for name, file in DOCUMENTS.items()}


@pytest.fixture(scope="module")
def gathered() -> Mapping[str, Row]:
    """Id, and the quote as it was gathered."""
    file = SHARED / "content" / "QUOTES.yaml"
    if not file.is_file():
        pytest.skip(f"The list of quotes is not here: {file} does not exist, so no speaker was checked.")
    rows: list[Row] = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)["citaten"]
    return {row["id"]: row for row in rows}


def plain(text: str) -> str:
    """The text with one space where there is any white space."""
    return " ".join(text.split())


def not_found(quotes: Iterable[Quote], sources: Mapping[str, str]) -> list[str]:
    """Ids of the quotes that do not stand in their document like this."""
    return [quote.id for quote in quotes if plain(quote.text) not in sources[quote.document]]


def differences(quotes: Mapping[str, Quote], gathered: Mapping[str, Row]) -> list[str]:
    """Id and field of everything that is not as it was gathered."""
    return [
        f"{id_} {field}"
        for id_, row in gathered.items()
        for dutch, field in FIELDS.items()
        if plain(str(getattr(quotes.get(id_), field, None))) != plain(row[dutch])
    ]


def test_every_quote_stands_in_its_document(library: Library, sources: Mapping[str, str]) -> None:
    assert not_found(library.quotes.values(), sources) == []


def test_every_quote_is_as_it_was_gathered_and_none_is_missing(
    library: Library, gathered: Mapping[str, Row]
) -> None:
    assert differences(library.quotes, gathered) == []
    assert library.quotes.keys() == gathered.keys()


def test_every_document_is_quoted(library: Library) -> None:
    assert {quote.document for quote in library.quotes.values()} == DOCUMENTS.keys()


@pytest.mark.parametrize(
    ("old", "new"), [("e", "é"), ("e", ""), (" ", "  en "), (",", ";"), ("’", "'"), ("…", "..."), ("i", "I")]
)
def test_one_changed_character_is_noticed(
    old: str, new: str, library: Library, sources: Mapping[str, str], gathered: Mapping[str, Row]
) -> None:
    quote = next(one for one in library.quotes.values() if old in one.text)
    changed = replace(quote, text=quote.text.replace(old, new, 1))
    assert not_found([changed], sources) == [quote.id]
    assert differences({**library.quotes, quote.id: changed}, gathered) == [f"{quote.id} text"]


@pytest.mark.parametrize("field", FIELDS.values())
def test_one_changed_field_is_noticed(field: str, library: Library, gathered: Mapping[str, Row]) -> None:
    for quote in list(library.quotes.values())[:5]:
        other: dict[str, Any] = {field: f"{getattr(quote, field)}."}
        changed = replace(quote, **other)
        assert differences({**library.quotes, quote.id: changed}, gathered) == [f"{quote.id} {field}"]


def test_a_quote_that_is_gone_is_noticed(library: Library, gathered: Mapping[str, Row]) -> None:
    first, *others = library.quotes
    left = {id_: library.quotes[id_] for id_ in others}
    assert differences(left, gathered) == [f"{first} {field}" for field in FIELDS.values()]


def test_other_white_space_makes_no_difference(library: Library, sources: Mapping[str, str]) -> None:
    spread = [replace(one, text=one.text.replace(" ", "\n  ")) for one in library.quotes.values()]
    assert not_found(spread, sources) == []
