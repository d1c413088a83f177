"""The fields of an intent. What a field means stands under it."""

from typing import Annotated

from pydantic import Field, StringConstraints

from bot.content.fields import Id, Short, Text, Words
from bot.content.formats import Model


class Intent(Model):
    """Wat mensen in een gesprek doen, los van het vak. Een lijst in knowledge/intents.yaml."""

    id: Id
    """De naam: kleine letters en streepjes."""
    like: Annotated[Words, Field(min_length=3, max_length=120)]
    """Zo zeggen mensen het, minstens drie manieren. <jij> is elk woord van de groep jij in families.yaml."""
    says: Annotated[Text, StringConstraints(max_length=600)] | None = None
    """Wat de bot dan zegt. Geef dit, of does, of opens."""
    does: Short | None = None
    """Een woord dat de bot kent, zoals stop. Hij doet wat dat woord doet."""
    opens: Id | None = None
    """De naam van een vraag in knowledge/questions/. De bot laat het antwoord zien."""
    always: bool = False
    """true: ook waar iemand een antwoord typt. Alleen voor zinnen die nooit een antwoord zijn."""
