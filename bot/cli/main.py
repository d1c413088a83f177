"""The commands: one verb each. Exit code 0 is well, 1 the user's or editor's turn, 3 ours."""

import argparse
import asyncio
import gc
import logging
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import NoReturn, TextIO

from bot import __version__
from bot.app.bot import Bot, edition_of, fault, searched
from bot.app.clock import wall_clock
from bot.app.reload import Reload
from bot.app.reserved_words import reserved_words
from bot.app.scheduler import Scheduler
from bot.app.settings import Settings, SettingsError, settings_from_environment
from bot.channels.channel import Channel, StoppedError
from bot.channels.plain import Plain
from bot.content.cache import remembered_library
from bot.content.changes import Seen, seen
from bot.content.files import Use
from bot.content.problems import ContentError
from bot.core.editions import Editions
from bot.core.language.calendar import monday
from bot.core.language.facts import overdue
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.search.lazy import LazyFinder
from bot.search.vocabulary import vocabulary
from bot.store.drafts import Drafts
from bot.store.epochs import Epochs
from bot.store.erasures import Erasures
from bot.store.missed_words import LEAST_TIMES
from bot.store.pseudonym import key_in
from bot.store.store import Store, StoreError
from bot.store.team_store import TeamStore

WELL, YOURS, OURS = 0, 1, 3
"""Exit codes."""

LOOK_EVERY = 1.0
"""Seconds between two looks of `check --watch`."""

MOST_COMPARED = 5_000
"""Sentences that a check compares with all others: some seconds. With more only `--report` does."""

Asked = argparse.Namespace


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.command == "ask" and not (asked.json or asked.explain):
        parser.error("ask heeft --json of --explain nodig")
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.WARNING)
    try:
        settings = settings_from_environment()
        sys.excepthook = _crash_to(settings.faults)
        return _COMMANDS[asked.command](asked, _with_content(settings, asked))
    except ContentError as error:
        return _told(_mistakes(error), sys.stdout if asked.command == "check" else sys.stderr)
    except (SettingsError, StoreError, StoppedError) as error:
        return _told([str(line) for line in error.args])
    except KeyboardInterrupt:
        return WELL
    except BrokenPipeError:  # whoever read along had seen enough, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WELL


def chat(_: Asked, settings: Settings) -> int:
    """Talk here, in the terminal."""
    before = _seen(settings)
    library = _library(settings)
    asyncio.run(_talk(_terminal(), library, before, settings))
    return WELL


def run(_: Asked, settings: Settings) -> int:
    """Talk on every channel that is set up."""
    before = _seen(settings)
    library = _library(settings)
    asyncio.run(_run(library, before, settings))
    return WELL


def doctor(_: Asked, settings: Settings) -> int:
    """Look whether everything is in order to run here."""
    from bot.cli.doctor import examine  # noqa: PLC0415, brings the channels

    looked = examine(settings, partial(_library, settings), partial(_store, settings))
    print("\n".join(map(str, looked)))
    return WELL if all(one.well for one in looked) else YOURS


def check(asked: Asked, settings: Settings) -> int:
    """Tell every mistake in the content, and what must be looked up again."""
    if asked.watch:
        _check_again_and_again(settings)
    print("\n".join(_all_well(settings, coverage=asked.coverage, report=asked.report)))
    return WELL


def _all_well(
    settings: Settings, *, coverage: bool = False, report: bool = False, again: bool = False
) -> list[str]:
    """What there is to tell of content without mistakes. `again`: quickly, for who is writing."""
    from bot.app.content_check import searched_content  # noqa: PLC0415, `chat` seldom needs it
    from bot.content.report import content_report, coverage_table  # noqa: PLC0415, only here

    content = searched_content(settings.content, settings.general)
    library, today = content.library, wall_clock().date()
    late = overdue(library.facts, today)
    sizes = (len(library.dilemmas), len(library.questions), len(library.quotes), len(library.dialogs))
    return [
        *(coverage_table(library) if coverage else ()),
        *(content_report(library, today) if report else ()),
        *(_confused(library, settings) if report else ()),
        *content.notes,
        *(f"knowledge/facts.yaml: {fact.id} moest voor {fact.check_by} zijn nagekeken." for fact in late),
        "In orde: {} dilemma's, {} vragen, {} citaten, {} methodes.".format(*sizes),
        *(() if report or again else _confused_count(library, settings)),
    ]


def _confused(library: Library, settings: Settings) -> list[str]:
    from bot.content.report import confused_sentences  # noqa: PLC0415, only here
    from bot.search.build import matcher_of  # noqa: PLC0415, brings numpy

    return confused_sentences(matcher_of(library, settings.cache).confused())


