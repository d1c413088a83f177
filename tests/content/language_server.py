"""The engine of the YAML extension of VS Code, asked what it would underline and offer.

It comes from npm, into a folder for temporary files: nothing of it is part of this project.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

from tests.conftest import HUNG, ROOT

VERSION = "1.25.0"
"""What its messages look like may change with every version."""

HOME = Path(tempfile.gettempdir()) / f"ruggespraak-yaml-language-server-{VERSION}"
PROGRAM = HOME / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"

SETTINGS = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
YAML = {
    "schemas": SETTINGS["yaml.schemas"],
    "schemaStore": {"enable": SETTINGS["yaml.schemaStore.enable"]},
    "validate": True,
    "completion": True,
    "hover": True,
}
"""What VS Code would tell the engine about our folder."""

Message = dict[str, Any]

Lines = dict[int, list[str]]
"""What stands under a line, which is counted from 1."""


def why_not() -> str:
    """Installs the engine if it is not here yet. Says why it cannot be used, or nothing."""
    if not (shutil.which("npm") and shutil.which("node")):
        return "There is no npm here, so nobody looked at what VS Code underlines. Install Node.js to see it."
    if not PROGRAM.exists():
        _install()
    return "" if PROGRAM.exists() else "npm could not fetch yaml-language-server; is there a network?"


def _install() -> None:
    options = ["--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"]
    run = ["npm", "install", *options, "--prefix", str(HOME), f"yaml-language-server@{VERSION}"]
    subprocess.run(run, capture_output=True, timeout=HUNG, check=False)


@contextmanager
def started() -> Iterator["Server"]:
    """The engine, with our folder open."""
    run = ["node", str(PROGRAM), "--stdio"]
    with subprocess.Popen(
        run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        impatience = Timer(HUNG, process.kill)
        impatience.start()
        try:
            yield Server(process)
        finally:
            impatience.cancel()
            process.kill()


class Server:
    """A conversation with the engine, in the language server protocol."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._asked = 0
        folder = {"uri": ROOT.as_uri(), "name": "ruggespraak"}
        snippets = {"completion": {"completionItem": {"snippetSupport": True}}}
        can = {"workspace": {"configuration": True}, "textDocument": snippets}
        self._ask(
            "initialize",
            {"processId": None, "rootUri": folder["uri"], "workspaceFolders": [folder], "capabilities": can},
        )
        self._tell("initialized", {})

    def underlined(self, uri: str, text: str) -> Lines:
        """What the engine says of this text, by line. Open every address once: answers come by address."""
        return self.all_underlined({uri: text})[uri]

    def all_underlined(self, texts: Mapping[str, str]) -> dict[str, Lines]:
        """The same of many texts: the engine thinks of them together, and so is sooner ready."""
        for uri, text in texts.items():
            document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
            self._tell("textDocument/didOpen", {"textDocument": document})
        found: dict[str, Lines] = {}
        while found.keys() != texts.keys():
            told = self._until(lambda said: said.get("method") == "textDocument/publishDiagnostics")["params"]
            found[told["uri"]] = _by_line(told["diagnostics"])
        return found

    def offered(self, uri: str, line: int, column: int) -> dict[str, Message]:
        """What can be completed in an open text, by its label. Lines and columns count from 0."""
        found = self._ask("textDocument/completion", _at(uri, line, column))
        return {one["label"]: one for one in found["items"]}

    def hovered(self, uri: str, line: int, column: int) -> str:
        """What is shown when the mouse rests here."""
        return str(self._ask("textDocument/hover", _at(uri, line, column))["contents"]["value"])

    def _ask(self, method: str, params: Message) -> Any:
        self._asked += 1
        number = self._asked
        self._send({"id": number, "method": method, "params": params})
        return self._until(lambda said: said.get("id") == number and "method" not in said)["result"]

    def _tell(self, method: str, params: Message) -> None:
        self._send({"method": method, "params": params})

    def _until(self, wanted: Callable[[Message], bool]) -> Message:
        while True:
            said = self._received()
            if wanted(said):
                return said
            if "id" in said and "method" in said:
                self._send({"id": said["id"], "result": _answer(said)})

    def _send(self, message: Message) -> None:
        assert self._process.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _received(self) -> Message:
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the language server stopped talking"
        message: Message = json.loads(self._process.stdout.read(length))
        return message


def _by_line(diagnostics: list[Message]) -> Lines:
    lines: Lines = {}
    for one in diagnostics:
        lines.setdefault(one["range"]["start"]["line"] + 1, []).append(one["message"])
    return lines


def _at(uri: str, line: int, column: int) -> Message:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}


def _answer(said: Message) -> list[object] | None:
    """What VS Code would answer to a question of the engine."""
    if said["method"] != "workspace/configuration":
        return None
    parts = {"yaml": YAML, "[yaml]": SETTINGS["[yaml]"]}
    return [parts.get(item.get("section"), {}) for item in said["params"]["items"]]
