"""The files that a page fetches besides itself: a style and a script, the same for everybody."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Asset:
    """One file. Its address holds its version, so a browser may keep it for ever."""

    name: str
    kind: str
    content: bytes

    @property
    def version(self) -> str:
        """Return what differs as soon as the content does."""
        return sha256(self.content).hexdigest()[:12]


def _asset(name: str, kind: str) -> Asset:
    return Asset(name, kind, (Path(__file__).parent / name).read_bytes())


STYLE = _asset("style.css", "text/css")
SCRIPT = _asset("live.js", "text/javascript")

ASSETS = {(one.version, one.name): one for one in (STYLE, SCRIPT)}
