"""What an editor sees is what the bot gets, and a hostile file is refused before it does harm."""

import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from bot.content.files import MOST_BYTES
from bot.content.node import Node
from bot.content.problems import ContentError
from bot.content.yaml_reader import MOST_LEVELS, MOST_NODES, read_yaml
from tests.conftest import HUNG
from tests.content.hostile import FILES

FILE = PurePosixPath("knowledge/questions/kapot.yaml")
ROOT = Path(__file__).parent.parent.parent


def tree(text: str) -> Node:
    return read_yaml(text.encode(), FILE)


def refused(text: str | bytes) -> tuple[int, str]:
    """The line and the rule of the one mistake in here."""
    raw = text.encode() if isinstance(text, str) else text
    with pytest.raises(ContentError) as caught:
        read_yaml(raw, FILE)
    (found,) = caught.value.problems
    assert found.file == str(FILE)
    return found.line, found.rule


TEXTS = (
    """no No yes on off y n 12:30 1_000 2026-01-01 0b11 1,5 0800-2000 << = tRUE NuLL 1.2.3 + . 1e 0o8 0xg"""
)
OTHERS = {
    "~ null Null NULL": None,
    "true True TRUE": True,
    "false False FALSE": False,
    "800 0800 +800 0x320 0o1440": 800,
    "-5 -05": -5,
    "1.5 01.50 +1.5 15e-1 .15E1": 1.5,
}


@pytest.mark.parametrize("text", [*TEXTS.split(), "06 12", "2026-01-01 12:00:00"])
def test_yaml_1_2_takes_this_for_text(text: str) -> None:
    assert tree(f"a: {text}").plain() == {"a": text}


@pytest.mark.parametrize(("texts", "value"), OTHERS.items())
def test_yaml_1_2_takes_this_for_something_else_than_text(texts: str, value: object) -> None:
    for text in texts.split():
        found = tree(f"a: {text}").at(("a",)).value
        assert found == value
        assert type(found) is type(value)


def test_a_number_that_nobody_counts_to_stays_text() -> None:
    assert tree(f"a: {'9' * 5_000}").plain() == {"a": "9" * 5_000}


def test_nothing_is_nothing() -> None:
    assert tree("a:\nb:\n  -\n").plain() == {"a": None, "b": [None]}


@pytest.mark.parametrize("text", ["no", "12", "~", "true", "2026-01-01", "", "1.5", "0x1F"])
@pytest.mark.parametrize("form", ['"{}"', "'{}'", "|-\n  {}", ">-\n  {}"])
def test_what_stands_between_quotes_or_in_a_block_is_text(text: str, form: str) -> None:
    assert tree(f"a: {form.format(text)}").plain() == {"a": text}


def test_a_name_is_text_whatever_it_looks_like() -> None:
    assert tree("no: a\n12: b\ntrue: c\n~: d\n2026-01-01: e").plain() == {
        "no": "a",
        "12": "b",
        "true": "c",
        "~": "d",
        "2026-01-01": "e",
    }


def test_names_keep_their_order() -> None:
    plain = tree("c: 1\na: 2\nb: 3").plain()
    assert isinstance(plain, dict)
    assert list(plain) == ["c", "a", "b"]


NESTED = """\
# een opmerking
title: De brief

story: |
  Een regel.

  Nog een.
about:
  Een tekst die
  later begint.
options:
  brieven:
    label: "Twee
      regels"
    values:
      - een
      -
        twee
list: [a,
  b]
"""


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ((), 2),
        (("title",), 2),
        (("story",), 4),
        (("about",), 8),
        (("options",), 11),
        (("options", "brieven"), 12),
        (("options", "brieven", "label"), 13),
        (("options", "brieven", "values"), 15),
        (("options", "brieven", "values", 0), 16),
        (("options", "brieven", "values", 1), 18),
        (("list", 0), 19),
        (("list", 1), 20),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_field_has_the_line_of_its_name_and_an_item_its_own(
    where: tuple[str | int, ...], line: int, ending: str
) -> None:
    assert tree(NESTED.replace("\n", ending)).at(where).line == line


@pytest.mark.parametrize(
    ("where", "line"), [(("x",), 2), (("options", "x", "y"), 11), (("options", "brieven", "values", 9), 15)]
)
def test_what_is_not_there_has_the_line_of_what_it_would_stand_in(
    where: tuple[str | int, ...], line: int
) -> None:
    assert tree(NESTED).at(where).line == line


