"""The fields of every file an editor writes. What a field means stands under it.

Methods have theirs in `dialog_formats.py`.
These models only say what may be typed. `references.py` checks what the files say of one another.
VS Code shows the Dutch sentences when an editor points at a field: `schema.py` passes them on.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bot.content.fields import (
    Asking,
    Day,
    Id,
    Ids,
    Line,
    Lines,
    Link,
    Said,
    Short,
    Text,
    Verbatim,
    WordCount,
    Words,
)


class Model(BaseModel):
    """The rules for all files: no other fields, no guessing of types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, use_attribute_docstrings=True)


class Overlay(Model):
    """De eigen laag van een gemeente over de algemene inhoud. Het bestand overlay.yaml."""

    title: Short | None = None
    """Van wie deze laag is, zoals "gemeente Voorbeeld". Mag weg."""
    off: Ids = []
    """Namen van dilemma's, vragen, methodes of citaten die uit staan."""


Sentences = Annotated[dict[Id, Said], Field(min_length=1)]
"""Zinnen van de bot zelf, elk met een naam. Een bestand in language/nl/sentences/."""


class Theme(Model):
    """Waar een dilemma, vraag of citaat over gaat. Een lijst in knowledge/themes.yaml."""

    id: Id
    """De naam in bestanden: kleine letters en streepjes. Verander hem niet meer."""
    title: Short
    """Zo heet het thema in de bot. Hooguit 70 tekens."""
    also: Annotated[Lines, Field(max_length=20)] = []
    """Woorden die mensen ervoor typen. Mag weg."""


class Role(Model):
    """Voor wie een dilemma is. Een lijst in knowledge/roles.yaml."""

    id: Id
    """De naam in bestanden: kleine letters en streepjes. Verander hem niet meer."""
    title: Short
    """Zo heet de rol in de bot. Hooguit 70 tekens."""
    jobs: Annotated[Lines, Field(min_length=1, max_length=60)]
    """De beroepen die bij deze rol horen. Een dilemma of vraag noemt ze bij `roles`."""
    also: Annotated[Lines, Field(max_length=20)] = []
    """Woorden die mensen voor deze rol typen. Mag weg."""


class Source(Model):
    """Een document waar inhoud uit komt. Een lijst in knowledge/sources.yaml."""

    id: Id
    """De naam in bestanden. Citaten staan in knowledge/quotes/ in een bestand met deze naam."""
    title: Line
    """De titel van het document, zoals hij erop staat."""
    publisher: Line
    """Wie het document uitgaf."""
    year: Short
    """Het jaar, tussen aanhalingstekens: "2023". Een schatting mag ook: ca. 2014."""
    url: Link | None = None
    """Het webadres, vanaf https://. Mag weg."""


class Fact(Model):
    """Een telefoonnummer, wetsartikel of bedrag. Een lijst in knowledge/facts.yaml."""

    id: Id
    """De naam. In een tekst typ je {fact:naam}; daar zet de bot de waarde neer."""
    value: Short
    """Het nummer, artikel of bedrag zelf. Een getal staat tussen aanhalingstekens: "112"."""
    says: Line
    """Wanneer je dit nodig hebt, in een zin."""
    source: Line
    """Waar het staat, zodat je het kunt nakijken."""
    check_by: Day
    """Voor deze dag moet iemand het nakijken. Daarna zet de bot er "controleer dit" bij."""


class Signal(Model):
    """Woorden die eerst een nummer laten zien. Een lijst in knowledge/signals.yaml."""

    id: Id
    """De naam van dit signaal: kleine letters en streepjes."""
    says: Annotated[Text, StringConstraints(max_length=600)]
    """Wat de bot dan eerst zegt. Zet er een nummer in met {fact:naam}."""
    phrases: Annotated[Lines, Field(min_length=1, max_length=120)]
    """Waarop dit signaal afgaat: woorden in deze volgorde, of een patroon. Boven in het bestand staat hoe."""
    unless: Annotated[Lines, Field(max_length=120)] = []
    """Wat erop lijkt en iets anders is. Deze woorden tellen dan niet mee. Mag weg."""


class Hint(Model):
    """Zinnen die op een soort gevaar kunnen wijzen, en de vraag erbij. Een bestand in knowledge/hints/."""

    says: Line | None = None
    """De rustige vraag, met nummers als {fact:naam}. Zonder: gewone taal van het werk, die stil blijft."""
    examples: Annotated[Lines, Field(min_length=20, max_length=400)]
    """Zinnen zoals iemand ze typt. De bot leert van de woorden en van hun buren."""


