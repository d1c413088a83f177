"""Files made to harm. `python -m tests.content.hostile` reads each in little memory and prints its rule."""

import codecs
import random
import resource
from collections.abc import Mapping
from pathlib import PurePosixPath

from bot.content.files import Layers
from bot.content.problems import ContentError
from bot.content.read import content_of

MEMORY = 500 * 2**20
"""Bytes."""

CPU = 20
"""Seconds."""

FILE = PurePosixPath("knowledge/dilemmas/kapot.yaml")


def _bomb() -> bytes:
    """Each line holds the line before it twice: 2 to the power of 24 items."""
    lines = [b"a: &a [x, x]"]
    lines += [b"%c: &%c [*%c, *%c]" % (at, at, at - 1, at - 1) for at in range(ord("b"), ord("z"))]
    return b"\n".join(lines)


FILES: Mapping[str, tuple[bytes, str]] = {
    "brackets": (b"[" * 200_000, "yaml-deep"),
    "braces": (b"{" * 200_000, "yaml-deep"),
    "opened lists": (b"[a, " * 50_000, "yaml-deep"),
    "opened fields": (b"{a: " * 50_000, "yaml-deep"),
    "deep block": (b"".join(b" " * at + b"a:\n" for at in range(800)), "yaml-deep"),
    "alias bomb": (_bomb(), "yaml-start"),
    "300,000 items": (b"- a\n" * 300_000, "file-big"),
    "99,000 items": (b"- a\n" * 99_000, "yaml-many"),
    "199,000 items in a row": (b"[" + b"a," * 199_000 + b"]", "yaml-many"),
    "30,000 fields": (b"".join(b"a%d:\n" % at for at in range(30_000)), "yaml-many"),
    "400 kB of text": (b"x" * 400_000, "not-map"),
    "399 kB of title": (b"title: " + b"x" * 399_000, "too-long"),
    "399 kB of quoted text": (b'"' + b"x\\n" * 130_000 + b'"', "not-map"),
    "399 kB of name": (b"? " + b"x" * 399_000 + b"\n: y\n", "unknown-field"),
    "99,000 short lines": (b"story: |\n" + b" x\n" * 99_000, "too-many-words"),
    "one long word": (b"story: " + b"x" * 399_000, "too-few-words"),
    "long number": (b"title: " + b"9" * 399_000, "too-long"),
    "long hexadecimal number": (b"title: 0x" + b"f" * 399_000, "too-long"),
    "infinite number": (b"title: 1e999", "not-text"),
    "11,000 roles": (b"roles:\n" + b"".join(b"- a%d\n" % at for at in range(11_000)), "too-many"),
    "question marks": (b"? " * 199_500, "yaml-deep"),
    "colons": (b":" * 399_000, "yaml-colon"),
    "colons with spaces": (b": " * 199_500, "yaml-indent"),
    "dashes": (b"- " * 199_500, "yaml-deep"),
    "dashes before a colon": (b"title x\n" + b"-" * 390_000 + b"! : y", "yaml-colon"),
    "pipes": (b"|" * 399_000, "yaml-start"),
    "quotes": (b'"' * 399_000, "yaml-indent"),
    "noise": (random.Random(1).randbytes(399_000), "file-text"),  # noqa: S311
    "NUL": (b"title: x\0y", "yaml-sign"),
    "399 kB of NUL": (b"\0" * 399_000, "yaml-sign"),
    "BOM": (codecs.BOM_UTF8, "file-empty"),
    "two BOMs": (codecs.BOM_UTF8 * 2 + b"title: x", "yaml-sign"),
    "BOM inside": (b"title: x" + codecs.BOM_UTF8, "yaml-sign"),
    "lone surrogate": (b"title: \xed\xa0\x80", "file-text"),
    "written surrogate": (b'title: "\\ud800"', "yaml-escape"),
    "UTF-16": ("title: x\n".encode("utf-16"), "file-text"),
    "UTF-16 without BOM": ("title: x\n".encode("utf-16-le"), "yaml-sign"),
    "UTF-32": ("title: x\n".encode("utf-32"), "file-text"),
    "empty lines": (b"\n" * 399_000, "file-empty"),
    "comments": (b"#\n" * 199_000, "file-empty"),
    "documents": (b"---\n" * 99_000, "yaml-many"),
    "anchors": (b"&" * 399_000, "yaml-start"),
    "aliases": (b"*" * 399_000, "yaml-start"),
    "tags": (b"!" * 399_000, "yaml-start"),
    "directives": (b"%YAML 1.2\n" * 30_000, "yaml-start"),
    "quote that stays open": (b'"' + b"\n" * 399_000, "yaml-quote"),
    "long indentation": (b" " * 399_000 + b"title: x", "missing"),
    "long comment": (b"title: x " + b" " * 390_000 + b"# y", "yaml-hash"),
}
"""Name, what stands in the file, and one of the rules it breaks."""


def main() -> None:
    """Read every file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    for name, (raw, rule) in FILES.items():
        print(f"{name}: {_found(raw, rule)}")


def _found(raw: bytes, expected: str) -> str:
    """The expected rule if it is among the mistakes, or else the first."""
    try:
        content_of(Layers({FILE: raw}))
        return "nothing wrong"
    except ContentError as error:
        problems = error.problems
    assert all(one.line >= 1 and len(str(one)) < 600 for one in problems), problems
    rules = [one.rule for one in problems]
    return expected if expected in rules else rules[0]


if __name__ == "__main__":
    main()
