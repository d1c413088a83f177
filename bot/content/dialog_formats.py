"""The fields of a method, and of each kind of step. What a field means stands under it.

A step is told apart by its field: with `choices` it waits for a choice, with `note` for text, and so on.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, StringConstraints, Tag
from pydantic_core import PydanticCustomError

from bot.content.fields import Id, Line, Short, Text, Weeks, Words
from bot.content.formats import Model
from bot.core.model.dialog import KEYS, kind_of

SaidInStep = Annotated[Text, StringConstraints(max_length=2500)]


class Choice(Model):
    """Een antwoord om te kiezen in een stap."""

    label: Short
    """De tekst op de knop. Hooguit 70 tekens."""
    next: Id
    """De naam van de stap die erna komt, of end."""
    reply: Annotated[Text, StringConstraints(max_length=1500)] | None = None
    """Wat de bot op deze keuze zegt, voor de volgende stap. Mag weg."""
    wording: Line | None = None
    """Hoe de keuze in een tekst aan het eind staat. Laat je dit weg, dan staat daar het label."""
    under: Id | None = None
    """De naam van een lijst waar deze keuze op komt. Met {naam} zet je die lijst in een tekst."""


class SayStep(Model):
    """Een stap die iets zegt. De bot gaat meteen door."""

    say: SaidInStep
    """Wat de bot zegt. {naam} wordt wat iemand typte bij note: naam, of koos in de stap naam."""
    title: Short | None = None
    """Staat erboven, zoals "Stap 3: de gevolgen". De bot noemt hem ook na een pauze. Mag weg."""
    next: Id
    """De naam van de stap die erna komt, of end. Verplicht, behalve bij choices."""


class ChooseStep(Model):
    """Een stap die wacht op een keuze."""

    say: SaidInStep
    """Wat de bot zegt. {naam} wordt wat iemand typte bij note: naam, of koos in de stap naam."""
    title: Short | None = None
    """Staat erboven, zoals "Stap 3: de gevolgen". De bot noemt hem ook na een pauze. Mag weg."""
    choices: Annotated[list[Choice], Field(min_length=2, max_length=8)]
    """Wacht op een keuze: twee tot acht antwoorden. Dan horen next en note hier niet."""
    many: bool = False
    """Typ true als iemand hier vaker mag kiezen en elke keuze telt. Mag weg."""


class WriteStep(Model):
    """Een stap die wacht op getypte tekst."""

    say: SaidInStep
    """Wat de bot zegt. {naam} wordt wat iemand typte bij note: naam, of koos in de stap naam."""
    title: Short | None = None
    """Staat erboven, zoals "Stap 3: de gevolgen". De bot noemt hem ook na een pauze. Mag weg."""
    note: Id
    """Wacht op getypte tekst. Hier staat de naam waaronder de bot die tekst onthoudt tot het eind."""
    question: bool = False
    """Typ true als het antwoord zelf een vraag mag zijn. Anders vraagt de bot of je iets wilt opzoeken."""
    next: Id
    """De naam van de stap die erna komt, of end. Verplicht, behalve bij choices."""


class SendStep(Model):
    """Een stap die doorgeeft wat iemand typte."""

    say: SaidInStep
    """Wat de bot zegt. {naam} wordt wat iemand typte bij note: naam, of koos in de stap naam."""
    title: Short | None = None
    """Staat erboven, zoals "Stap 3: de gevolgen". De bot noemt hem ook na een pauze. Mag weg."""
    sends: Annotated[str, Field(pattern="^(dilemma)$")]
    """Wat er met een ja op deze stap gebeurt: dilemma stuurt de tekst naar de redactie."""
    next: Id
    """De naam van de stap die erna komt, of end. Verplicht, behalve bij choices."""


class LookBackStep(Model):
    """Een stap die afspreekt om later terug te kijken."""

    say: SaidInStep
    """Wat de bot zegt. {naam} wordt wat iemand typte bij note: naam, of koos in de stap naam."""
    title: Short | None = None
    """Staat erboven, zoals "Stap 3: de gevolgen". De bot noemt hem ook na een pauze. Mag weg."""
    look_back: Weeks
    """Na hoeveel weken de bot vraagt hoe het ging, zoals: 6 weken. Alleen na een keuze als "Ja"."""
    next: Id
    """De naam van de stap die erna komt, of end. Verplicht, behalve bij choices."""


class ForkStep(Model):
    """Een stap die niets zegt. Hij kijkt of er iets op een lijst staat, en gaat daarmee verder."""

    title: Short | None = None
    """Hoe de stap heet in de tekening van de methode. Mag weg."""
    listed: Id
    """De naam van een lijst, zoals een keuze die noemt bij under."""
    next: Id
    """De stap die komt als er iets op die lijst staat."""
    otherwise: Id
    """De stap die komt als er niets op die lijst staat."""


class WaitStep(Model):
    """Een stap van een geleide methode: de bot houdt de tijd bij."""

    say: SaidInStep
    """Wat de bot zegt. {naam} wordt wat iemand typte bij note: naam, of koos in de stap naam."""
    title: Short | None = None
    """Staat erboven, zoals "Stap 3: de gevolgen". De bot noemt hem ook na een pauze. Mag weg."""
    wait: Annotated[int, Field(ge=1, le=90)]
    """Hoeveel minuten de groep hiervoor heeft. Alleen met led: true."""
    next: Id
    """De naam van de stap die erna komt, of end. Verplicht, behalve bij choices."""


class TurnsStep(Model):
    """Een stap van een geleide methode: iedereen komt aan de beurt, en de bot houdt de tijd bij."""

    say: SaidInStep
    """Wat de bot zegt. {naam} wordt wat iemand typte bij note: naam, of koos in de stap naam."""
    title: Short | None = None
    """Staat erboven, zoals "Stap 3: de gevolgen". De bot noemt hem ook na een pauze. Mag weg."""
    turns: Annotated[int, Field(ge=1, le=20)]
    """Hoeveel minuten ieder krijgt, om de beurt. Dit kan alleen met led: true."""
    next: Id
    """De naam van de stap die erna komt, of end. Verplicht, behalve bij choices."""


class CollectStep(Model):
    """Een stap van een geleide methode: ieder stuurt een of meer zinnen, de bot toont ze bij elkaar."""

    say: SaidInStep
    """Wat de bot zegt. {naam} wordt wat iemand typte bij note: naam, of koos in de stap naam."""
    title: Short | None = None
    """Staat erboven, zoals "Stap 3: de gevolgen". De bot noemt hem ook na een pauze. Mag weg."""
    collect: Id
    """De naam waaronder de bot de zinnen onthoudt tot het eind. Alleen met led: true."""
    minutes: Annotated[int, Field(ge=0, le=60)] = 0
    """Hoeveel minuten dit mag duren. Laat je dit weg, dan loopt er geen klok."""
    next: Id
    """De naam van de stap die erna komt, of end. Verplicht, behalve bij choices."""


class CountStep(Model):
    """Een stap van een geleide methode: de groep steekt handen op, wie leidt typt de aantallen."""

    say: SaidInStep
    """Wat de bot zegt. {naam} wordt wat iemand typte bij note: naam, of koos in de stap naam."""
    title: Short | None = None
    """Staat erboven, zoals "Stap 3: de gevolgen". De bot noemt hem ook na een pauze. Mag weg."""
    count: Annotated[list[Short], Field(min_length=2, max_length=8)]
    """Waar de groep een hand voor opsteekt: twee tot acht mogelijkheden. Alleen met led: true."""
    next: Id
    """De naam van de stap die erna komt, of end. Verplicht, behalve bij choices."""


class SummaryStep(Model):
    """Een stap van een geleide methode: de bot toont nog een keer wat er verzameld en geteld is."""

    say: SaidInStep
    """Wat de bot zegt. {naam} wordt wat iemand typte bij note: naam, of koos in de stap naam."""
    title: Short | None = None
    """Staat erboven, zoals "Stap 3: de gevolgen". De bot noemt hem ook na een pauze. Mag weg."""
    summary: Annotated[list[Id], Field(min_length=1, max_length=10)]
    """Namen van zinnen (zoals bij collect) en van stappen die tellen. Alleen met led: true."""
    next: Id
    """De naam van de stap die erna komt, of end. Verplicht, behalve bij choices."""


AnyStep = (
    SayStep
    | ChooseStep
    | WriteStep
    | SendStep
    | LookBackStep
    | ForkStep
    | WaitStep
    | TurnsStep
    | CollectStep
    | CountStep
    | SummaryStep
)

KINDS: Mapping[str, type[AnyStep]] = {
    kind.__name__: kind
    for kind in (
        ChooseStep,
        WriteStep,
        SendStep,
        LookBackStep,
        ForkStep,
        WaitStep,
        TurnsStep,
        CollectStep,
        CountStep,
        SummaryStep,
        SayStep,
    )
}
"""Every kind of step by its name, which is the same in the core. An editor sees the fields in this order."""


def _one_kind(typed: Any) -> Any:
    """Refuse a step with the fields of two kinds; which one was meant, nobody knows."""
    kinds = [key for key in typed if key in KEYS] if isinstance(typed, dict) else []
    if len(kinds) > 1:
        taken = next(key for key in KEYS if key in kinds)  # as in the schema: both point at one line
        at = next(key for key in kinds if key != taken)
        raise PydanticCustomError("two_kinds", "two kinds", {"kinds": kinds, "at": at})
    return typed


def _kind(step: Any) -> str:
    """Return the kind of a step, as it was typed or as it is written out again."""
    if isinstance(step, Model):
        return type(step).__name__
    return kind_of(step if isinstance(step, dict) else {}).__name__


Step = Annotated[
    Annotated[SayStep, Tag("SayStep")]
    | Annotated[ChooseStep, Tag("ChooseStep")]
    | Annotated[WriteStep, Tag("WriteStep")]
    | Annotated[SendStep, Tag("SendStep")]
    | Annotated[LookBackStep, Tag("LookBackStep")]
    | Annotated[ForkStep, Tag("ForkStep")]
    | Annotated[WaitStep, Tag("WaitStep")]
    | Annotated[TurnsStep, Tag("TurnsStep")]
    | Annotated[CollectStep, Tag("CollectStep")]
    | Annotated[CountStep, Tag("CountStep")]
    | Annotated[SummaryStep, Tag("SummaryStep")],
    Discriminator(_kind),
    BeforeValidator(_one_kind),
]


class Dialog(Model):
    """Een methode, stap voor stap. Een bestand in dialogs/. De eerste stap begint."""

    title: Short
    """De naam van de methode in de bot. Hooguit 70 tekens."""
    start: Annotated[Words, Field(min_length=1, max_length=8)]
    """Woorden waarmee iemand begint. Hoofdletters maken niet uit."""
    about: Line
    """Waar de methode over gaat, in een zin."""
    source: Line
    """Waar de methode vandaan komt."""
    minutes: Annotated[int, Field(ge=1, le=180)] | None = None
    """Hoeveel minuten het ongeveer kost. De lijst van methodes begint met de kortste. Mag weg."""
    people: Annotated[str, Field(pattern="^(alleen|tweetal|team)$")] | None = None
    """Met wie je hem doet: alleen, tweetal of team. Mag weg."""
    good_for: Line | None = None
    """Wanneer je hem gebruikt, in een zin. Mag weg."""
    ours: Line | None = None
    """Wat niet uit de bron komt, maar een toevoeging van deze bot is. Mag weg."""
    owner: Short | None = None
    """Van wie de naam is. De bot zegt dan dat dit geen officieel product is. Mag weg."""
    led: bool = False
    """Typ true als iemand een groep erdoorheen leidt en de bot de tijd bijhoudt. Mag weg."""
    steps: Annotated[dict[Id, Step], Field(min_length=1, max_length=80)]
    """De stappen, elk onder een eigen naam. De eerste stap begint."""
