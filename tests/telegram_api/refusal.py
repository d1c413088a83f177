"""What Telegram says when it refuses: its codes and its texts."""

from typing import Any


class RefusedError(Exception):
    """A request that Telegram refuses."""

    def __init__(self, code: int, text: str, **parameters: int) -> None:
        super().__init__(text)
        self.code = code
        self.text = text
        self.parameters = parameters

    def answer(self) -> dict[str, Any]:
        """The body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.text}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad(text: str) -> RefusedError:
    """The request is wrong."""
    return RefusedError(400, f"Bad Request: {text}")


def forbidden(text: str) -> RefusedError:
    """The bot may not be there."""
    return RefusedError(403, f"Forbidden: {text}")


def flood(seconds: int) -> RefusedError:
    """Too fast."""
    return RefusedError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def moved(chat: int) -> RefusedError:
    """The group became a supergroup."""
    return RefusedError(
        400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat
    )


NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
OTHER_POLLER = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
OLD_QUERY = "query is too old and response timeout expired or query ID is invalid"
