"""The mistakes that content can have, and how to mend them.

Every message an editor can get stands in `RULES`. tests/content/broken/ holds an example of each.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath

from rapidfuzz import process
from rapidfuzz.distance import OSA

RULES = {
    # the file
    "file-name": (
        "De naam van dit bestand kan niet.",
        "Gebruik kleine letters, cijfers en streepjes, en sluit af met .yaml: mijn-vraag.yaml",
    ),
    "file-stray": ("Dit bestand wordt niet gelezen.", "Zet het in een van deze mappen: {places}."),
    "file-link": (
        "Dit is een verwijzing naar een ander bestand.",
        "Zet het bestand zelf hier neer, niet een snelkoppeling.",
    ),
    "file-big": ("Dit bestand is te groot: {now} bytes, {most} passen.", "Verdeel het over meer bestanden."),
    "file-locked": ("Dit bestand mag ik niet lezen.", "Geef leesrechten op dit bestand."),
    "file-missing": ("Dit bestand is er niet.", "Zet het terug; zonder dit bestand start de bot niet."),
    "file-empty": ("Dit bestand is leeg.", "Kopieer een bestand dat erop lijkt en verander de woorden."),
    "file-text": ("Dit bestand is geen gewone tekst (UTF-8).", "Sla het op als UTF-8."),
    # YAML
    "yaml-tab": ("Een regel begint met een tab.", "Gebruik spaties: twee voor elk niveau."),
    "yaml-colon": (
        "In een tekst staat een dubbele punt, of een regel springt te ver in.",
        'Zet de tekst tussen aanhalingstekens, zoals "Let op: ...", of laat de regel minder ver inspringen.',
    ),
    "yaml-quote": (
        "Een aanhalingsteken gaat open en niet meer dicht.",
        'Zet aan het eind hetzelfde teken. Hoort het bij de tekst? Zet het andere eromheen: "\'s Nachts"',
    ),
    "yaml-behind": (
        "Achter het aanhalingsteken dat sluit, staat nog tekst.",
        "Zet om de hele tekst aanhalingstekens die er zelf niet in staan: ' of \"",
    ),
    "yaml-escape": (
        "Tussen dubbele aanhalingstekens staat een schuine streep naar links.",
        "Typ er twee, of gebruik enkele aanhalingstekens.",
    ),
    "yaml-bracket": (
        "Een haak gaat open en niet meer dicht: [ of {{",
        "Zet de hele tekst tussen aanhalingstekens.",
    ),
    "yaml-start": (
        "Een tekst begint met een teken dat YAML voor zichzelf houdt: @ ` % & * ! | > ? - , [ ] {{ of }}",
        "Zet de hele tekst tussen aanhalingstekens.",
    ),
    "yaml-hash": (
        "Wat op deze regel achter # staat, wordt niet gelezen.",
        "Zet de hele tekst tussen aanhalingstekens, of zet de opmerking op een eigen regel.",
    ),
    "yaml-loose": (
        "Deze regel staat los: er ontbreekt een streepje of een dubbele punt, of een spatie erachter.",
        'Typ "naam: tekst" of "- tekst", of laat de regel even ver inspringen als de tekst erboven.',
    ),
    "yaml-indent": (
        "De inspringing klopt hier niet.",
        "Kijk naar de regel erboven: wat bij elkaar hoort, begint even ver naar rechts.",
    ),
    "yaml-double": (
        'De naam "{name}" staat hier twee keer.',
        "Haal er een weg, of geef die een andere naam.",
    ),
    "yaml-sign": ("Er staat een onzichtbaar teken in de tekst.", "Typ de regel opnieuw."),
    "yaml-two": (
        'Na een regel met "---" begint een tweede deel.',
        "Haal de regel weg, of maak twee bestanden.",
    ),
    "yaml-deep": ("Dit gaat te diep: meer dan {most} niveaus.", "Maak het platter."),
    "yaml-many": (
        "Dit zijn te veel onderdelen in een bestand: meer dan {most}.",
        "Verdeel het over meer bestanden.",
    ),
    # fields
    "missing": ('Hier ontbreekt "{name}".', "Voeg toe: {name}: ..."),
    "unknown-field": ('Een veld "{name}" bestaat hier niet.', "{hint}"),
    "not-text": ('"{name}" is geen tekst, maar {kind}.', "{hint}"),
    "not-list": (
        '"{name}" is geen lijst.',
        'Begin elk onderdeel op een nieuwe regel met een streepje en een spatie: "- ..."',
    ),
    "not-map": ('"{name}" heeft hier velden nodig.', "Zet de velden eronder, elk op een regel: naam: waarde"),
    "not-yes-no": ('"{name}" is geen ja of nee.', "Typ true (ja) of false (nee), zonder aanhalingstekens."),
    "not-date": ('"{name}" is geen datum.', "Typ jaar-maand-dag, zoals 2026-11-23."),
    "not-id": ('"{typed}" kan geen naam zijn.', "Gebruik kleine letters, cijfers en streepjes: {hint}"),
    "not-one-of": ('"{typed}" kan niet bij "{name}".', "Kies uit: {choices}."),
    "not-weeks": ('"{name}" is geen aantal weken.', "Typ een getal van 1 tot 52 en weken, zoals: 6 weken"),
    "not-quantity": (
        '"{typed}" is geen getal met een eenheid.',
        "Typ er een, zoals: 6 weken, 95 procent, 1.200 euro of 1 januari 2026",
    ),
    "not-link": ('"{name}" is geen webadres.', "Begin met https://"),
    "blank": ('"{name}" is leeg.', "Vul het in, of haal de regel weg als het niet hoeft."),
    "too-long": ('"{name}" heeft {now} tekens; {most} passen.', "Maak het {over} korter."),
    "too-many-words": ('"{name}" heeft {now} woorden; hooguit {most} mag.', "Haal er {over} weg."),
    "too-few-words": ('"{name}" heeft {now} woorden; minstens {least} moet.', "Voeg er {short} toe."),
    "too-few": ('"{name}" heeft er {now}; minstens {least} moet.', "Voeg er {short} toe."),
    "too-many": ('"{name}" heeft er {now}; hooguit {most} mag.', "Haal er {over} weg."),
    "not-question": ('"{name}" is geen vraag.', "Sluit af met een vraagteken."),
    "twice": ('"{typed}" staat hier twee keer.', "Haal er een weg."),
    # links between files
    "unknown": ('{kind} "{typed}" bestaat niet.', "{hint}"),
    "self": ("Deze pagina noemt zichzelf.", "Haal de regel weg, of noem een andere pagina."),
    "double-id": ('De naam "{typed}" is al van {other}.', "Geef een van de twee een andere naam."),
    "double-ask": ("Deze zin staat ook in {other}.", "Vraag het hier anders, of haal de zin daar weg."),
    "double-start": ('Met "{typed}" begint ook {other}.', "Kies hier een ander woord."),
    "taken-start": ('"{typed}" is een vast woord van de bot.', "Kies een ander woord."),
    "intent-one": (
        'Bij "{name}" moet precies een van deze drie staan: says, does of opens.',
        "Voeg er een toe, of haal er een weg.",
    ),
    "bare-number": (
        'Hier staat een telefoonnummer in de tekst: "{typed}".',
        "Zet het in knowledge/facts.yaml en typ hier {{fact:naam}}.",
    ),
    "bare-article": (
        'Hier staat een wetsartikel in de tekst: "{typed}".',
        "Zet het in knowledge/facts.yaml en typ hier {{fact:naam}}.",
    ),
    "law-number": (
        'In het antwoord staat "{typed}", en geen wetsartikel dat het noemt, heeft dit getal.',
        "Lees het artikel na. Zet het getal in knowledge/law/ bij numbers, of verander het antwoord.",
    ),
    # the bot's own sentences
    "other-blanks": (
        'In "{name}" staat niet wat de bot invult: {now}.',
        "Gebruik precies deze, elk minstens een keer: {blanks}.",
    ),
    # what the search finds
    "finds": (
        'De zin "{typed}" leidt hier niet naartoe. Gevonden: {found}.',
        "Zet bij ask een zin met de woorden die mensen hiervoor gebruiken.",
    ),
    "not-finds": (
        'De zin "{typed}" wordt hier toch beantwoord: {found}.',
        "Zet deze zin bij ask van de vraag waar hij hoort, of maak de zinnen bij ask hier preciezer.",
    ),
    # dilemmas
    "duel-same": ("De tweestrijd noemt twee keer dezelfde weg.", "Noem twee verschillende wegen."),
    # dilemmas and dialogs
    "taken-name": ('De naam "{typed}" is van de bot zelf.', "Kies een andere naam."),
    # dialogs
    "no-next": ('Stap "{name}" zegt niet wat erna komt.', "Voeg toe: next: naam-van-een-stap, of next: end"),
    "next-and-choices": (
        'Stap "{name}" heeft choices en ook next.',
        "Haal next weg; elke keuze zegt zelf wat erna komt.",
    ),
    "two-kinds": ('Stap "{name}" doet hier twee dingen: {kinds}.', "Maak er twee stappen van."),
    "other-kind": (
        'Stap "{name}" heeft {typed}, maar dat hoort bij een stap met {key}.',
        "Haal {typed} weg, of voeg {key} toe.",
    ),
    "sends-more": ('Stap "{name}" stuurt in, maar is niet de laatste.', "Typ: next: end"),
    "sends-unasked": (
        'Stap "{name}" stuurt in zonder dat iemand ja zegt.',
        "Laat alleen een keuze naar deze stap leiden, zoals: Ja, insturen",
    ),
    "look-back-unasked": (
        'Stap "{name}" kijkt terug zonder dat iemand daarvoor kiest.',
        "Laat alleen een keuze naar deze stap leiden, zoals: Ja, over zes weken",
    ),
    "led-only": (
        'Stap "{name}" met {key} hoort bij een methode die iemand leidt.',
        "Zet led: true boven de stappen, of haal {key} weg.",
    ),
    "not-led": (
        'Stap "{name}" met {key} kan niet in een methode die iemand leidt.',
        "Haal {key} weg, of haal led: true weg.",
    ),
    "unknown-blank": ('Niemand typt of kiest iets onder de naam "{typed}".', "{hint}"),
    "unreachable": (
        'Geen stap leidt naar "{name}".',
        "Laat een stap next: {name} zeggen, of haal deze stap weg.",
    ),
    "round": (
        'Stap "{name}" komt bij zichzelf terug zonder op iemand te wachten.',
        "Laat een stap in deze kring een keuze of een getypte tekst vragen.",
    ),
    "no-end": ("Deze dialoog houdt nooit op.", "Laat minstens een stap next: end zeggen."),
}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: where it is, what it is, and what to type."""

    file: str
    """Path inside the content folder, with forward slashes."""
    line: int
    """From 1."""
    rule: str
    """Key of `RULES`."""
    says: str
    remedy: str
    general: bool = False
    """True: the file is one of the general content, and not of the overlay that lies over it."""

    def __str__(self) -> str:
        says = f"Algemene inhoud: {self.says}" if self.general else self.says
        return f"{self.file}:{self.line}: {says} -> {self.remedy} [{self.rule}]"


