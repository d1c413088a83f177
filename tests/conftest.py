"""What many tests need: the real content, read once, and a moment to hold it against."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.app.clock import AMSTERDAM
from bot.content.read import read_library
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.search.build import matcher_of

ROOT = Path(__file__).parent.parent
EXAMPLE = Path(__file__).parent / "content" / "example"
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=AMSTERDAM)

HUNG = 600.0
"""Seconds after which something that is waited for will not come any more. A guard against hanging, never a
measure of speed: a machine with six other things to do passes every test."""

# a timed test is a flaky test
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="the long runs: more damage, longer conversations")


@pytest.fixture(scope="session")
def soak(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--soak"))


@pytest.fixture(scope="session")
def library() -> Library:
    return read_library(ROOT)


@pytest.fixture(scope="session")
def finder(library: Library) -> Finder:
    return matcher_of(library)


@pytest.fixture(scope="session")
def example() -> Library:
    return read_library(EXAMPLE)
