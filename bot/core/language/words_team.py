"""The bot's own sentences about teams, rounds and what comes of them."""

NO_TEAM = "Hier is nog geen team. Typ: team nieuw, met een naam erachter."
NO_TEAM_ALONE = (
    "Dat doe je met je team in een groep. Kreeg je een code? Typ: team, met de code erachter. Of typ hulp."
)
TEAM_IN_A_GROUP = "Een team maak je in een groep. Zet mij in jullie groep, en typ daar: team nieuw."
TEAM_IS_HERE = "In deze groep is al een team: {name}. Meedoen? Typ: team mee."
TEAM_MADE_TITLE = "Team {name}"
TEAM_MADE = """\
Dit is nu een team. Wie meedoet, kan meestemmen over een dilemma. Wie wat koos, ziet niemand in het team.

Meedoen kan hier. Of typ in je eigen gesprek met mij: team {code}.
Of volg deze link: {link}

Ik bewaar dat je erbij hoort, onder een schuilnaam. Er is geen lijst van wie stemde.

Met z'n vijven of meer? Typ dan: ronde."""
TEAM_NAME = "deze groep"
JOIN = "Ik doe mee"
JOINED = "Je doet mee met {name}. Uitstappen kan altijd, met: vertrek."
JOINED_ALONE = """\
Je hoort nu bij {name}. Is er een ronde, dan typ je hier: stem.

Doe je alleen een dilemma? Dat kan meetellen voor je team, zonder naam. Wil je dat, typ dan: tel mee.

Uitstappen kan altijd, met: vertrek."""
ALREADY_IN = "Je doet al mee met {name}. Typ: team, dan zie je hoe het staat."
UNKNOWN_CODE = "Die code ken ik niet. Kijk hem nog eens na, of vraag hem in de groep."
LEFT = """\
Je hoort niet meer bij {name}. Zat er een stem van je in een open bus, dan is die eruit.

Toch weer meedoen? Typ: team mee."""
WHICH_TEAM = "Je hoort bij meer teams. Doe dit in de groep van het team zelf."
TEAM_NOW = "Team {name}: {members} doen mee. De code is {code}."
TEAM_NOW_ONE = "Team {name}: één persoon doet mee. De code is {code}."
TEAM_ROUND = "Er loopt een ronde: {title}. De bus sluit {when}. Hoeveel mensen stemden, weet niemand."
TEAM_QUIET = "Er loopt nu geen ronde. Wie het gesprek leidt, typt: ronde."
TEAM_SMALL = """\
Een vertrouwelijke ronde kan vanaf vijf mensen. Met minder weet je te snel wie wat koos.

Typ toch ronde: dan leg ik een dilemma voor dat jullie hardop bespreken."""
TEAM_WORDS = "Je kunt ook typen: uitslag, agenda, ruismeter of gespreksblad."
DISBANDED = "Team {name} is opgeheven. Alles van het team is gewist."
DISBAND_SURE = "Alles van {name} gaat dan weg, ook de uitslagen. Weet je het zeker? Typ: team opheffen ja."
COUNTS_ALONE = """\
Goed. Doe je hier een dilemma, dan gaat je keuze ook in de weekbus van {name}.

Eens per week ziet je team de uitslag, en alleen bij minstens vijf keuzes. Stoppen kan met: tel niet mee."""
COUNTS_NO_MORE = "Goed. Wat je alleen doet, telt vanaf nu niet mee."

