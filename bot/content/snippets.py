"""Snippets for VS Code in an empty file: something small that works, with places to tab through.

Whoever only presses tab has a file that `check` accepts: the names in it exist.
"""

from typing import Any

_DILEMMA = """\
title: ${1:Een naam van hooguit 70 tekens}
story: |
  ${2:Je bent op bezoek bij een vader en zijn zoon. De vader wil over geld praten. De zoon is stil en
  kijkt naar buiten. Je hebt nog een kwartier. Schrijf hier in 40 tot 120 woorden wat er aan de hand is.
  Er is geen goed antwoord.}
poll: ${3:Wat doe je in dit kwartier?}
roles:
  - ${4:wijkteamlid}
themes:
  - ${5:vertrouwen}
safety: ${6|false,true|}
options:
  ${7:eerste-weg}:
    label: ${8:De tekst op de eerste knop}
    how: ${9:Wat je dan doet, in een zin}
    values:
      - ${10:vertrouwen}
    cost: ${11:Wat deze weg kost}
  ${12:tweede-weg}:
    label: ${13:De tekst op de tweede knop}
    how: ${14:Wat je dan doet, in een zin}
    values:
      - ${15:veiligheid}
    cost: ${16:Wat deze weg kost}
  ${17:derde-weg}:
    label: ${18:De tekst op de derde knop}
    how: ${19:Wat je dan doet, in een zin}
    values:
      - ${20:zorgvuldigheid}
    cost: ${21:Wat deze weg kost}
duel:
  - ${7:eerste-weg}
  - ${12:tweede-weg}
tension:
  left: ${22:wat er aan de ene kant trekt}
  right: ${23:wat er aan de andere kant trekt}
considerations:
  - ${24:Wat je weegt}
  - ${25:Wat je nog meer weegt}
talk:
  - ${26:Wanneer deed jij dit anders?}
  - ${27:Wat doet je collega?}
quotes:
  - ${28:divosa-058}
sources:
  - document: ${29:divosa}
    section: ${30:Hoofdstuk of bladzijde}
reviewed: $CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE
"""

_QUESTION = """\
ask:
  - ${1:Zoals mensen het vragen, dit wordt de titel}
  - ${2:zoals iemand het haastig typt}
  - ${3:met heel andere woorden}
  - ${4:als een halve zin}
answer: |
  ${5:Het antwoord, in hooguit 120 woorden.}
sources:
  - document: ${6:divosa}
    section: ${7:Hoofdstuk of bladzijde}
themes:
  - ${8:vertrouwen}
reviewed: $CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE
finds:
  - ${9:een zin die hier moet uitkomen}
  - ${10:nog een zin die hier moet uitkomen}
"""

_DIALOG = """\
title: ${1:De naam van de methode}
start:
  - ${2:woord om te beginnen}
about: ${3:Waar de methode over gaat, in een zin}
source: ${4:Waar de methode vandaan komt}
steps:
  ${5:begin}:
    title: "${6:Stap 1: wie}"
    say: ${7:Met wie praat je?}
    choices:
      - label: ${8:Met een inwoner}
        next: ${9:doel}
      - label: ${10:Met een collega}
        next: ${9:doel}
  ${9:doel}:
    title: "${11:Stap 2: doel}"
    say: ${12:Wat wil je bereiken?}
    note: ${13:wat}
    next: ${14:klaar}
  ${14:klaar}:
    say: "${15:Dit wil je bereiken:} {${13:wat}}"
    next: end
"""


def _snippet(label: str, does: str, text: str) -> dict[str, Any]:
    return {"label": label, "description": does, "bodyText": text}


SNIPPETS = {
    "dilemma": _snippet(
        "nieuw dilemma", "Een dilemma met drie wegen. Spring met Tab van veld naar veld.", _DILEMMA
    ),
    "question": _snippet(
        "nieuwe vraag", "Een vraag met antwoord. Spring met Tab van veld naar veld.", _QUESTION
    ),
    "dialog": _snippet(
        "nieuwe methode", "Een methode met drie stappen. Spring met Tab van veld naar veld.", _DIALOG
    ),
}
"""By the name of the schema."""
