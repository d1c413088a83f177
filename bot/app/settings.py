"""What differs between two installations: from the environment, or from a file of NAME=value lines.

The environment wins. All mistakes are told at once, and no value is ever printed.
"""

import os
import re
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
    "RUGGESPRAAK_TELEGRAM_TOKEN": "het token van BotFather; zonder token geen Telegram",
    "RUGGESPRAAK_TELEGRAM_API": "adres van een eigen Bot API-server; anders die van Telegram",
    "RUGGESPRAAK_TELEGRAM_WEBHOOK": "https-adres waar Telegram berichten brengt; anders haalt de bot ze op",
    "RUGGESPRAAK_TELEGRAM_WEBHOOK_SECRET": "geheim waaraan de bot ziet dat een bericht van Telegram komt",
    "RUGGESPRAAK_TELEGRAM_LISTEN": "adres en poort voor berichten van Telegram; anders 127.0.0.1:8443",
    "RUGGESPRAAK_MATRIX_HOMESERVER": "adres van de Matrix-server, zoals https://matrix.gemeente.nl",
    "RUGGESPRAAK_MATRIX_USER": "gebruiker van de bot, zoals @ruggespraak:gemeente.nl",
    "RUGGESPRAAK_MATRIX_PASSWORD": "wachtwoord van die gebruiker",
    "RUGGESPRAAK_MATRIX_TOKEN": "in plaats van een wachtwoord: een toegangstoken",
    "RUGGESPRAAK_MATRIX_INVITERS": "wie de bot mag uitnodigen: servers of personen, met komma's ertussen",
    "RUGGESPRAAK_TYPING": "uit: mensen kiezen alleen letters waar anderen kunnen meelezen",
}
"""Every setting, and what it is for."""

SECRET = frozenset(
    {
        "RUGGESPRAAK_DATABASE",
        "RUGGESPRAAK_TELEGRAM_TOKEN",
        "RUGGESPRAAK_TELEGRAM_WEBHOOK_SECRET",
        "RUGGESPRAAK_MATRIX_PASSWORD",
        "RUGGESPRAAK_MATRIX_TOKEN",
    }
)
"""These may hold a password, so each can also be given as NAME_FILE: the path of a file that holds it."""

FILE = "ruggespraak.env"
"""Name of the optional file, in the folder where the operating system keeps settings."""

_PACKAGE = Path(__file__).parents[1]


class SettingsError(Exception):
    """The settings have mistakes. Each argument is one line for the operator."""


@dataclass(frozen=True, slots=True, repr=False)
class TelegramSettings:
    """How to reach Telegram."""

    token: str
    api: str
    """Address without a slash at its end."""
    webhook: str = ""
    """Empty: the bot asks for updates itself."""
    webhook_secret: str = ""
    listen: tuple[str, int] = ("127.0.0.1", 8443)
    """Address and port that a web server passes Telegram's calls on to."""


@dataclass(frozen=True, slots=True, repr=False)
class MatrixSettings:
    """How to reach a homeserver, and who may invite."""

    homeserver: str
    user: str
    password: str = ""
    token: str = ""
    inviters: tuple[str, ...] = ()
    """Homeservers ("gemeente.nl") and people ("@jan:gemeente.nl"). Empty: everybody of the own server."""


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
    telegram: TelegramSettings | None = None
    """None: the bot does not talk on Telegram."""
    matrix: MatrixSettings | None = None
    typing: bool = True
    """Whether people may type about a case where others can read along."""
    own_folder: Path | None = None
    """The folder of the database, made at the first start. None: the operator chose the database."""


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
        telegram=_telegram(values),
        matrix=_matrix(values),
        typing=values.get("RUGGESPRAAK_TYPING") != "uit",
        own_folder=None if database else data,
    )


def settings_from_environment() -> Settings:
    """The settings of this process. An empty HOME counts as none: then the system knows it."""
    if os.environ.get("HOME") == "":
        del os.environ["HOME"]
    return read_settings(os.environ)


