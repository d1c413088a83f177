"""Every module has tests of its own: in the file of its name, or in one that tests/modules.toml names."""

import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.harness import individual_coverage
from tests.harness.individual_coverage import (
    count_missing,
    expected_file,
    files_testing,
    judge,
    modules,
    table,
)


@pytest.mark.parametrize("module", modules())
def test_a_module_has_a_test_file_of_its_name_or_the_table_says_where_it_is_tested(module: str) -> None:
    assert files_testing(module), f"write {expected_file(module)}, or name its tests in tests/modules.toml"


@pytest.mark.parametrize("module", sorted({*table().tested_in, *table().missing}))
def test_the_table_names_only_what_is_there(module: str) -> None:
    assert module in modules(), f"{module} is gone; take it out of tests/modules.toml"
    for file in table().tested_in.get(module, ()):
        assert (ROOT / file).is_file(), f"{file} is gone; say in tests/modules.toml where {module} is tested"
    assert table().missing.get(module, 1) > 0, "what leaves nothing out needs no row"


@pytest.mark.parametrize(
    ("module", "file"),
    [
        ("bot/core/respond.py", "tests/core/test_respond.py"),
        ("bot/__main__.py", "tests/test___main__.py"),
        ("bot/search/dutch/__init__.py", "tests/search/test_dutch.py"),
    ],
)
def test_a_test_file_lies_in_the_same_room(module: str, file: str) -> None:
    assert expected_file(module) == file


def test_a_line_counts_when_a_test_of_the_module_or_its_import_runs_it() -> None:
    contexts = {
        1: [""],
        2: ["tests/core/test_respond.py::test_hulp|run"],
        3: ["tests/core/test_router.py::test_hulp|run"],
    }
    assert count_missing(contexts, [1, 2, 3, 4], ["tests/core/test_respond.py"]) == 2
    assert (
        count_missing(contexts, [1, 2, 3, 4], ["tests/core/test_respond.py", "tests/core/test_router.py"])
        == 1
    )
    assert count_missing(contexts, [1, 2, 3, 4], []) == 3


def test_more_than_the_table_allows_is_refused_and_less_is_to_be_written_down() -> None:
    (worse,) = judge({"bot/a.py": 3}, {"bot/a.py": 2})
    assert "Add tests" in worse
    (new,) = judge({"bot/a.py": 1}, {})
    assert "Add tests" in new
    (better,) = judge({"bot/a.py": 1}, {"bot/a.py": 2})
    assert "Add tests" not in better
    assert [*judge({"bot/a.py": 2, "bot/b.py": 0}, {"bot/a.py": 2})] == []


def test_what_was_measured_is_written_in_place_of_the_old_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "modules.toml"
    file.write_text('[tested_in]\n"bot/a.py" = ["tests/test_a.py"]\n\n[missing]\n"bot/a.py" = 4\n')
    monkeypatch.setattr(individual_coverage, "TABLE", file)
    individual_coverage.write({"bot/b.py": 2, "bot/a.py": 1, "bot/c.py": 0})
    written = tomllib.loads(file.read_text())
    assert written == {
        "tested_in": {"bot/a.py": ["tests/test_a.py"]},
        "missing": {"bot/a.py": 1, "bot/b.py": 2},
    }