class Family(Model):
    """Woorden die een signaal samen noemt, zoals vormen van slaan. Een lijst in knowledge/families.yaml."""

    id: Id
    """De naam. In een signaal typ je <naam>."""
    words: Annotated[Words, Field(min_length=2, max_length=120)]
    """Losse woorden. mishandel* is elk woord dat zo begint, *gevaar elk woord dat zo eindigt."""


class Frame(Model):
    """Wat mensen om een vraag heen typen, zoals een groet. Een lijst in knowledge/frames.yaml."""

    id: Id
    """De naam van deze groep."""
    kind: Annotated[str, Field(pattern="^(groet|aanloop|dank|afsluiter|terugvraag)$")]
    """aanloop is zoals "even een vraagje", terugvraag is zoals "wat zou jij doen", zonder onderwerp.
    Achter een groet, een dankwoord of een afsluiter mag een naam staan."""
    phrases: Annotated[Lines, Field(min_length=1, max_length=200)]
    """De woorden in deze volgorde, zonder leestekens."""


class Abbreviation(Model):
    """Een afkorting uit het vak. Een lijst in knowledge/abbreviations.yaml."""

    id: Id
    """De afkorting, in kleine letters."""
    means: Annotated[Line, StringConstraints(max_length=80)]
    """Waar hij voor staat."""


class SynonymGroup(Model):
    """Woorden die hier hetzelfde betekenen. Een lijst in knowledge/synonyms.yaml."""

    words: Annotated[Lines, Field(min_length=2, max_length=20)]
    """Woorden die hier hetzelfde betekenen. Het gewoonste woord staat eerst."""


class Covered(Model):
    """Een onderdeel van het materiaal, en waar je het vindt. Een lijst in knowledge/coverage.yaml."""

    id: Id
    """De korte naam van het onderdeel in het materiaal, zoals a3."""
    title: Line
    """Hoe het onderdeel heet."""
    found: Annotated[Ids, Field(min_length=1, max_length=20)]
    """Namen van de vragen, dilemma's, methodes of citaten waar je het vindt."""
    word: Short | None = None
    """Wat iemand typt om het te doen, als dat geen methode is, zoals verzoek. Mag weg."""


class Reference(Model):
    """Een plek in een document."""

    document: Id
    """De naam van een document in knowledge/sources.yaml."""
    section: Line
    """Het hoofdstuk of de bladzijde."""


class Quote(Model):
    """Iemands eigen woorden, letter voor letter. Een lijst in knowledge/quotes/DOCUMENT.yaml."""

    id: Id
    """De naam van het citaat, zoals divosa-012. Verander hem niet meer: dilemma's noemen hem."""
    text: Annotated[Verbatim, WordCount(1, 45)]
    """De woorden zelf, letter voor letter uit het document. Hooguit 45 woorden."""
    speaker: Line
    """Wie het zei of schreef."""
    role: Line
    """Wat voor werk die persoon doet."""
    organisation: Line
    """Waar die persoon werkt."""
    section: Line
    """Het hoofdstuk of de bladzijde in het document."""
    themes: Annotated[Ids, Field(min_length=1, max_length=6)]
    """Waar het over gaat: een tot zes namen uit knowledge/themes.yaml."""
    kind: Annotated[str, Field(pattern="^(uitspraak|redactie)$")]
    """Kies uitspraak als iemand het zei, of redactie als de schrijvers van het document het schreven."""
    note: Annotated[Text, StringConstraints(max_length=600)] | None = None
    """Wat een lezer erbij moet weten. Mag weg."""


class Opener(Model):
    """Iets om een overleg mee te openen, voor het weekbericht. Een lijst in knowledge/openers.yaml."""

    id: Id
    """De naam in bestanden: kleine letters en streepjes."""
    title: Short | None = None
    """Een letter van het ABC met zijn kop, zoals "S: Streng liefhebben". De vraag is dan van ons. Mag weg."""
    ask: Asking
    """De vraag, met een vraagteken aan het eind. Je moet hem kunnen stellen zonder een casus erbij."""
    roles: Annotated[Lines, Field(max_length=40)] = []
    """Voor welke beroepen de vraag is. Weglaten betekent: voor iedereen."""
    source: Reference
    """Waar de vraag of de letter staat."""


