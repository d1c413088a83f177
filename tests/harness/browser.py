"""A browser without a script: it keeps cookies, follows redirects, and sends the forms of its page."""

from types import TracebackType
from typing import Self

import aiohttp
from yarl import URL

from tests.harness.dom import Node, dom


class Browser:
    """One window."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.page = dom("")
        self.status = 0
        self.headers: dict[str, str] = {}
        self.session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.session.close()

    async def get(self, path: str = "/") -> Node:
        return await self._shown("GET", path)

    async def post(self, path: str, fields: dict[str, str], **headers: str) -> Node:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self._shown("POST", path, fields, named)

    async def begin(self) -> Node:
        await self.get()
        return await self.post("/begin", {})

    async def type(self, text: str) -> Node:
        (form,) = self.page.all("form", class_="say")
        return await self.post("/zeg", hidden(form) | {"tekst": text})

    async def press(self, label: str) -> Node:
        """Press the button with this on it."""
        for form in self.page.all("form"):
            for button in form.all("button"):
                shown = [node.text for node in button.all("span", class_="label")] or [button.text]
                if shown[0].partition("  ")[2] == label or shown[0] == label:
                    name = button.attributes.get("name")
                    pressed = {name: button.attributes["value"]} if name else {}
                    return await self.post(form.attributes["action"], hidden(form) | pressed)
        raise AssertionError(f"{label!r} is not on a button in:\n{self.page.text}")

    def lines(self, who: str = "bot", after: int = 0) -> list[Node]:
        """The bubbles of one side, after a number."""
        found = [one for talk in self.page.all("ol", class_="talk") for one in talk.all("li", class_=who)]
        return [one for one in found if int(one.attributes["id"][1:]) > after]

    @property
    def last(self) -> int:
        """The number of the newest bubble; 0 if there is none."""
        talks = self.page.all("ol", class_="talk")
        return int(talks[0].attributes["data-last"]) if talks else 0

    @property
    def notice(self) -> str:
        return "\n".join(one.text.strip() for one in self.page.all("p", class_="notice"))

    @property
    def draft(self) -> str:
        return "".join(str(child) for one in self.page.all("textarea") for child in one.children)

    def cookies(self) -> dict[str, str]:
        return {
            name: one.value for name, one in self.session.cookie_jar.filter_cookies(URL(self.url)).items()
        }

    async def _shown(
        self,
        method: str,
        path: str,
        fields: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Node:
        asked = self.session.request(method, f"{self.url}{path}", data=fields, headers=headers)
        async with asked as answer:
            self.status, self.headers = answer.status, dict(answer.headers)
            self.page = dom(await answer.text())
        return self.page


def hidden(form: Node) -> dict[str, str]:
    """The fields that a form brings along by itself."""
    found = form.all("input", type="hidden")
    return {one.attributes["name"]: one.attributes["value"] for one in found}
