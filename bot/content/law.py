"""Law as data: what two readers found in an article, and what an answer may say because of it."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from bot.content.fields import Day, Id, Link, Quantities, Short, Text
from bot.content.formats import Model
from bot.content.quantities import MONTHS, bare_numbers, numbers_in, quantities

PATTERN = "knowledge/law/*.yaml"

Entry = Mapping[str, Any]
"""An article as plain values, once it is checked."""

_FACT = re.compile(r"\{fact:([^{}]*)\}")


class Article(Model):
    """Een wetsartikel, of een lid ervan, zoals twee lezers het lazen. Een lijst in knowledge/law/WET.yaml."""

    id: Id
    """De naam, zoals pw-44-lid-5. In een tekst typ je {fact:naam}; daar komt dan het artikel te staan."""
    law: Short
    """De wet, kort, zoals de bot hem noemt: Participatiewet, Wmo 2015, Awb."""
    article: Short
    """Het nummer van het artikel, tussen aanhalingstekens: "44"."""
    lid: Short | None = None
    """Het lid, tussen aanhalingstekens: "5". Mag weg als het artikel geen leden heeft."""
    version: Day
    """Vanaf welke dag de tekst geldt die gelezen is."""
    url: Link
    """Het adres van die tekst op wetten.overheid.nl."""
    numbers: Quantities = Field([])
    """Elk getal erin, met eenheid: 6 weken, 95 procent, 1.200 euro. Meer mag een antwoord niet noemen."""
    says: Annotated[Text, StringConstraints(max_length=600)]
    """Wat er staat, in eigen woorden. Neem geen zin uit de wet over."""
    unless: Annotated[Text, StringConstraints(max_length=900)] | None = None
    """De uitzonderingen en voorwaarden, in eigen woorden. Mag weg."""
    silent: Annotated[Text, StringConstraints(max_length=600)] | None = None
    """Wat er niet staat en een lezer wel zou verwachten. Mag weg."""
    readers: Annotated[str, Field(pattern="^(eens|herlezen)$")]
    """eens: twee lezers schreven los van elkaar hetzelfde op. herlezen: het is daarna nog eens gelezen."""
    check_by: Day
    """Voor deze dag moet iemand het nalezen. Daarna zet de bot er "controleer dit" bij."""


def cited(question: Mapping[str, Any], law: Mapping[str, Entry]) -> list[Entry]:
    """Return the articles that an answer rests on: those under `law`, then those named in its text."""
    named = [*question["law"], *_FACT.findall(question["answer"])]
    return [law[id_] for id_ in dict.fromkeys(named) if id_ in law]


def unsupported(answer: str, articles: Collection[Entry]) -> Iterator[str]:
    """Yield every number in an answer that none of the articles it rests on holds, as "7 weken" or "28"."""
    if not articles:
        return
    text = _FACT.sub("", answer)
    for article in articles:
        text = text.replace(article["law"], "")
    held = {
        quantity for article in articles for number in article["numbers"] for quantity in quantities(number)
    }
    yield from sorted(quantities(text) - held)
    yield from sorted(bare_numbers(text) - {number for one in held for number in numbers_in(one)})


def as_fact(article: Entry) -> dict[str, object]:
    """Return the article as a fact, so that a text can name it."""
    return {
        "id": article["id"],
        "value": f"{_place(article)} {article['law']}",
        "says": article["says"],
        "source": article["url"],
        "check_by": article["check_by"],
    }


def with_source(answer: str, articles: list[Entry]) -> str:
    """Return the answer with a last paragraph that says which text of which articles was read, and where."""
    if not articles:
        return answer
    lines = [_line(list(group)) for _, group in groupby(sorted(articles, key=_where), key=_where)]
    listed = f" {lines[0]}" if len(lines) == 1 else "".join(f"\n- {line}" for line in lines)
    return f"{answer}\n\nBron:{listed}"


def _where(article: Entry) -> tuple[str, str]:
    return article["law"], article["url"]


def _line(articles: list[Entry]) -> str:
    named = " en ".join(f"{{fact:{article['id']}}}" for article in articles)
    read: date = articles[0]["version"]
    return f"{named}, tekst van {read.day} {MONTHS[read.month - 1]} {read.year}: {articles[0]['url']}"


def _place(article: Entry) -> str:
    return (
        f"art. {article['article']} lid {article['lid']}"
        if article.get("lid")
        else f"art. {article['article']}"
    )