class ContentError(Exception):
    """The content has mistakes."""

    def __init__(self, problems: Collection[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__(f"{len(self.problems)} fouten in de inhoud")

    def lines(self) -> list[str]:
        """Return a line for each mistake, an empty line, and how many there are."""
        count = len(self.problems)
        return [*map(str, self.problems), "", f"{count} {'fout' if count == 1 else 'fouten'} in de inhoud."]


def problem(file: PurePosixPath, line: int, rule: str, **details: object) -> Problem:
    """Return a mistake against one rule. The details fill its sentences."""
    says, remedy = RULES[rule]
    words = {name: _in_words(name, detail) for name, detail in details.items()}
    path = "".join(sign if sign.isprintable() else "?" for sign in str(file))
    return Problem(path, line, rule, says.format(**words), remedy.format(**words))


def _in_words(name: str, detail: object) -> str:
    """Return a detail on one line, no longer than an editor needs to find it."""
    text = " ".join(str(detail).split())
    return f"{text[:_MOST_TYPED]}..." if name in {"name", "typed"} and len(text) > _MOST_TYPED else text


_MOST_TYPED = 80
"""So many characters of what was typed are repeated in a message."""


def hint(typed: str, known: Collection[str], most: int = 6) -> str:
    """Return the likely name, and the names there are: all of them, or the most similar ones."""
    if not known:
        return "Er zijn er nog geen."
    alike = [one for one, *_ in process.extract(typed, sorted(known), scorer=OSA.distance, limit=most)]
    there_is = f"Er is: {', '.join(sorted(alike))}{', en meer' if len(known) > most else ''}."
    near = OSA.distance(typed, alike[0]) <= max(1, len(typed) // 3)
    return f'Bedoelde je "{alike[0]}"? {there_is}' if near else there_is