def test_every_text_comes_with_its_field_and_its_line() -> None:
    assert list(tree("a: x\nb:\n  - y\n  - c: |\n      z\n      w\n").texts()) == [
        ("a", "x", 1),
        ("b", "y", 3),
        ("c", "z\nw\n", 4),
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_gives_the_same_text(ending: str) -> None:
    assert tree("a: |\n  x\n  y\n".replace("\n", ending)).plain() == {"a": "x\ny\n"}


def test_notepads_mark_at_the_beginning_is_no_part_of_the_text() -> None:
    assert read_yaml(b"\xef\xbb\xbfa: 1\n", FILE).plain() == {"a": 1}


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "yaml-double"),
        ("x:\n  a: 1\n  'a': 3\n", 3, "yaml-double"),
        ("a: 1\nb: &b 2\n", 2, "yaml-start"),
        ("a: &a\n  b: 1\n", 1, "yaml-start"),
        ("a: 1\nb: *a\n", 2, "yaml-start"),
        ("*a : 1\n", 1, "yaml-start"),
        ("a: 1\nb: !!str 2\n", 2, "yaml-start"),
        ("a: !!python/object:os.system x\n", 1, "yaml-start"),
        ("a: ! x\n", 1, "yaml-start"),
        ("!!map\na: 1\n", 1, "yaml-start"),
        ("a: &a {b: 1}\nc:\n  <<: *a\n", 1, "yaml-start"),
        ("c:\n  <<: *a\n", 2, "yaml-start"),
        ("? [a, b]\n: c\n", 1, "yaml-start"),
        ("? {a: b}\n: c\n", 1, "yaml-start"),
    ],
)
def test_double_names_anchors_aliases_tags_and_merges_are_refused(text: str, line: int, rule: str) -> None:
    assert refused(text) == (line, rule)


def test_a_merge_without_an_alias_is_a_name_like_any_other() -> None:
    assert tree("<<:\n  a: 1").plain() == {"<<": {"a": 1}}


@pytest.mark.parametrize(
    "text",
    ["a: x #1", "a: #x", "a:\n  - x #1", "a: x y\n  z # w", "a: 12 # w", "a:\t# w"],
)
def test_text_that_would_fall_away_as_a_comment_is_refused(text: str) -> None:
    assert refused(text) == (text.count("\n") + 1, "yaml-hash")


@pytest.mark.parametrize("text", ["a: x#1", "a: 'x' # w", "a: # w\n  - x", "# w\na: x\n# w", "a: |\n  x # w"])
def test_a_comment_that_hides_nothing_may_stand(text: str) -> None:
    assert tree(text).plain()


@pytest.mark.parametrize(
    "sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\xad", "\u200b", "\u2028", "\u202e", "\ufeff", "\uffff"]
)
def test_a_sign_that_nobody_sees_is_refused_at_its_line(sign: str) -> None:
    begin = "# " + "é" * 100 + "\n"
    assert refused(f"{begin}a: x{sign}y\n{begin}") == (2, "yaml-sign")
    assert refused(f'{begin}a: "x\\u{ord(sign):04x}y"\n') == (2, "yaml-sign")


@pytest.mark.parametrize("text", ["“krul” ’s — … €", "cliënt", "👩\u200d👧", "a\xa0b"])
def test_ordinary_signs_stay_as_they_are(text: str) -> None:
    assert tree(f"a: {text}").plain() == {"a": text}


def test_an_empty_last_line_is_never_named() -> None:
    for text in (
        "a: [",
        "a: {",
        'a: "',
        "a: '\n\n\n",
        "a: b: c",
        "a: [\n\n\n",
        "a\n: b: c\n\n",
        "? a\n- b\n\n\n",
    ):
        line, _ = refused(text)
        assert 1 <= line <= len(text.rstrip().split("\n")), text


def test_exactly_as_much_as_may_be_is_read() -> None:
    deep = "[" * (MOST_LEVELS - 1) + "a" + "]" * (MOST_LEVELS - 1)
    assert tree(deep).plain()
    assert refused(f"[{deep}]") == (1, "yaml-deep")
    many = "- a\n" * (MOST_NODES - 1)
    assert tree(many).plain()
    assert refused(many + "- a\n") == (MOST_NODES, "yaml-many")
    assert tree("a" * MOST_BYTES).plain()
    assert refused("a" * (MOST_BYTES + 1)) == (1, "file-big")


def test_a_hostile_file_is_refused_and_never_crashes_the_process() -> None:
    run = [sys.executable, "-m", "tests.content.hostile"]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, timeout=HUNG, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [f"{name}: {rule}" for name, (_, rule) in FILES.items()]