ONLY_LEADS = "Dat kan alleen wie het gesprek leidt: een beheerder van de groep, of wie het team begon."
PROMISE = """\
Je keuze gaat versleuteld in de bus. Niemand in je team ziet wie wat koos, ook je leidinggevende niet. \
De uitslag komt één keer, {when}. Alleen bij minstens {least} stemmen, en in afgeronde vorm. \
Daarna gaat de bus weg. {channel}"""
CHANNEL_TELEGRAM = "Let op: Telegram zelf kan zien welke knop je indrukt."
CHANNEL_MATRIX = "Wie deze bot beheert, kan bij een draaiend programma meekijken."
CHANNEL_TERMINAL = "Wie bij deze computer kan, kan meekijken."
HOW_PRESS = "Stemmen: druk op een knop. Alleen jij ziet dat het gelukt is."
HOW_TYPE = """\
Stemmen: typ in je eigen gesprek met mij: stem.
Je komt er met deze link: {link}
Typ je letter niet hier, want dan ziet iedereen hem."""
ROUND_HINT = "Wijzigen kan tot de bus sluit. Nog niet in het team? Typ: team mee."
ROUND_SECOND = "Tweede ronde, na jullie gesprek. Kies opnieuw; het mag hetzelfde zijn."
ROUND_LONGER = """\
Ik was er een tijd niet. Stemmen kon toen niet, en juist toen zou de bus sluiten. \
Daarom blijft de ronde eenmalig langer open. De bus sluit nu {when}. Stemmen en wijzigen kan tot dan."""
ROUND_AGAIN = "Deze ronde loopt al. De bus sluit {when}. Wat bij de start is afgesproken, blijft staan."
ROUND_NONE = "Er loopt nu geen ronde."
ROUND_OVER = "Deze ronde is gesloten. Je stem telt niet meer mee."
ROUND_FULL = "De bus is vol. Vraag wie de ronde startte om een kleinere groep."
ROUND_STOPPED = "De ronde is gestopt. De bus is weg en er komt geen uitslag. Typ ronde voor een nieuwe."
ROUND_VOID = """\
De bus van deze ronde is niet meer te openen. De stemmen zijn weg en niemand kan ze lezen.

Wil je het opnieuw proberen? Typ: ronde."""
ROUND_VOID_SHORT = "De bus van deze ronde is niet meer te openen. Er komt geen uitslag."
NO_DILEMMA = "Over “{typed}” vind ik geen dilemma. Typ: ronde, met een thema. Of typ thema's."
WHEN_UNCLEAR = "Wanneer de bus sluit, begrijp ik niet. Typ bijvoorbeeld: ronde sluit vrijdag 12:00."
WHEN_TOO_SOON = "Dat is te snel. Geef je collega's een paar minuten: ronde sluit over 10 minuten."
WHEN_TOO_LATE = "Een ronde duurt hooguit veertien dagen. Kies een eerdere dag."
OPEN_ROUND = """\
Jullie zijn met minder dan vijf. Dan is een vertrouwelijke ronde niet te maken.

Daarom een open ronde: zeg hardop wat je kiest en waarom. Ik tel en bewaar niets.

Doen er meer mensen mee? Laat ze typen: team mee."""
STRICT_SMALL = "Een strenge ronde kan vanaf {least} mensen. Laat er meer typen: team mee. Of typ: ronde."
OPEN_TALK = "Vragen voor jullie gesprek:"
WHICH_ROUND = "Er staan meer rondes open. Welke wil je doen?"
BALLOT = "Typ je letter. Wijzigen kan tot de bus sluit."
VOTED = "Vastgelegd. Wijzigen kan tot {when}."
NOT_MEMBER = "Je doet nog niet mee met dit team. Typ in de groep: team mee."
NOT_IN_GROUP = "Je letter hier ziet iedereen. Ik tel hem niet. Stem met de knop, of in je gesprek met mij."
BALLOT_ALONE = "Dat doe je in je eigen gesprek met mij. Typ daar: stem."
BALLOT_UNSEALED = """\
Deze kamer is niet versleuteld, en dus geen plek om te stemmen. \
Ik nodig je uit in een kamer die dat wel is."""
BALLOT_SEALED = "Deze kamer is versleuteld. Hier kun je stemmen. Typ: stem."
REMINDER = "Er loopt nog een ronde: {title}. De bus sluit {when}. Wijzigen kan tot dan."

