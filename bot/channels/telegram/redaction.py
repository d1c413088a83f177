"""A second net: should a token ever come near a log, it is not written down."""

import logging


class Redaction(logging.Filter):
    """Blots a token out of everything that is logged."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token
        self._secret = token.partition(":")[2]

    def put_on(self) -> None:
        """Redact every log record from now on. The library logs no more than warnings."""
        logging.getLogger("telegram").setLevel(logging.WARNING)
        logging.getLogger("httpx").setLevel(logging.WARNING)
        for handler in logging.getLogger().handlers:
            handler.addFilter(self)

    def take_off(self) -> None:
        """Stop redacting."""
        for handler in logging.getLogger().handlers:
            handler.removeFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without the token."""
        text = record.getMessage()
        if self._secret in text:
            record.msg, record.args = self._blotted(text), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self._blotted(record.exc_text)
        return True

    def _blotted(self, text: str) -> str:
        return text.replace(self._token, "<token>").replace(self._secret, "<token>")