class Way(Model):
    """Een manier van werken in een dilemma. De naam ervoor blijft altijd hetzelfde."""

    label: Short
    """De tekst op de knop. Hooguit 70 tekens. Deze mag je later veranderen."""
    how: Line
    """Wat je dan doet, in een of twee zinnen."""
    values: Annotated[Lines, Field(min_length=1, max_length=4)]
    """Wat je naar deze weg toe trekt: een tot vier waarden, zoals vertrouwen."""
    cost: Line
    """Wat deze weg kost of wat er mis kan gaan. Elke weg kost iets."""


class Tension(Model):
    """Wat er aan twee kanten trekt."""

    left: Line
    """Wat er aan de ene kant trekt, in een paar woorden."""
    right: Line
    """Wat er aan de andere kant trekt, in een paar woorden."""


class Dilemma(Model):
    """Een dilemma. Een bestand in knowledge/dilemmas/; de naam van het bestand is de naam van het dilemma."""

    title: Short
    """De naam van het dilemma in de bot. Hooguit 70 tekens."""
    story: Annotated[Text, WordCount(40, 120), StringConstraints(max_length=1500)]
    """Wat er aan de hand is, in 40 tot 120 woorden. Schrijf met je en jij. Er is geen goed antwoord."""
    poll: Asking
    """De vraag boven de opties, met een vraagteken aan het eind."""
    roles: Annotated[Lines, Field(min_length=1, max_length=12)]
    """Voor welke beroepen het is. Ze staan in knowledge/roles.yaml bij `jobs`."""
    themes: Annotated[Ids, Field(min_length=1, max_length=6)]
    """Waar het over gaat: een tot zes namen uit knowledge/themes.yaml."""
    safety: bool
    """true als er onveiligheid kan zijn: de bot noemt dan eerst Meldcode en Veilig Thuis. Anders false."""
    options: Annotated[dict[Id, Way], Field(min_length=3, max_length=4)]
    """Drie of vier wegen, elk met een naam die nooit meer verandert. "Anders" doet de bot zelf."""
    duel: Annotated[list[Id], Field(min_length=2, max_length=2)]
    """De namen van de twee wegen voor een tweestrijd."""
    tension: Tension
    """De twee kanten van het dilemma, elk in een paar woorden."""
    considerations: Annotated[Lines, Field(min_length=2, max_length=6)]
    """Twee tot zes punten om te wegen."""
    talk: Annotated[Lines, Field(min_length=2, max_length=2)]
    """Twee vragen om met collega's over te praten."""
    quotes: Annotated[Ids, Field(min_length=1, max_length=3)]
    """Een tot drie citaten, bij naam. Ze staan in knowledge/quotes/."""
    sources: Annotated[list[Reference], Field(min_length=1, max_length=4)]
    """Waar het dilemma vandaan komt: een tot vier plekken."""
    note: Annotated[Text, StringConstraints(max_length=600)] | None = None
    """Wat een lezer erbij moet weten. Mag weg."""
    reviewed: Day
    """Wanneer iemand dit voor het laatst nakeek: jaar-maand-dag."""


class Question(Model):
    """Een vraag met een antwoord. Een bestand in knowledge/questions/."""

    ask: Annotated[Lines, Field(min_length=4, max_length=30)]
    """Minstens vier manieren waarop mensen het echt typen. De eerste is de titel."""
    answer: Annotated[Text, WordCount(3, 120), StringConstraints(max_length=3500)]
    """Het antwoord, in hooguit 120 woorden. Een nummer of artikel komt uit facts.yaml: {fact:naam}."""
    sources: Annotated[list[Reference], Field(max_length=4)]
    """Waar het antwoord staat, hooguit vier plekken. Is er geen bron? Typ dan: sources: []"""
    law: Annotated[Ids, Field(max_length=10)] = []
    """Namen uit knowledge/law/ waar het antwoord op rust. De bot zet ze eronder. Mag weg."""
    related: Annotated[Ids, Field(max_length=6)] = []
    """Namen van dilemma's, vragen of methodes die erbij horen. Mag weg."""
    roles: Annotated[Lines, Field(max_length=12)] = []
    """Voor welke beroepen het is. Weglaten betekent: voor iedereen."""
    themes: Annotated[Ids, Field(min_length=1, max_length=6)]
    """Waar het over gaat: een tot zes namen uit knowledge/themes.yaml."""
    reviewed: Day
    """Wanneer iemand dit voor het laatst nakeek: jaar-maand-dag."""
    finds: Annotated[Lines, Field(min_length=2, max_length=20)]
    """Minstens twee zinnen die hier moeten uitkomen, anders dan bij `ask`. make bench toont of dat lukt."""
    not_finds: Annotated[Lines, Field(max_length=20)] = []
    """Zinnen die hier niet mogen uitkomen. Mag weg."""