RESULT_TITLE = "Uitslag: {title}"
RESULT_SECOND_TITLE = "Uitslag na het gesprek: {title}"
RESULT_VOTES = "{votes} stemmen. De bus is weg."
RESULT_MAJORITY = """\
{votes} stemmen. Deze keer stemde een ander aantal mensen dan eerder. Getallen zouden dan verraden \
wie er niet bij was. Daarom zeg ik alleen dit:"""
MAJORITY_FOR = "Een duidelijke meerderheid kiest: {label}."
MAJORITY_NONE = "Geen weg heeft een duidelijke meerderheid."
RESULT_FEW = """\
{title}: te weinig stemmen voor een uitslag. Er is niets bewaard, ook niet hoeveel het er waren.

Bespreek het dilemma gerust samen. Typ ronde om het nog eens te doen."""
BAND_FEW = "hooguit {hidden}"
BAND_NEARLY_ALL = "op hooguit {hidden} na allemaal"
BANDS_NOTE = "Kleine aantallen rond ik af, zodat niemand te herkennen is."
BEFORE = "Voor het gesprek"
AFTER = "Na het gesprek"
CONSIDER = "Om over na te denken:"
TALK = "Vragen voor jullie gesprek:"
LEAD_TITLE = "Voor wie het gesprek leidt"
LEAD = """\
- Vraag niet wie wat koos. Vraag welke redenen er zijn, voor elke weg.
- Begin bij een weg die weinig steun kreeg. Wat ziet die scherper?
- Sluit af met één afspraak. Typ daarna: tweede ronde."""
LEAD_SECOND = """\
- Vraag wat het gesprek veranderde, niet bij wie.
- Wat is nu jullie afspraak, en wanneer kijken jullie terug?
- Typ agenda voor wat jullie hierna kunnen bespreken."""
NO_RESULT = "Er is nog geen uitslag. Typ ronde om te beginnen."
NO_RESULT_YET = "Er loopt een ronde. De uitslag komt {when}, en niet eerder."
NO_FIRST = "Een tweede ronde kan na een eerste met een uitslag. Typ: ronde."

WEEK_TITLE = "Alleen gedaan, samen geteld"
WEEK = "Deze dilemma's deden minstens vijf van jullie deze week alleen."

AGENDA_TITLE = "Agenda voor jullie overleg"
AGENDA = "Hierover liepen jullie het meest uiteen. Niet om te winnen, maar om van te leren."
AGENDA_EMPTY = """\
Er is nog geen uitslag met genoeg stemmen. Dan weet ik niet waar jullie uiteenlopen.

Typ ronde voor een dilemma."""
NOISE_TITLE = "Ruismeter: {title}"
NOISE_ALIKE = "Bijna iedereen kiest hier dezelfde weg."
NOISE_APART = "Er is één weg die meer dan de helft kiest, en een deel kiest anders."
NOISE_FAR = "Jullie kiezen op dezelfde casus echt verschillend."
NOISE_UNKNOWN = "Hier valt nog niets over te zeggen. Daarvoor zijn minstens acht stemmen nodig."
NOISE_MEANS = """\
Wat dit betekent: dezelfde inwoner krijgt bij jullie misschien een ander antwoord. \
Dat zegt iets over de regel of de afspraak, en daar kun je samen over praten.

Wat dit niet betekent: het zegt niet wie er goed of fout zit. Het zegt ook niets over één persoon. \
Eens zijn is geen bewijs dat het klopt."""
SHEET_TITLE = "Gespreksblad"
SHEET_SAID = "Hier is een blad om te printen. Er staan geen personen op."
SHEET_RULES = """\
Wat hier gezegd wordt, blijft hier.
Vraag eerst door, geef dan pas je mening.
Geen namen van inwoners en geen namen van collega's."""
SHEET_RULES_TITLE = "Afspraken voor het gesprek"
SHEET_NOTES_TITLE = "Onze afspraak"
SHEET_BANDS_TITLE = "Wat het team koos"

MIRROR_TITLE = "Jouw spiegel"
MIRROR = """\
In {count} dilemma's koos jij wegen waar dit naartoe trok:

{values}

Alleen jij ziet dit. Het staat in mijn geheugen en is weg een uur na je laatste bericht. \
Het is geen oordeel: kijk of je het herkent."""
MIRROR_ONE = "- {value}: {times} keer"
MIRROR_EMPTY = "Ik heb nog te weinig om te spiegelen. Doe hier eerst drie dilemma's, en typ dan: spiegel."
MIRROR_ALONE = "Een spiegel is alleen voor jou. Typ dit in je eigen gesprek met mij."

DATA_TEAM = "- Team waar je bij hoort: {name}. Telt mee wat je alleen doet: {alone}"
DATA_VOTES = """\
Stemde je in een ronde die nog loopt? Dat zit in een verzegelde bus. Wat erin zit, laat ik niemand zien, \
ook jou niet. Met wis alles gaat jouw stem eruit."""

