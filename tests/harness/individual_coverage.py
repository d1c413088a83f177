"""Hold every module to tests of its own: `make coverage`, after mitmproxy's individual_coverage.

A module is tested in the file of its name in the same room of tests/, or in the files that
tests/modules.toml names. The whole suite runs once and notes for each line by which test it was run.
Lines that a module's own tests don't run are counted. That number may only go down.
"""

import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TABLE = ROOT / "tests" / "modules.toml"
DATA = ROOT / ".coverage"


@dataclass(frozen=True, slots=True)
class Table:
    """What tests/modules.toml says."""

    tested_in: Mapping[str, tuple[str, ...]]
    missing: Mapping[str, int]


@cache
def table() -> Table:
    raw = tomllib.loads(TABLE.read_text("utf-8"))
    return Table({name: tuple(files) for name, files in raw["tested_in"].items()}, raw["missing"])


def modules() -> tuple[str, ...]:
    """Return the path of every module that holds code, in alphabetical order."""
    found = (path.relative_to(ROOT).as_posix() for path in (ROOT / "bot").rglob("*.py") if _holds_code(path))
    return tuple(sorted(found))


def _holds_code(path: Path) -> bool:
    return path.name != "__init__.py" or "\ndef " in path.read_text("utf-8")


def expected_file(module: str) -> str:
    """Return where the tests of a module belong."""
    path = Path(module)
    room = Path("tests", *path.parts[1:-1])
    if path.stem == "__init__":
        return (room.parent / f"test_{room.name}.py").as_posix()
    return (room / f"test_{path.stem}.py").as_posix()


def files_testing(module: str) -> tuple[str, ...]:
    """Return the files that test a module: that of its name, those that the table names, or both."""
    own = expected_file(module)
    named = table().tested_in.get(module, ())
    return (own, *named) if (ROOT / own).is_file() else named


def count_missing(
    by_line: Mapping[int, Iterable[str]], statements: Iterable[int], tests: Iterable[str]
) -> int:
    """Count the statements that none of these test files runs.

    `by_line` holds the contexts of each line: the id of a test, or nothing for what an import runs.
    """
    own = ("|", *(f"{file}::" for file in tests))
    return sum(not any(f"{one}|".startswith(own) for one in by_line.get(line, ())) for line in statements)


def judge(measured: Mapping[str, int], allowed: Mapping[str, int]) -> Iterator[str]:
    """Say of every module whose number is not that of the table what to do."""
    for module, missing in measured.items():
        limit = allowed.get(module, 0)
        if missing > limit:
            yield f"{module}: its tests leave {missing} lines out, at most {limit} may be. Add tests."
        elif missing < limit:
            yield f"{module}: only {missing} lines are left out now. Put that number in tests/modules.toml."


def measure() -> dict[str, int]:
    """Count for each module the statements that its own tests leave out, from the data of the last run."""
    from coverage import Coverage  # noqa: PLC0415, the tests import this module and need no coverage

    coverage = Coverage(data_file=DATA, config_file=str(ROOT / "pyproject.toml"))
    coverage.load()
    measured = {}
    for module in modules():
        _, statements, _, _, _ = coverage.analysis2(str(ROOT / module))
        by_line = coverage.get_data().contexts_by_lineno(str(ROOT / module))
        measured[module] = count_missing(by_line, statements, files_testing(module))
    return measured


def write(measured: Mapping[str, int]) -> None:
    """Put these numbers in the table, in place of those that stand there."""
    head, mark, _ = TABLE.read_text("utf-8").partition("[missing]\n")
    rows = (f'"{module}" = {missing}\n' for module, missing in sorted(measured.items()) if missing)
    TABLE.write_text(head + mark + "".join(rows), "utf-8")


def main(arguments: list[str]) -> int:
    """Run the tests (all, or those given) and hold what they cover against the table.

    `--write` puts what was measured in the table instead; git then shows what went up.
    """
    writes = "--write" in arguments
    arguments = [one for one in arguments if one != "--write"]
    run = [sys.executable, "-m", "pytest", "--cov=bot", "--cov-context=test", "--cov-report=", *arguments]
    if failed := subprocess.run(run, cwd=ROOT, check=False).returncode:
        return failed
    measured = measure()
    if writes:
        write(measured)
        return 0
    complaints = [*judge(measured, table().missing)]
    print("\n".join(complaints) or "Every module is covered by its own tests as the table says.")
    return 1 if any("Add tests" in one for one in complaints) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
