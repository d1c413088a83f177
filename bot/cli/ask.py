"""Answer one question per line, as JSON objects or in words with every number."""

import argparse
import gc
import sys

from bot.app.settings import Settings
from bot.cli.exit_codes import OK

HELP = "vragen beantwoorden, een per regel"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the shapes of an answer."""
    shape = parser.add_argument_group("vorm", "Minstens een van beide.")
    shape.add_argument("--json", action="store_true", help="een JSON-object per regel")
    shape.add_argument("--explain", action="store_true", help="ook waarom, met elk getal")
    parser.set_defaults(refuse=parser.error)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Answer every line of standard input."""
    if not (arguments.json or arguments.explain):
        arguments.refuse("ask heeft --json of --explain nodig")
    from bot.app.compose import library_of  # noqa: PLC0415, only here
    from bot.cli.ask_output import as_json, as_text  # noqa: PLC0415, brings numpy
    from bot.search.build import best_matcher  # noqa: PLC0415, the same

    gc.disable()  # nothing of what is read becomes garbage; looking for it takes a quarter of the time
    matcher = best_matcher(library_of(settings, "search"), settings.cache)
    gc.freeze()  # nor later on: 60 ms at each look
    gc.enable()
    lines = (
        as_json(sys.stdin, matcher, explain=arguments.explain)
        if arguments.json
        else as_text(sys.stdin, matcher)
    )
    for line in lines:
        print(line, flush=True)
    return OK
