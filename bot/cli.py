"""The commands: one verb each. Exit code 0 is well, 1 the user's or editor's turn, 3 ours."""

import argparse
import asyncio
import json
import logging
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from bot import __version__
from bot.app import Bot, fault, wall_clock
from bot.channels.channel import Channel
from bot.channels.plain import Plain
from bot.content.cache import remembered_library
from bot.content.problems import ContentError
from bot.core.facts import overdue
from bot.core.finder import Finding
from bot.core.library import Library
from bot.core.matcher import Matcher
from bot.core.typed import LONGEST, clean
from bot.settings import Settings, SettingsError, settings_from_environment
from bot.store.pseudonym import key_in
from bot.store.store import Store, StoreError

WELL, YOURS, OURS = 0, 1, 3
"""Exit codes."""

Asked = argparse.Namespace


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    asked = _parser().parse_args(arguments)
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.WARNING)
    try:
        settings = settings_from_environment()
        sys.excepthook = _crash_to(settings.faults)
        return _COMMANDS[asked.command](asked, _with_content(settings, asked))
    except ContentError as error:
        return _told([*map(str, error.problems), "", _counted(len(error.problems))])
    except (SettingsError, StoreError) as error:
        return _told([str(line) for line in error.args])
    except KeyboardInterrupt:
        return WELL


def chat(_: Asked, settings: Settings) -> int:
    """Talk here, in the terminal."""
    library = _library(settings)
    asyncio.run(_talk(_terminal(), library, settings))
    return WELL


def check(_: Asked, settings: Settings) -> int:
    """Tell every mistake in the content, and what must be looked up again."""
    from bot.content.read import read_library  # noqa: PLC0415, `chat` seldom needs it

    library = read_library(settings.content)
    for fact in overdue(library.facts, wall_clock().date()):
        print(f"knowledge/facts.yaml: {fact.id} moest voor {fact.check_by} zijn nagekeken.")
    sizes = (len(library.dilemmas), len(library.questions), len(library.quotes), len(library.dialogs))
    print("In orde: {} dilemma's, {} vragen, {} citaten, {} methodes.".format(*sizes))
    return WELL


def ask(_: Asked, settings: Settings) -> int:
    """One question per line in, one JSON object per line out."""
    finder = Matcher(_library(settings))
    for line in sys.stdin:
        question = clean(line[:LONGEST])
        begin = time.perf_counter()
        finding = finder.find(question)
        spent = (time.perf_counter() - begin) * 1000
        print(json.dumps(_answer(line.rstrip("\n"), finding, spent), ensure_ascii=False), flush=True)
    return WELL


def draw(asked: Asked, settings: Settings) -> int:
    """A dialog as a Mermaid picture."""
    from bot.content.map import drawn  # noqa: PLC0415, only here

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
    "check": check,
    "ask": ask,
    "map": draw,
    "schema": schema,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ruggespraak", description="Ruggespraak houden voordat je beslist.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="opdracht")
    _add(commands, "chat", "praten in deze terminal")
    _add(commands, "check", "fouten zoeken in knowledge/ en dialogs/")
    questions = _add(commands, "ask", "vragen beantwoorden, een per regel")
    questions.add_argument("--json", action="store_true", required=True, help="een JSON-object per regel")
    _add(commands, "map", "een methode tekenen (Mermaid)").add_argument("name", metavar="NAAM")
    _add(commands, "schema", "vernieuwen wat VS Code over de velden weet")
    return parser


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, does: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=does, description=does)
    parser.add_argument("--content", type=Path, metavar="MAP", help="map met knowledge/ en dialogs/")
    return parser


def _with_content(settings: Settings, asked: Asked) -> Settings:
    return replace(settings, content=asked.content) if asked.content else settings


def _library(settings: Settings) -> Library:
    return remembered_library(settings.content, settings.cache, __version__)


def _terminal() -> Channel:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Plain()
    from bot.channels.terminal import Terminal  # noqa: PLC0415, brings rich and prompt_toolkit

    return Terminal()


async def _talk(channel: Channel, library: Library, settings: Settings) -> None:
    try:
        key = key_in(settings.secrets)
    except (OSError, ValueError) as error:
        raise StoreError(
            f"De sleutel in {settings.secrets} is niet te lezen of te maken. "
            "Geef deze gebruiker rechten op die map."
        ) from error
    async with Store(settings.database, key) as store:
        await Bot(library, Matcher(library), store).talk(channel)


def _answer(question: str, finding: Finding, spent: float) -> dict[str, object]:
    found = [
        {"id": one.id, "kind": one.kind, "title": one.title, "score": one.score} for one in finding.found
    ]
    return {"q": question, "verdict": finding.verdict, "found": found, "ms": round(spent, 3)}


def _counted(problems: int) -> str:
    return f"{problems} {'fout' if problems == 1 else 'fouten'} in de inhoud."


def _told(lines: Sequence[str]) -> int:
    print("\n".join(lines), file=sys.stderr)
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
