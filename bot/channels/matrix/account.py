"""The bot's account on Matrix: its device, with keys that are uploaded and signed.

A device and its key store belong together for ever: a store that is lost means a new device, because
the homeserver would never believe the old one again.
"""

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.channels.matrix import cross_signing
from bot.channels.matrix.homeserver import (
    SIGNED_OUT_WAIT,
    RefusedError,
    SignedOutError,
    asked,
    client,
    insisted,
    raw,
)
from bot.channels.matrix.keyring import AccountError, Device, Keyring

DEVICE_NAME = "Ruggespraak"

_KEYS = "/_matrix/client/v3/keys"


@dataclass(frozen=True, slots=True, repr=False)  # no repr: it would print secrets
class Login:
    """The login that the operator gave."""

    homeserver: str
    """Base URL."""
    user: str = ""
    """The whole id, or the part before the colon. Needed with a password."""
    password: str = ""
    token: str = ""
    """Used where there is no password. With a password the bot can make itself a new device."""


class Account:
    """The account, for as long as this process holds its keys."""

    client: Any
    """The nio client, logged in. Another one after `anew`."""

    def __init__(self, login: Login, folder: Path) -> None:
        self._login = login
        self._keyring = Keyring(folder)
        self.client = None

    async def __aenter__(self) -> Self:
        """Log in, or take up the device of last time.

        Raises:
            AccountError: if the operator must do something first.
        """
        self._keyring.open()
        try:
            await self._connect()
        except BaseException:
            await self.__aexit__(None, None, None)
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Disconnect, and let another process have the device."""
        await self._disconnect()
        self._keyring.close()

    async def anew(self) -> None:
        """Go on as a new device with new keys, after the homeserver forgot the old one.

        Raises:
            AccountError: if there is no password to do that with.
        """
        if not self._login.password:
            raise AccountError(_FORGOTTEN)
        await self._disconnect()
        self._keyring.forget_device()
        await self._connect()

    async def _connect(self) -> None:
        known = self._known_device()
        try:
            if known:
                self.client = self._new_client(known.user, known.id)
                self.client.restore_login(known.user, known.id, known.token)
            else:
                await self._log_in()
            if self.client.should_upload_keys:
                await insisted(lambda: asked(self.client.keys_upload))
            await self._vouch()
        except SignedOutError as error:
            if not known:
                raise AccountError(_FORGOTTEN) from error
            await self.anew()

    async def _disconnect(self) -> None:
        if self.client is not None:
            await self.client.close()
            if self.client.store is not None:
                self.client.store.database.close()
            self.client = None

    def _known_device(self) -> Device | None:
        """Return the device of last time, unless the operator has given another user or token since."""
        device = self._keyring.device()
        if device is None or (not self._login.password and self._login.token != device.token):
            return None
        local = device.user.partition(":")[0].removeprefix("@")
        return device if self._login.user in ("", device.user, local) else None

    async def _log_in(self) -> None:
        self.client = self._new_client(self._login.user, "")
        if self._login.password:
            await self._by_password()
        else:
            await self._by_token()
        self._keyring.keep_device(
            Device(self.client.user_id, self.client.device_id, self.client.access_token)
        )

    async def _by_password(self) -> None:
        async def attempt() -> Any:
            return await asked(lambda: self.client.login(self._login.password, DEVICE_NAME))

        try:
            await insisted(attempt, at_least=SIGNED_OUT_WAIT)
        except RefusedError as error:
            raise AccountError(_NOT_LET_IN) from error

    async def _by_token(self) -> None:
        self.client.access_token = self._login.token
        who = await insisted(lambda: raw(self.client, "GET", "/_matrix/client/v3/account/whoami"))
        user, device = str(who["user_id"]), str(who.get("device_id", ""))
        if not device:
            raise AccountError(_FORGOTTEN)
        queried = await self._queried(user)
        if device in queried.get("device_keys", {}).get(user, {}) and not self._keyring.has_store(
            user, device
        ):
            raise AccountError(_STORE_LOST)
        self.client.restore_login(user, device, self._login.token)

    async def _queried(self, user: str) -> dict[str, Any]:
        body: dict[str, Any] = {"device_keys": {user: []}}
        return dict(await insisted(lambda: raw(self.client, "POST", f"{_KEYS}/query", body)))

    async def _vouch(self) -> None:
        """Sign our own device, so that nobody sees a red shield. Does nothing where that is done already."""
        user, device = self.client.user_id, self.client.device_id
        keys = self._keyring.signing_keys() or cross_signing.SigningKeys.fresh()
        queried = await self._queried(user)
        entry = queried["device_keys"][user][device]
        if not cross_signing.stands(keys, user, queried):
            await self._upload(keys, replaces=cross_signing.holds_any(user, queried))
        elif cross_signing.signed(keys, entry):
            return
        body = cross_signing.uploaded_signatures(keys, entry, self._signed_by_device)
        await insisted(lambda: raw(self.client, "POST", f"{_KEYS}/signatures/upload", body))

    async def _upload(self, keys: cross_signing.SigningKeys, *, replaces: bool) -> None:
        """Upload keys. The first need no password; keys that replace others do (MSC3967).

        They are on disk before the homeserver has them: keys that were uploaded and then lost in a crash
        could not be replaced without a password.
        """
        if replaces and not self._login.password:
            raise AccountError(_SIGNING_LOST.format(file=self._keyring.signing_file))
        self._keyring.keep_signing_keys(keys)
        path = f"{_KEYS}/device_signing/upload"
        body = cross_signing.uploaded_keys(keys, self.client.user_id)
        try:
            await insisted(lambda: raw(self.client, "POST", path, body))
        except RefusedError as error:
            if error.status != 401 or "session" not in error.body:
                raise
            body["auth"] = self._proof(str(error.body["session"]))
            await insisted(lambda: raw(self.client, "POST", path, body))

    def _proof(self, session: str) -> dict[str, object]:
        if not self._login.password:
            self._keyring.drop_signing_keys()
            raise AccountError(_SIGNING_LOST.format(file=self._keyring.signing_file))
        who = {"type": "m.id.user", "user": self.client.user_id}
        return {
            "type": "m.login.password",
            "session": session,
            "identifier": who,
            "password": self._login.password,
        }

    def _signed_by_device(self, message: bytes) -> str:
        return str(self.client.olm.account.sign(message.decode()))

    def _new_client(self, user: str, device: str) -> Any:
        return client(self._login.homeserver, user, device, self._keyring.store, self._keyring.pickle_key())


_FORGOTTEN = (
    "De Matrix-server kent het token van de bot niet meer. "
    "Geef RUGGESPRAAK_MATRIX_PASSWORD, of een nieuw RUGGESPRAAK_MATRIX_TOKEN."
)
_NOT_LET_IN = (
    "De Matrix-server weigert de naam of het wachtwoord van de bot. "
    "Kijk RUGGESPRAAK_MATRIX_USER en RUGGESPRAAK_MATRIX_PASSWORD na."
)
_STORE_LOST = (
    "De sleutels van dit Matrix-apparaat zijn weg, en zonder kan de bot niets lezen. "
    "Geef RUGGESPRAAK_MATRIX_PASSWORD, of een token van een nieuw apparaat."
)
_SIGNING_LOST = (
    "Dit Matrix-account heeft al sleutels om apparaten te tekenen, en {file} is er niet. "
    "Zet een kopie terug, of geef RUGGESPRAAK_MATRIX_PASSWORD om nieuwe te maken."
)
