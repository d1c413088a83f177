"""What somebody sees of a formatted message."""

from html.parser import HTMLParser

ALLOWED = {"p", "strong", "em", "br", "ul", "li"}


class _Seen(HTMLParser):
    """Fails on a tag that is not allowed, or not closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        assert not attrs
        if tag != "br":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def words_in(html: str) -> list[str]:
    """The words that are shown, in order."""
    return _Seen(html).words
