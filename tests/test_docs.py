"""What docs/ promises is held by tests that exist."""

import re

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "vertrouwelijkheid.md").read_text("utf-8")
KNOWN = {
    name
    for file in (ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"def (test_\w+)", file.read_text("utf-8"))
}


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(test_\w+)`", PAGE))))
def test_a_test_that_is_named_is_there(name: str) -> None:
    assert name in KNOWN


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`(tests/[\w/.-]+)`", PAGE))))
def test_a_file_that_is_named_is_there(path: str) -> None:
    assert (ROOT / path).is_file()


def test_nothing_is_promised_without_a_test() -> None:
    promises = PAGE.split("## Wat we beloven")[1].split("## Wat we niet beloven")[0]
    rows = [
        line for line in promises.splitlines() if line.startswith("| ") and not line.startswith("| belofte")
    ]
    assert len(rows) >= 15
    assert all("test" in row.split("|")[2] or ".txt" in row.split("|")[2] for row in rows)


def test_it_never_promises_to_be_anonymous() -> None:
    assert not re.search(r"\b(100 ?%|volledig|geheel) anoniem", PAGE)
