"""The weekly message of a team tells what was made public, and depends on nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.conversation.context import Scene
from bot.core.conversation.here import Here
from bot.core.model.disclosure import RULES, TOO_FEW, publish
from bot.core.model.events import Chat
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.replies import Picture
from bot.core.model.session import Around, Session
from bot.core.model.team import Past, Round, Team
from bot.core.weekly.digest import TeamNews
from bot.core.weekly.team_news import team_news
from tests.conftest import NOW

GROUP = Chat("fake", "groep", group=True)
TODAY = NOW.date()


def scene(library: Library, finder: Finder, *past: Past, **more: object) -> Scene:
    team = replace(Team("t", "Noord", "CODE", "groep", 8), past=past, **more)  # type: ignore[arg-type]
    return Scene(Session(around=Around(teams=(team,))), library, finder, Here(GROUP, NOW))


def past(library: Library, counts: tuple[int, ...], days: int = 3, at: int = 0) -> Past:
    dilemma = list(library.dilemmas.values())[at]
    ways = [*(way.name for way in dilemma.ways), "anders"]
    counted = dict(zip(ways, [*counts, *[0] * len(ways)], strict=False))
    return Past("r", "ronde", dilemma.id, 1, publish(counted, RULES[1]), TODAY - timedelta(days=days))


def test_a_result_of_last_week_is_told_with_a_picture_and_its_questions(
    library: Library, finder: Finder
) -> None:
    news = team_news(scene(library, finder, past(library, (4, 4))), TODAY)
    assert isinstance(news.results[0], Picture)
    assert news.divided == next(iter(library.dilemmas.values()))


@pytest.mark.parametrize("days", [8, 30, -1])
def test_what_is_older_or_not_yet_out_is_not(days: int, library: Library, finder: Finder) -> None:
    assert team_news(scene(library, finder, past(library, (4, 4), days)), TODAY) == TeamNews()


def test_too_few_votes_are_not_told_of_and_a_stopped_round_neither(library: Library, finder: Finder) -> None:
    few = replace(past(library, (4, 4)), outcome=TOO_FEW)
    stopped = replace(few, outcome=None)
    assert team_news(scene(library, finder, few, stopped), TODAY) == TeamNews()


def test_who_agrees_is_not_called_divided_and_unanimity_reads_the_same(
    library: Library, finder: Finder
) -> None:
    worlds = [(8, 0), (7, 1), (6, 2)]
    news = {str(team_news(scene(library, finder, past(library, world)), TODAY)) for world in worlds}
    assert len(news) == 1
    assert team_news(scene(library, finder, past(library, (8,))), TODAY).divided is None


def test_an_open_round_changes_nothing(library: Library, finder: Finder) -> None:
    done = past(library, (4, 4))
    open_ = Round("o", "ronde", done.dilemma, ("a",), 2, NOW + timedelta(days=1), RULES[1])
    quiet, busy = scene(library, finder, done), scene(library, finder, done, rounds=(open_,))
    assert team_news(quiet, TODAY) == team_news(busy, TODAY)


def test_alone_nothing_of_a_team_is_told(library: Library, finder: Finder) -> None:
    inside = scene(library, finder, past(library, (4, 4)))
    alone = replace(inside, here=Here(Chat("fake", "anna", "anna"), NOW))
    assert team_news(alone, TODAY) == TeamNews()
