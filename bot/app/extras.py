"""Packages that only some installations need: what to type where one is missing."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from bot.app.setting import SettingsError


@contextmanager
def extra(name: str, purpose: str) -> Iterator[None]:
    """Import what the extra `name` of this package brings.

    Raises:
        SettingsError: with what to install, if a package is not there.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "bot").partition(".")[0] == "bot":
            raise  # a fault of ours, not a package to install
        raise SettingsError(_missing(name, purpose, error.name)) from error


def require_pictures() -> None:
    """Look for what draws and prints before the first result is due, without importing it.

    Raises:
        SettingsError: with what to install, if a package is not there.
    """
    for module in ("PIL", "fontpkg_noto_sans", "docx"):
        if find_spec(module) is None:
            raise SettingsError(_missing("pictures", "plaatjes en bladen", module))


def _missing(name: str, purpose: str, module: str | None) -> str:
    """Return both ways to install it: in a checkout and beside a wheel."""
    return f"Voor {purpose} ontbreekt {module}. Typ: make run, of: pip install 'ruggespraak[{name}]'"