def _confused_count(library: Library, settings: Settings) -> list[str]:
    from bot.content.report import confused_count  # noqa: PLC0415, only here
    from bot.search.build import matcher_of  # noqa: PLC0415, brings numpy

    if sum(len(one.ask) for one in library.questions.values()) > MOST_COMPARED:
        return []
    return confused_count(matcher_of(library, settings.cache).confused())


def _check_again_and_again(settings: Settings) -> NoReturn:
    """Check now, and whenever a file changed, until somebody presses Ctrl-C."""
    before = None
    while True:
        now = _seen(settings)
        if now != before:
            with suppress(OSError):  # a file that is being saved just now: look again in a second
                verdict = _verdict(settings)
                before = now
                print(f"{wall_clock():%H:%M:%S}", *verdict, sep="\n", flush=True)
        time.sleep(LOOK_EVERY)


def _verdict(settings: Settings) -> list[str]:
    try:
        return _all_well(settings, again=True)
    except ContentError as error:
        return _mistakes(error)


def ask(asked: Asked, settings: Settings) -> int:
    """One question per line in, one JSON object per line out; or why, in words."""
    from bot.cli.ask import as_json, as_text  # noqa: PLC0415, brings numpy
    from bot.search.build import best_matcher  # noqa: PLC0415, the same

    gc.disable()  # nothing of what is read becomes garbage; looking for it takes a quarter of the time
    matcher = best_matcher(_library(settings, "search"), settings.cache)
    gc.freeze()  # nor later on: 60 ms at each look
    gc.enable()
    told = as_json(sys.stdin, matcher, explain=asked.explain) if asked.json else as_text(sys.stdin, matcher)
    for line in told:
        print(line, flush=True)
    return WELL


def missed(_: Asked, settings: Settings) -> int:
    """The editors' own words in questions that were not understood, this week and last."""
    known = frozenset(vocabulary(_library(settings)).values())
    this_week = monday(wall_clock().date())
    print(f"Woorden uit de kennisbank, in vragen die ik niet begreep. Vanaf {LEAST_TIMES} keer.")
    for name, week in (("Deze", this_week), ("Vorige", this_week - timedelta(weeks=1))):
        counted = asyncio.run(_missed_in(week, settings))
        print(f"\n{name} week (vanaf {week:%d-%m-%Y}):")
        lines = [f"- {word}: {times} keer" for word, times in counted.items() if word in known]
        print("\n".join(lines or ["- niets"]))
    return WELL


def demo(asked: Asked, settings: Settings) -> int:
    """A team of six plays a round here, talks, and plays a second one."""
    from bot.cli.demo import PAUSE, demo  # noqa: PLC0415, only here

    shipped = replace(settings, content=settings.general)  # the play is about one of its dilemmas
    asyncio.run(demo(_library(shipped), sys.stdout, 0 if asked.fast else PAUSE))
    return WELL


def draw(asked: Asked, settings: Settings) -> int:
    """A dialog as a Mermaid picture."""
    from bot.content.diagram import drawn  # noqa: PLC0415, only here

    dialogs = _library(settings).dialogs
    if asked.name not in dialogs:
        return _told([f"Er is geen methode {asked.name}. Er is: {', '.join(dialogs)}."])
    print(drawn(dialogs[asked.name]))
    return WELL


def schema(_: Asked, __: Settings) -> int:
    """Write what VS Code needs to help an editor."""
    from bot.content.schema import write_schemas  # noqa: PLC0415, only here

    for file in write_schemas():
        print(file)
    return WELL


_COMMANDS: dict[str, Callable[[Asked, Settings], int]] = {
    "chat": chat,
    "demo": demo,
    "run": run,
    "doctor": doctor,
    "check": check,
    "ask": ask,
    "map": draw,
    "missed": missed,
    "schema": schema,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ruggespraak", description="Ruggespraak houden voordat je beslist.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="opdracht")
    _add(commands, "chat", "praten in deze terminal")
    _add(commands, "run", "praten op elk kanaal dat is ingesteld")
    _add(commands, "doctor", "nakijken of alles in orde is om te draaien")
    checking = _add(commands, "check", "fouten zoeken in knowledge/ en dialogs/")
    checking.add_argument(
        "--watch", action="store_true", help="opnieuw zoeken na elke wijziging; stop met Ctrl-C"
    )
    checking.add_argument("--coverage", action="store_true", help="waar elk onderdeel te vinden is")
    checking.add_argument("--report", action="store_true", help="waar weinig over is, en wat oud is")
    questions = _add(commands, "ask", "vragen beantwoorden, een per regel")
    shape = questions.add_argument_group("vorm", "Minstens een van beide.")
    shape.add_argument("--json", action="store_true", help="een JSON-object per regel")
    shape.add_argument("--explain", action="store_true", help="ook waarom, met elk getal")
    playing = _add(commands, "demo", "een team van zes speelt een ronde, zonder netwerk")
    playing.add_argument("--fast", action="store_true", help="zonder te wachten")
    _add(commands, "missed", "woorden in vragen die de bot niet begreep")
    _add(commands, "map", "een methode tekenen (Mermaid)").add_argument("name", metavar="NAAM")
    _add(commands, "schema", "vernieuwen wat VS Code over de velden weet")
    return parser


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, does: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=does, description=does)
    parser.add_argument(
        "--content", type=Path, metavar="MAP", help="map met knowledge/ en dialogs/, of met overlay.yaml"
    )
    return parser


