"""Read the settings from the environment, or from a file of NAME=value lines.

The environment wins. All mistakes are reported at once, and no value is ever printed.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.app.channel_kind import ChannelSettings
from bot.app.channel_kinds import CHANNEL_KINDS, switched_on
from bot.app.setting import Setting, SettingsError

PREFIX = "RUGGESPRAAK_"

SETTINGS = (
    Setting(
        "RUGGESPRAAK_DATABASE",
        "adres van de database; anders een SQLite-bestand bij je gegevens",
        secret=True,
    ),
    Setting("RUGGESPRAAK_SECRETS", "map voor sleutels, buiten de database"),
    Setting("RUGGESPRAAK_CONTENT", "map met knowledge/ en dialogs/, of met overlay.yaml en je eigen laag"),
    Setting("RUGGESPRAAK_DRAFTS", "map voor dilemma's die mensen insturen; buiten knowledge/ en dialogs/"),
    Setting(
        "RUGGESPRAAK_TYPING",
        "uit: mensen kiezen alleen letters waar anderen kunnen meelezen",
        form="aan|uit",
        wrong="is aan of uit.",
    ),
    *(setting for kind in CHANNEL_KINDS for setting in kind.settings),
)
"""Every setting."""

KNOWN = frozenset(setting.name for setting in SETTINGS)
SECRET = frozenset(setting.name for setting in SETTINGS if setting.secret)

FILE = "ruggespraak.env"
"""Name of the optional file, in the folder where the operating system keeps settings."""

_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True, repr=False)  # no repr: it would print secrets
class Settings:
    """The settings of one installation."""

    database: str
    """SQLAlchemy URL with an async driver."""
    secrets: Path
    content: Path
    """Holds knowledge/ and dialogs/, or what a municipality lays over the general content."""
    drafts: Path
    """The folder for dilemmas that people sent in, for the editors."""
    general: Path
    """The content that ships with the bot."""
    cache: Path
    """May be thrown away at any time."""
    faults: Path
    """The folder for tracebacks of our own mistakes."""
    channels: tuple[ChannelSettings, ...] = ()
    """Of every channel that is switched on."""
    typing: bool = True
    """False: nobody may type about a case where others can read along."""
    own_folder: Path | None = None
    """The folder of the database, made at the first start. None: the operator chose the database."""


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings in force.

    Raises:
        SettingsError: with one line for each mistake.
    """
    folders = platformdirs.PlatformDirs("ruggespraak", appauthor=False)
    given = _file_settings(folders.user_config_path / FILE) | {
        name: value for name, value in environment.items() if name.startswith(PREFIX)
    }
    mistakes = [*_unknown(given), *_both(given)]
    values, unread = _resolved(given)
    mistakes += [*unread, *_unfit(values)]
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
    database = values.get("RUGGESPRAAK_DATABASE")
    return Settings(
        database=database or f"sqlite+aiosqlite:///{data / 'ruggespraak.db'}",
        secrets=Path(values.get("RUGGESPRAAK_SECRETS") or data / "secrets"),
        content=content,
        drafts=drafts,
        general=_own_content(),
        cache=folders.user_cache_path,
        faults=folders.user_state_path / "faults",
        channels=switched_on(values),
        typing=values.get("RUGGESPRAAK_TYPING") != "uit",
        own_folder=None if database else data,
    )


def settings_from_environment() -> Settings:
    """Return the settings of this process. An empty HOME counts as none: then the system knows it."""
    if os.environ.get("HOME") == "":
        del os.environ["HOME"]
    return read_settings(os.environ)


def _unfit(values: Mapping[str, str]) -> list[str]:
    """Return a line for every value with a wrong form, and for every setting that misses another one."""
    lines = [
        f"{setting.name} {setting.wrong}"
        for setting in SETTINGS
        if (value := values.get(setting.name)) and not setting.fits(value)
    ]
    needs = [need for kind in CHANNEL_KINDS for need in kind.needs]
    for name, others in needs:
        if values.get(name) and not any(values.get(other) for other in others):
            lines.append(f"{name} kan niet zonder {' of '.join(others)}.")
    return lines


def _own_content() -> Path:
    """Return the content that ships: beside the code in a checkout, inside the package once installed."""
    checkout = _PACKAGE.parent
    return checkout if (checkout / "knowledge" / "themes.yaml").is_file() else _PACKAGE / "shipped"


def _goes_live(drafts: Path, content: Path) -> bool:
    """Return whether what people send in would be read as content before an editor saw it."""
    rooms = (content / "knowledge", content / "dialogs")
    return any(drafts.resolve().is_relative_to(room.resolve()) for room in rooms)


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
    """Return the values, with those from NAME_FILE read, and a line for each file that cannot be read."""
    values = {name: value for name, value in given.items() if name in KNOWN}
    unread = []
    for name in sorted(SECRET & {name.removesuffix("_FILE") for name in given if name.endswith("_FILE")}):
        try:
            values[name] = Path(given[f"{name}_FILE"]).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            unread.append(f"{name}_FILE wijst een bestand aan dat niet te lezen is.")
    return values, unread
