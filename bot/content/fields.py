"""The types of single fields: a line, a name, a day, a question. `formats.py` uses them."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic import GetCoreSchemaHandler as CoreHandler
from pydantic import GetJsonSchemaHandler as JsonHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from bot.content.files import ID
from bot.content.quantities import quantities

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

QUANTITY_SHAPE = r"^\d"
"""The form of a quantity for VS Code; `check` looks at the unit too."""

WEEKS = re.compile(r"([1-9]|[1-4][0-9]|5[0-2]) (?:week|weken)")
"""From one week to a year."""


def _filled_in(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "blank")
    return text


def _is_id(text: str) -> str:
    if not ID.fullmatch(text):
        raise PydanticCustomError("not_id", "not an id")
    return text


def _is_day(typed: Any) -> date:
    if isinstance(typed, str) and _DAY.fullmatch(typed):
        try:
            return date.fromisoformat(typed)
        except ValueError:
            pass
    raise PydanticCustomError("not_date", "not a date")


def _is_question(text: str) -> str:
    if not text.rstrip().endswith("?"):
        raise PydanticCustomError("not_question", "not a question")
    return text


def _is_link(text: str) -> str:
    if not text.startswith("https://"):
        raise PydanticCustomError("not_link", "not a link")
    return text


def _is_weeks(text: str) -> str:
    if not WEEKS.fullmatch(text):
        raise PydanticCustomError("not_weeks", "not a number of weeks")
    return text


def _is_quantity(text: str) -> str:
    if not text[:1].isdigit() or len(quantities(text)) != 1:
        raise PydanticCustomError("not_quantity", "not a quantity", {"typed": text})
    return text


def reflowed(text: str) -> str:
    r"""Put every paragraph on one line, but keep lines that start with "- " and breaks after a `\`."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(_joined(paragraph) for paragraph in paragraphs)


def _joined(paragraph: str) -> str:
    lines = [line.strip() for line in paragraph.split("\n")]
    rest = (f"\n{line}" if line.startswith("- ") else f" {line}" for line in lines[1:])
    return re.sub(r" ?\\\s", "\n", "".join((lines[0], *rest)))


class WordCount:
    """Checks how many words a text has."""

    def __init__(self, least: int, most: int) -> None:
        self._least, self._most = least, most

    def __get_pydantic_core_schema__(self, source: Any, handler: CoreHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self, handler(source))

    def __get_pydantic_json_schema__(self, checked: CoreSchema, handler: JsonHandler) -> dict[str, Any]:
        return handler(checked) | {"minWords": self._least, "maxWords": self._most}

    def __call__(self, text: str) -> str:
        """Return the text as it is. Raises PydanticCustomError where it has too few words, or too many."""
        now = len(text.split())
        if now < self._least:
            raise PydanticCustomError("words_few", "too few", {"now": now, "least": self._least})
        if now > self._most:
            raise PydanticCustomError("words_many", "too many", {"now": now, "most": self._most})
        return text


def _format(name: str) -> Any:
    """Return a name for the form of a text. `json_schema.py` has its pattern and what to say about it."""
    return Field(json_schema_extra={"format": name})


def _once(typed: list[str]) -> list[str]:
    seen: set[str] = set()
    for at, one in enumerate(typed):
        if one in seen:
            raise PydanticCustomError("twice", "twice", {"typed": one, "at": at})
        seen.add(one)
    return typed


_ONCE: Any = Field(json_schema_extra={"uniqueItems": True})


def _lowered(typed: list[str]) -> list[str]:
    return [one.lower() for one in typed]


Text = Annotated[str, AfterValidator(_filled_in), AfterValidator(reflowed)]
Line = Annotated[str, StringConstraints(max_length=300), AfterValidator(_filled_in), AfterValidator(reflowed)]
Short = Annotated[str, StringConstraints(max_length=70), AfterValidator(_filled_in), AfterValidator(reflowed)]
Said = Annotated[
    str, StringConstraints(max_length=3_000), AfterValidator(_filled_in), AfterValidator(reflowed)
]
"""A sentence of the bot itself, or a few. Telegram takes 4,096 characters in a message."""
Id = Annotated[str, AfterValidator(_is_id), _format("id")]
Day = Annotated[date, BeforeValidator(_is_day)]
Ids = Annotated[list[Id], AfterValidator(_once), _ONCE]
Lines = Annotated[list[Line], AfterValidator(_once), _ONCE]
Words = Annotated[list[Line], AfterValidator(_lowered), AfterValidator(_once), _ONCE]
Link = Annotated[str, StringConstraints(max_length=300), AfterValidator(_is_link), _format("link")]
Asking = Annotated[Line, AfterValidator(_is_question), _format("question")]
Weeks = Annotated[str, AfterValidator(_is_weeks), _format("weeks")]
Quantities = Annotated[
    list[Annotated[Short, AfterValidator(_is_quantity), _format("quantity")]], AfterValidator(_once), _ONCE
]
Verbatim = Annotated[str, StringConstraints(max_length=500), AfterValidator(_filled_in)]
"""Letter for letter as it was said: nothing in it is changed."""