def _with_content(settings: Settings, asked: Asked) -> Settings:
    return replace(settings, content=asked.content) if asked.content else settings


def _library(settings: Settings, use: Use = "run") -> Library:
    return remembered_library(
        settings.content, settings.cache, __version__, settings.general, use, reserved_words()
    )


def _search(settings: Settings) -> Callable[[Library], Finder]:
    return partial(searched, memory=settings.cache)


def _seen(settings: Settings) -> Seen:
    return seen(settings.content, settings.general)


def _terminal() -> Channel:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Plain()
    from bot.channels.terminal import Terminal  # noqa: PLC0415, brings rich and prompt_toolkit

    return Terminal()


async def _missed_in(week: date, settings: Settings) -> dict[str, int]:
    async with _store(settings) as store:
        return await store.missed(week)


async def _talk(channel: Channel, library: Library, before: Seen, settings: Settings) -> None:
    async with _store(settings) as store:
        editions, reload = _content(library, before, settings)
        bot = Bot(editions, store, drafts=Drafts(settings.drafts))
        scheduler = Scheduler(bot, {channel.name: channel})
        watching = [asyncio.create_task(reload.watch()), asyncio.create_task(scheduler.watch())]
        try:
            await bot.talk(channel)
        finally:
            for task in watching:
                task.cancel()


def _content(library: Library, before: Seen, settings: Settings) -> tuple[Editions, Reload]:
    """The content in force, and what puts changed content in force."""
    search = _search(settings)
    editions = Editions(edition_of(library, partial(LazyFinder, build=search)), typing=settings.typing)
    read, look = partial(_library, settings), partial(_seen, settings)
    return editions, Reload(editions, read, look, before, finder=search)


def _say(editions: Editions, key: str, /, **values: object) -> str:
    """Return a sentence of the content in force, for a channel that says something by itself."""
    return editions.current.library.say(key, **values)


async def _run(library: Library, before: Seen, settings: Settings) -> None:
    from bot.app.compose import channels_of  # noqa: PLC0415, brings signals and locks that `chat` does not need
    from bot.cli.run import alone  # noqa: PLC0415, brings signals and locks that `chat` does not need
    from bot.cli.run import run as run_channels  # noqa: PLC0415

    async with _store(settings, alone_here=True) as store:
        editions, reload = _content(library, before, settings)
        channels = channels_of(settings, store, partial(_say, editions))
        with alone(settings.secrets, "ruggespraak"):
            await run_channels(Bot(editions, store, drafts=Drafts(settings.drafts)), channels, reload)


def _store(settings: Settings, *, alone_here: bool = False) -> Store:
    try:
        key = key_in(settings.secrets)
    except (OSError, ValueError) as error:
        raise StoreError(
            f"De sleutel in {settings.secrets} is niet te lezen of te maken. "
            "Geef deze gebruiker rechten op die map."
        ) from error
    team_store = TeamStore(Epochs(settings.secrets), Erasures(settings.secrets), key)
    return Store(settings.database, key, team_store, alone_here=alone_here)


def _mistakes(error: ContentError) -> list[str]:
    count = len(error.problems)
    return [*map(str, error.problems), "", f"{count} {'fout' if count == 1 else 'fouten'} in de inhoud."]


def _told(lines: Sequence[str], to: TextIO | None = None) -> int:
    """What is the matter, and the exit code that goes with it. To standard error, unless it was asked for."""
    print("\n".join(lines), file=to or sys.stderr)
    return YOURS


def _crash_to(folder: Path) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """What happens with an error of ours: a file for us, one line for the user, exit code 3."""

    def crash(_: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"fault-{wall_clock():%Y%m%d-%H%M%S}.txt"
        file.write_text(f"ruggespraak {__version__}\n{fault(error)}\n", "utf-8")
        print(f"Er ging iets mis in Ruggespraak zelf. Wat er gebeurde staat in {file}", file=sys.stderr)
        sys.stdout.flush()
        os._exit(OURS)  # the only way for this hook to choose the exit code

    return crash
