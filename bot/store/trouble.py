"""Tell why a database cannot be opened: a line for the operator, without any part of its address."""

from pathlib import Path
from typing import Literal

from bot.store.errors import StoreError

Trouble = Literal["full", "read-only", "locked", "password", "no database", "tls", "damaged", "unreachable"]


class TroubleError(StoreError):
    """A database that cannot be opened, with what is the matter."""

    def __init__(self, error: BaseException, file: Path | None) -> None:
        """`error` is the driver's."""
        self.trouble = trouble_of(error)
        super().__init__(line_of(self.trouble, file))


_SQLITE: dict[str, Trouble] = {
    "SQLITE_FULL": "full",
    "SQLITE_READONLY": "read-only",
    "SQLITE_BUSY": "locked",
    "SQLITE_LOCKED": "locked",
    "SQLITE_CORRUPT": "damaged",
    "SQLITE_NOTADB": "damaged",
}

_POSTGRESQL: dict[str, Trouble] = {
    "53100": "full",
    "25006": "read-only",
    "55P03": "locked",
    "28P01": "password",
    "28000": "password",
    "3D000": "no database",
    "XX001": "damaged",
}

_LINES: dict[Trouble, str] = {
    "full": "De schijf van de database {where} is vol. Maak plaats; er is niets kwijt.",
    "read-only": "In de database {where} mag de bot niet schrijven. Geef hem rechten op map en bestand.",
    "locked": "De database {where} is bezet. Sluit het programma dat hem openhoudt, en start opnieuw.",
    "password": "De database {where} kent gebruiker of wachtwoord niet. Verbeter RUGGESPRAAK_DATABASE.",
    "no database": "De database {where} bestaat niet op de server. Maak hem met createdb.",
    "tls": "De database {where} weigert of eist een versleutelde verbinding. Kijk naar ?ssl= in het adres.",
    "damaged": (
        "Het bestand {where} is beschadigd, of is geen database. "
        "Zet het weg, en typ: ruggespraak restore KOPIE"
    ),
    "unreachable": (
        "De database {where} is niet te openen. Draait de server, en klopt RUGGESPRAAK_DATABASE?"
    ),
}


def trouble_of(error: BaseException) -> Trouble:
    """Return what is the matter, by the codes of the driver and not by its words."""
    cause: BaseException | None = error
    while cause is not None:
        name = getattr(cause, "sqlite_errorname", None) or ""
        found = next((trouble for code, trouble in _SQLITE.items() if name.startswith(code)), None)
        found = found or _POSTGRESQL.get(str(getattr(cause, "sqlstate", "")))
        if found:
            return found
        if type(cause).__name__ in {"SSLError", "SSLCertVerificationError"} or "SSL" in str(cause):
            return "tls"
        cause = getattr(cause, "orig", None) or cause.__cause__
    return "unreachable"


def line_of(trouble: Trouble, file: Path | None) -> str:
    """Return the line for the operator. A file may be named; an address may hold a password, however odd."""
    return _LINES[trouble].format(where=file or "van RUGGESPRAAK_DATABASE")