def _telegram(values: Mapping[str, str]) -> TelegramSettings | None:
    token = values.get("RUGGESPRAAK_TELEGRAM_TOKEN")
    if not token:
        return None
    api = values.get("RUGGESPRAAK_TELEGRAM_API") or "https://api.telegram.org"
    webhook = values.get("RUGGESPRAAK_TELEGRAM_WEBHOOK", "")
    secret = values.get("RUGGESPRAAK_TELEGRAM_WEBHOOK_SECRET", "")
    host, _, port = values.get("RUGGESPRAAK_TELEGRAM_LISTEN", "127.0.0.1:8443").rpartition(":")
    return TelegramSettings(
        token, api.rstrip("/"), webhook, secret, (host, int(port) if port.isdecimal() else 0)
    )


def _matrix(values: Mapping[str, str]) -> MatrixSettings | None:
    homeserver = values.get("RUGGESPRAAK_MATRIX_HOMESERVER")
    if not homeserver:
        return None
    inviters = tuple(one.strip() for one in values.get("RUGGESPRAAK_MATRIX_INVITERS", "").split(","))
    return MatrixSettings(
        homeserver=homeserver.rstrip("/"),
        user=values.get("RUGGESPRAAK_MATRIX_USER", ""),
        password=values.get("RUGGESPRAAK_MATRIX_PASSWORD", ""),
        token=values.get("RUGGESPRAAK_MATRIX_TOKEN", ""),
        inviters=tuple(one for one in inviters if one),
    )


def _unfit(values: Mapping[str, str]) -> list[str]:
    """A line for everything that does not go together, or is not like what it should be."""
    rules = (
        (
            "RUGGESPRAAK_TELEGRAM_TOKEN",
            r"\d+:[\w-]{30,}",
            "is geen token. Kopieer het opnieuw van BotFather.",
        ),
        ("RUGGESPRAAK_TELEGRAM_API", r"https?://.+", "is geen adres. Het begint met https://"),
        ("RUGGESPRAAK_TELEGRAM_WEBHOOK", r"https://.+", "is geen adres. Het begint met https://"),
        (
            "RUGGESPRAAK_TELEGRAM_WEBHOOK_SECRET",
            r"[\w-]{16,256}",
            "heeft 16 tot 256 letters, cijfers, - of _.",
        ),
        ("RUGGESPRAAK_TELEGRAM_LISTEN", r".+:\d{2,5}", "is geen adres met een poort, zoals 127.0.0.1:8443"),
        ("RUGGESPRAAK_MATRIX_HOMESERVER", r"https?://.+", "is geen adres. Het begint met https://"),
        ("RUGGESPRAAK_MATRIX_USER", r"@[^:\s]+:\S+", "lijkt op @ruggespraak:gemeente.nl"),
        ("RUGGESPRAAK_TYPING", "aan|uit", "is aan of uit."),
    )
    lines = [
        f"{name} {wrong}"
        for name, form, wrong in rules
        if values.get(name) and not re.fullmatch(form, values[name])
    ]
    needs = (
        ("RUGGESPRAAK_TELEGRAM_WEBHOOK", ("RUGGESPRAAK_TELEGRAM_WEBHOOK_SECRET",)),
        ("RUGGESPRAAK_MATRIX_HOMESERVER", ("RUGGESPRAAK_MATRIX_USER",)),
        ("RUGGESPRAAK_MATRIX_HOMESERVER", ("RUGGESPRAAK_MATRIX_PASSWORD", "RUGGESPRAAK_MATRIX_TOKEN")),
    )
    for given, others in needs:
        if values.get(given) and not any(values.get(other) for other in others):
            lines.append(f"{given} kan niet zonder {' of '.join(others)}.")
    return lines


def _own_content() -> Path:
    """Beside the code in a checkout; inside the package where it was installed."""
    checkout = _PACKAGE.parent
    return checkout if (checkout / "knowledge" / "themes.yaml").is_file() else _PACKAGE / "shipped"


def _goes_live(drafts: Path, content: Path) -> bool:
    """Whether what people send in would be read as content before an editor saw it."""
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
    """The values, with those from NAME_FILE read, and a line for each file that cannot be read."""
    values = {name: value for name, value in given.items() if name in KNOWN}
    unread = []
    for name in sorted(SECRET & {name.removesuffix("_FILE") for name in given if name.endswith("_FILE")}):
        try:
            values[name] = Path(given[f"{name}_FILE"]).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            unread.append(f"{name}_FILE wijst een bestand aan dat niet te lezen is.")
    return values, unread