REQUEST_TITLE = "Verzoek aan het team"
REQUEST = """\
“{text}”

Bij drie akkoorden is het besloten. Eén rem houdt het tegen, tot die eraf is. \
Ik bewaar deze zin niet, en ook niet wie wat zei."""
REQUEST_HOW_TYPE = "Typ hier: akkoord. Of typ: rem, met je reden. Of stel gewoon je vraag."
REQUEST_HINT = "Akkoord, rem of vraag. Wijzigen kan, zolang het niet besloten is."
REQUEST_EMPTY = """\
Typ: verzoek, en dan in één zin wat er nodig is. Zonder namen.

Zoals: verzoek 80 euro boodschappengeld voor een moeder van drie kinderen."""
REQUEST_PERSONAL = """\
Dit lijkt op {what}. Ik heb je verzoek niet voorgelegd. Haal je bericht weg als dat kan.

Typ het opnieuw, zonder dat gegeven."""
REQUEST_SMALL = "Voor een verzoek zijn minstens vier mensen nodig: jij, en drie die akkoord kunnen geven."
REQUEST_OPEN = "Er ligt al een verzoek. Is dat klaar, dan kan het volgende."
REQUEST_NONE = "Er ligt nu geen verzoek. Typ: verzoek, en dan in één zin wat er nodig is."
REQUEST_OVER = "Dit verzoek is al afgehandeld."
REQUEST_SAID = "Genoteerd. Wijzigen kan, zolang het niet besloten is."
REQUEST_STOP = "Er staat een rem op dit verzoek. Typ hier waarom: rem, en dan je reden. Zonder namen."
REQUEST_REASON = "De rem staat erop. Bespreek de reden samen. Van gedachten veranderd? Typ dan: akkoord."
REQUEST_QUESTION = "Er is een vraag over dit verzoek. Stel hem hier gerust, zonder namen."
REQUEST_DECIDED = """\
Besloten: drie collega's zijn akkoord en er staat geen rem op. Doe wat nodig is, en leg het kort vast.

Over zes weken vraag ik of jullie er spijt van hebben. Dat mag: ook daarvan leer je."""
REQUEST_ENDED = "Het verzoek van {day} is verlopen zonder besluit. Nog nodig? Leg het opnieuw voor."
AGREE, STOP, QUESTION = "Akkoord", "Rem", "Vraag"
REGRET_TITLE = "Terugkijken: spijt?"
REGRET = """\
Op {day} besloten jullie over een verzoek. Met wat je nu weet: heb je er spijt van?"""
REGRET_NO = "Geen spijt"
REGRET_YES = "Spijt, ik zou het nu anders doen"
REGRET_UNKNOWN = "Dat weet ik niet"
REGRET_RESULT_TITLE = "Spijt van het besluit van {day}?"
REGRET_LEARN = """\
In Amsterdam mag je van 20 procent van je besluiten spijt hebben, als je er maar van leert.

- Wat leerden we hiervan?
- Wat doen we de volgende keer hetzelfde, en wat anders?"""
REGRET_TALK = """\
Op {day} besloten jullie over een verzoek. Bespreek het kort: spijt? Wat leerden we?

Twintig procent spijt mag, als je er maar van leert."""

DEMO_BEGIN = """\
Dit is een demo. Zes collega's spelen een ronde, praten, en spelen een tweede ronde.
Er is geen netwerk nodig, en na afloop is alles weg. Wat inspringt, zegt de bot in de groep."""
DEMO_JOIN = "De anderen doen mee. Met een knop kan het ook."
DEMO_VOTE = "Nu stemmen ze alle zes. Iedereen drukt op een knop, en alleen wie drukte krijgt antwoord."
DEMO_TOAST = "(alleen {who} ziet dit) {text}"
DEMO_WAIT = "Het is tijd. De bus gaat één keer open."
DEMO_TALK = """\
Het team praat. Niemand hoeft te zeggen wat hij koos.

Bram: Vannacht heeft hij een dak. Dat kan ik morgen niet meer regelen.
Eva: En als er brand komt in die schuur? Dan staan wij er ook.
Chris: Ik dacht aan het geld. Nu denk ik aan wat er over zes weken is.
Dina: Kunnen we nog één keer samen bellen, voordat we dit besluiten?"""
DEMO_END = "Dat was de demo. Zelf proberen? Typ: ruggespraak chat."
