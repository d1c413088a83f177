"""The sentences of `finds` and `not_finds` are tried, and a message says what was found instead."""

from collections.abc import Collection
from pathlib import Path, PurePosixPath

import pytest

from bot.app.content_check import search_problems, searched_content
from bot.content.node import Node
from bot.content.references import Loaded
from bot.core.model.finder import ALL, Finding, Found, Kind, Verdict
from tests.conftest import EXAMPLE, ROOT

TRIED = ("finds", "not_finds")


class Fixed:
    """A finder that finds the same, whatever is asked."""

    def __init__(self, verdict: Verdict, *ids: str) -> None:
        found = [Found(id_, "question", id_, 0.9 - at / 10) for at, id_ in enumerate(ids)]
        self._finding = Finding(verdict, tuple(found))

    def find(self, text: str, kinds: Collection[Kind] = ALL, most: int = 5) -> Finding:
        assert text == "zin"
        assert (kinds, most) == (ALL, 5), "what a user gets is found with the same limits"
        return self._finding

    def telling(self, text: str) -> tuple[str, ...]:
        raise AssertionError(f"a check counts no words: {text}")


def rules(field: str, finder: Fixed) -> list[str]:
    """What is told of a question "dit" with one sentence, on line 7 of its file."""
    node = Node({field: Node([Node("zin", 7)], 6)}, 1)
    data = {name: ["zin"] if name == field else [] for name in TRIED}
    loaded = Loaded(PurePosixPath("knowledge/questions/dit.yaml"), node, data)
    found = list(search_problems([loaded], finder))
    assert all(one.line == 7 and '"zin"' in one.says for one in found)
    return [one.rule for one in found]


@pytest.mark.parametrize(
    ("verdict", "ids", "told"),
    [
        ("answer", ["dit"], []),
        ("clarify", ["a", "b", "dit"], []),
        ("clarify", ["a", "b", "c", "dit"], ["finds"]),
        ("unknown", ["dit"], ["finds"]),
        ("unknown", [], ["finds"]),
    ],
)
def test_a_sentence_must_be_found_among_what_is_offered(
    verdict: Verdict, ids: list[str], told: list[str]
) -> None:
    assert rules("finds", Fixed(verdict, *ids)) == told


@pytest.mark.parametrize(
    ("verdict", "ids", "told"),
    [
        ("answer", ["dit", "a"], ["not-finds"]),
        ("answer", ["a", "dit"], []),
        ("clarify", ["dit", "a"], []),
        ("unknown", [], []),
    ],
)
def test_a_sentence_that_belongs_elsewhere_must_not_be_answered_here(
    verdict: Verdict, ids: list[str], told: list[str]
) -> None:
    assert rules("not_finds", Fixed(verdict, *ids)) == told


def test_a_message_names_what_was_found_with_its_score() -> None:
    node = Node({"finds": Node([Node("zin", 7)], 6)}, 1)
    loaded = Loaded(PurePosixPath("dit.yaml"), node, {"finds": ["zin"], "not_finds": []})
    (problem,) = search_problems([loaded], Fixed("clarify", "a", "b"))
    assert problem.says == 'De zin "zin" leidt hier niet naartoe. Gevonden: a (0,90), b (0,80).'


@pytest.mark.parametrize("folder", [ROOT, EXAMPLE], ids=["ours", "example"])
def test_every_sentence_of_ours_leads_where_it_says(folder: Path) -> None:
    assert searched_content(folder).library.questions
