"""What differs between two installations: from the environment, or from a file of NAME=value lines.

The environment wins. All mistakes are told at once, and no value is ever printed.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from rapidfuzz import process
from rapidfuzz.distance import OSA

PREFIX = "RUGGESPRAAK_"

KNOWN = {
    "RUGGESPRAAK_DATABASE": "adres van de database; anders een SQLite-bestand bij je gegevens",
    "RUGGESPRAAK_SECRETS": "map voor sleutels, buiten de database",
    "RUGGESPRAAK_CONTENT": "map met knowledge/ en dialogs/, of met overlay.yaml en je eigen laag",
    "RUGGESPRAAK_DRAFTS": "map voor dilemma's die mensen insturen; buiten knowledge/ en dialogs/",
}
"""Every setting, and what it is for."""

SECRET = frozenset({"RUGGESPRAAK_DATABASE"})
"""These may hold a password, so each can also be given as NAME_FILE: the path of a file that holds it."""

FILE = "ruggespraak.env"
"""Name of the optional file, in the folder where the operating system keeps settings."""

_PACKAGE = Path(__file__).parent


class SettingsError(Exception):
    """The settings have mistakes. Each argument is one line for the operator."""


@dataclass(frozen=True, slots=True, repr=False)  # no repr: it would print secrets
class Settings:
    """Where everything is."""

    database: str
    """SQLAlchemy URL with an async driver."""
    secrets: Path
    content: Path
    """Holds knowledge/ and dialogs/, or what a municipality lays over the general content."""
    drafts: Path
    """Where the editors find dilemmas that people sent in."""
    general: Path
    """The content that ships with the bot."""
    cache: Path
    """May be thrown away at any time."""
    faults: Path
    """Where a traceback goes when it is our mistake."""


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings in force.

    Raises:
        SettingsError: with one line for each mistake.
    """
    folders = platformdirs.PlatformDirs("ruggespraak", appauthor=False)
    given = _file_settings(folders.user_config_path / FILE) | {
        name: value for name, value in environment.items() if name.startswith(PREFIX)
    }
    mistakes = [*_unknown(given), *_both(given)]
    values, unread = _resolved(given)
    mistakes += unread
    content = Path(values.get("RUGGESPRAAK_CONTENT") or _own_content())
    if not (content / "knowledge").is_dir() and not (content / "overlay.yaml").is_file():
        mistakes.append(
            "RUGGESPRAAK_CONTENT wijst geen map aan met knowledge/ en dialogs/ of overlay.yaml erin."
        )
    data = folders.user_data_path
    drafts = Path(values.get("RUGGESPRAAK_DRAFTS") or data / "drafts")
    if _goes_live(drafts, content):
        mistakes.append("RUGGESPRAAK_DRAFTS wijst een map in knowledge/ of dialogs/ aan. Kies een andere.")
    if mistakes:
        raise SettingsError(*mistakes)
    return Settings(
        database=values.get("RUGGESPRAAK_DATABASE") or _own_database(data),
        secrets=Path(values.get("RUGGESPRAAK_SECRETS") or data / "secrets"),
        content=content,
        drafts=drafts,
        general=_own_content(),
        cache=folders.user_cache_path,
        faults=folders.user_state_path / "faults",
    )


def settings_from_environment() -> Settings:
    """The settings of this process. An empty HOME counts as none: then the system knows it."""
    if os.environ.get("HOME") == "":
        del os.environ["HOME"]
    return read_settings(os.environ)


def _own_content() -> Path:
    """Beside the code in a checkout; inside the package where it was installed."""
    checkout = _PACKAGE.parent
    return checkout if (checkout / "knowledge" / "themes.yaml").is_file() else _PACKAGE / "shipped"


def _goes_live(drafts: Path, content: Path) -> bool:
    """Whether what people send in would be read as content before an editor saw it."""
    rooms = (content / "knowledge", content / "dialogs")
    return any(drafts.resolve().is_relative_to(room.resolve()) for room in rooms)


def _own_database(data: Path) -> str:
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    return f"sqlite+aiosqlite:///{data / 'ruggespraak.db'}"


def _file_settings(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    lines = [line.strip() for line in file.read_text("utf-8").splitlines()]
    pairs = [line.partition("=") for line in lines if line and not line.startswith("#")]
    return {name.strip(): value.strip() for name, _, value in pairs}


def _unknown(given: Mapping[str, str]) -> list[str]:
    names = [*KNOWN, *(f"{name}_FILE" for name in SECRET)]
    return [_unknown_line(name, names) for name in given if name not in names]


def _unknown_line(name: str, names: list[str]) -> str:
    near = process.extractOne(name, names, scorer=OSA.distance, score_cutoff=6)
    meant = f" Bedoelde je {near[0]}?" if near else ""
    return f"{name} is geen instelling.{meant} Er is: {', '.join(sorted(names))}."


def _both(given: Mapping[str, str]) -> list[str]:
    return [
        f"{name} en {name}_FILE staan er allebei. Haal er een weg."
        for name in sorted(SECRET)
        if name in given and f"{name}_FILE" in given
    ]


def _resolved(given: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The values, with those from NAME_FILE read, and a line for each file that cannot be read."""
    values = {name: value for name, value in given.items() if name in KNOWN}
    unread = []
    for name in sorted(SECRET & {name.removesuffix("_FILE") for name in given if name.endswith("_FILE")}):
        try:
            values[name] = Path(given[f"{name}_FILE"]).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            unread.append(f"{name}_FILE wijst een bestand aan dat niet te lezen is.")
    return values, unread
