"""Starts a command: `python -m bot` and `ruggespraak` both come in here."""

import gc


def main() -> int:
    """Run the command line. Importing makes no garbage; looking for it costs a sixth of a start."""
    gc.disable()
    from bot.cli.main import main as run_command  # noqa: PLC0415, the point is what happens around it

    gc.freeze()
    gc.enable()
    return run_command()


if __name__ == "__main__":
    raise SystemExit(main())
