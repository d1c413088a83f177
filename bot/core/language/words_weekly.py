"""The bot's own sentences in the weekly message, and in what else it says by itself."""

TITLE = "Weekbericht"
DILEMMA = "Dilemma van de week: {title}"
DILEMMA_TYPE = "Typ: {slash}dilemma van de week"
TENSION = "Aan de ene kant: {left}. Aan de andere kant: {right}."
LETTER = "Letter van de week: {title}"
LETTER_ASKS = "{ask} (Die vraag is van ons.)"
QUESTION = "Vraag voor je overleg"
QUOTE = "Citaat"
NEW = "Nieuw of nagekeken"
NEW_MORE = "{titles}, en nog {count}."
NEW_ALL = "{titles}."
DIVIDED = "Hier liepen jullie uiteen: {title}"
MORE_HINT = "Typ {slash}meer voor de rest."
STOP_HINT = "Dit krijg je eens per week. Stoppen? Typ {slash}weekbericht uit."

MORE_TITLE = "Meer bij het weekbericht"
MORE_NOTHING = "Meer heb ik deze week niet. Typ start voor het menu."
MORE_ON = "Hier kun je mee verder:"

EXPLAIN_OFF = """\
Eens per week stuur ik dan een kort bericht. Een dilemma, een vraag voor je overleg en een citaat.

Dit kun je typen:

- Aanzetten: {slash}weekbericht aan dinsdag 9:00
- Eerst kijken: {slash}weekbericht voorbeeld"""
EXPLAIN_ON = """\
Het weekbericht komt hier {when}. Het volgende komt {next}.

Dit kun je typen:

- Andere dag of tijd: {slash}weekbericht donderdag 14:00
- Even niet: {slash}weekbericht pauze tot 1 september
- Stoppen: {slash}weekbericht uit
- Nu kijken: {slash}weekbericht voorbeeld"""
EVERY = "elke {day} om {time}"
ON = """\
Goed. Het weekbericht komt hier {when}. Het eerste komt {next}.

Stoppen kan altijd. Typ dan: {slash}weekbericht uit."""
ON_HERE = "Ik stuur het alleen tussen 8:00 en 18:00. Op een feestdag komt het een dag eerder of later."
FOR_ROLE = "De dilemma's zijn voor: {role}."
OFF = "Goed. Hier komt geen weekbericht meer. Weer aan? Typ: {slash}weekbericht aan."
OFF_ALREADY = "Het weekbericht stond hier al uit. Aanzetten? Typ: {slash}weekbericht aan dinsdag 9:00."
PAUSED = """\
Goed. Het weekbericht slaat over. Het volgende komt {next}.

Eerder weer? Typ: {slash}weekbericht aan."""
PAUSE_NOT_ON = "Het weekbericht staat hier al uit. Aanzetten? Typ: {slash}weekbericht aan dinsdag 9:00."
PAUSE_WHEN = """\
Tot wanneer? Dat begrijp ik niet. Kies een dag binnen een jaar. \
Typ bijvoorbeeld: {slash}weekbericht pauze tot 1 september."""
UNCLEAR = "Die dag of tijd begrijp ik niet. Typ bijvoorbeeld: {slash}weekbericht aan dinsdag 9:30."
OUTSIDE = (
    "Ik stuur het tussen 8:00 en 17:30. Kies een andere tijd, zoals: {slash}weekbericht aan dinsdag 9:30."
)
ONLY_LEADS = (
    "Dat kiest een beheerder van deze groep. Vraag het die. "
    "Of typ in je eigen gesprek met mij: weekbericht aan."
)
EXAMPLE = "Zo zou het weekbericht er vandaag uitzien. Ik stuur nu verder niets."

ROUND_BELOW = "Hier stemmen jullie samen over. De ronde staat onder dit bericht."
ROUND_EXAMPLE = (
    "In het echte bericht begint hier een ronde. Een voorbeeld begint er geen. "
    "Liever zonder? Typ: /weekbericht zonder ronde."
)
ROUND_ON = "Goed. Vanaf {next} is het dilemma van de week hier een ronde."
ROUND_HOW = """\
Jullie stemmen vertrouwelijk, en de bus sluit voor het volgende weekbericht. Loopt er al een ronde? \
Dan staat het dilemma er gewoon bij. Liever zonder? Typ: {slash}weekbericht zonder ronde."""
ROUND_FEW = "Let op: een ronde begint pas als minstens vijf mensen meedoen. Typ: team mee."
ROUND_OFF = """\
Goed. Vanaf {next} staat het dilemma van de week er gewoon bij. Een ronde die nu loopt, loopt door. \
Toch een ronde? Typ: {slash}weekbericht met ronde."""
ROUND_NOT_ON = """\
Het weekbericht staat hier uit. Typ bijvoorbeeld: {slash}weekbericht aan dinsdag 9:00 met ronde."""
ROUND_ALONE = "Een ronde doe je met een team. Typ in de groep: /weekbericht met ronde."
EXPLAIN_NO_ROUND = "- Het dilemma als ronde van het team: /weekbericht met ronde"
EXPLAIN_ROUND = "- Het dilemma is een ronde. Liever niet? Typ: /weekbericht zonder ronde"

DATA_OFF = "- Weekbericht: staat uit"
DATA_ON = "- Weekbericht: {when}. Daarvoor bewaar ik ook het adres van dit gesprek"
DATA_LOOK_BACK = "- Terugkijken: {days}"

LOOK_BACK_SET = """\
Goed. Op {day} vraag ik hier hoe het ging met {title}. Ik bewaar alleen welke methode het was.

Toch niet? Typ: terugkijken uit."""
LOOK_BACK_ALONE = (
    "In een groep vraag ik dat niet. Doe de methode in je eigen gesprek met mij, dan kan het wel."
)
LOOK_BACK_TITLE = "Terugkijken"
LOOK_BACK = """\
Op {day} deed je hier {title}. Je vroeg mij om nu samen terug te kijken.

- Wat deed je uiteindelijk, en wat leverde het de inwoner op?
- Met wat je nu weet: wat zou je weer zo doen, en wat niet?
- Heb je spijt? Dat mag. Wat leerde je ervan?

Bespreek het met een collega. Zet hier geen namen. Nog een keer? Typ: {word}."""
LOOK_BACK_PLANNED = "Ik kijk hier met je terug op {days}. Toch niet? Typ: terugkijken uit."
LOOK_BACK_NONE = (
    "Er staat hier geen moment om terug te kijken. Aan het eind van een methode kan dat. Typ: methode."
)
LOOK_BACK_OFF = "Goed. Ik vraag er niet meer naar. Typ start voor het menu."
