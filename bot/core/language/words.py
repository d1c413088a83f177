"""The bot's own sentences, all in one place. What it says about the work, editors wrote."""

WELCOME_TITLE = "Ruggespraak"
WELCOME = """\
Dag. Ik denk met je mee voordat je beslist.

Ik ben een programma, geen mens. Ik verzin niets: wat ik zeg, heeft een redacteur geschreven. \
Zet geen namen of nummers van inwoners in deze chat."""
WELCOME_BACK = "Fijn dat je er weer bent."
MENU = "Wat wil je doen?"
MENU_HINT = "Typ een letter, of typ gewoon je vraag. Typ hulp voor alle woorden."

HELP_TITLE = "Wat je kunt typen"
HELP_DILEMMA = "dilemma, of dilemma met een thema: dilemma schulden"
HELP_TWEESTRIJD = "tweestrijd: een dilemma met twee wegen"
HELP_INSTUREN = "dilemma insturen: stuur je eigen dilemma naar de redactie"
HELP_TOETS = "toets: de stappen van de Omgekeerde Toets"
HELP_METHODE = "methode: kies een manier om een casus te bespreken"
HELP_CITAAT = "citaat, of citaat met een thema: citaat vertrouwen"
HELP_TEAM = "team: stem met je team over een dilemma, en stem: doe mee aan een ronde"
HELP_SPIEGEL = "spiegel: welke waarden jouw eigen keuzes trokken, alleen voor jou"
HELP_ROL = "rol: kies voor wie de dilemma's zijn"
HELP_THEMAS = "thema's: waarover ik dilemma's en citaten heb"
HELP_WEEKBERICHT = "weekbericht: eens per week een kort bericht, als je dat wilt"
HELP_TERUGKIJKEN = "terugkijken: wanneer ik vraag hoe een methode uitpakte"
HELP_QUESTION = "of typ je vraag in je eigen woorden"
HELP = """\
Onderweg helpen deze woorden altijd: terug, pauze, verder, stop en hulp.

Over jezelf: mijn gegevens, wis alles en privacy.

Is iemand in gevaar? Bel {fact:alarmnummer}. Advies bij zorgen thuis: Veilig Thuis, {fact:veilig-thuis}."""

PRIVACY_TITLE = "Wat ik bewaar en wat niet"
PRIVACY = """\
Ik bewaar waar je bent in een gesprek, je rol, en welke dilemma's en citaten je al zag. \
Dat staat onder een schuilnaam, niet onder je naam. Na dertig dagen stilte is het weg.

Wat je over een casus typt, staat alleen in mijn geheugen, nooit op een schijf. Het is weg als je stopt, \
als ik opnieuw start, of een uur na je laatste bericht.

Begrijp ik een vraag niet? Dan tel ik per week welke woorden uit mijn eigen vragen en titels erin stonden. \
Je zin bewaar ik niet, en ook niet dat jij het was.

Stuur je zelf een dilemma in? Dan gaat die tekst na jouw ja naar de redactie, zonder je naam en zonder tijd.

Welke weg je in een dilemma kiest, bewaar ik niet. Stem je in een ronde van je team, dan gaat je keuze \
versleuteld in een bus met alle andere. Na de uitslag is de bus weg. Dat je bij een team hoort, bewaar ik wel.

Wil je een weekbericht, of later terugkijken? Dan bewaar ik het adres van dit gesprek zelf. \
Erbij staan de dag, je rol of de methode. Zet je het uit, dan gaat dat weg. Kreeg je deze week al een \
weekbericht, dan weet ik dat tot maandag.

Wie deze bot beheert, kan bij een draaiend programma wel meekijken. Zet er dus geen namen in.

Typ mijn gegevens om te zien wat er staat, of wis alles om het te wissen."""

DATA_TITLE = "Dit bewaar ik van dit gesprek"
DATA_HINT = "Typ wis alles om dit te wissen, of privacy voor de uitleg."
ERASE = (
    "Ik wis wat ik van je bewaar: je plek, je rol, wat je al zag, en bij welk team je hoort. "
    "Stemde je in een ronde die nog loopt, dan gaat je stem eruit. Zeker weten?"
)
ERASED = (
    "Alles is gewist. Uitslagen die er al zijn, leiden niet naar jou. "
    "Berichten in deze chat kun je zelf verwijderen.\n\nTyp start om opnieuw te beginnen."
)
NOT_ERASED = "Goed, ik heb niets gewist. Typ hulp als je wilt weten wat je kunt doen."

WELCOME_THANKS = "Graag gedaan. Typ start voor het menu, of stel een vraag."
AFTER_ALARM = "Zorg daar eerst voor. Wil je daarna verder? Typ start."
THEMES_TITLE = "Thema's"
THEMES = "{themes}.\n\nTyp bijvoorbeeld: dilemma schulden. Of: citaat vertrouwen."

EMPTY = "Ik zie geen tekst. Typ een letter, een woord of je vraag. Typ hulp voor wat er kan."
TOO_LONG = "Dat is te lang voor mij. Er is niets veranderd. Zeg het in een paar zinnen, of typ hulp."
CUT = "Dat was lang. Ik heb alleen het begin gelezen: de eerste 1.000 tekens."
UNKNOWN_COMMAND = "Dat woord ken ik niet. Typ hulp voor de woorden die ik wel ken."
TOO_LATE = "Die knop hoort bij een eerdere vraag. Er is niets veranderd. Typ verder, of typ hulp."
NO_CHOICE_OPEN = "Er staat nu geen keuze open. Typ start voor het menu, of typ je vraag."
NOT_AN_OPTION = "Die keuze herken ik niet."
PICK_ONE = NOT_AN_OPTION + " Typ {letters}. Of typ terug of stop."
CHANGED = "Een redacteur heeft dit intussen veranderd. Ik kan daar niet verder. Typ start voor het menu."
SORRY = "Er ging iets mis bij mij. Je hebt niets fout gedaan. Typ verder, of typ start."
AGAIN = "opnieuw"
"""The word that shows once more what is open."""
BUSY = "Ik kan nu even niets onthouden. Je bericht blijft staan; ik pak het zo op. Je hoeft niets te doen."
TOO_FAST = "Dat gaat te snel voor mij. Ik sla een paar berichten over. Wacht even, en typ dan verder."
NOT_YOURS = "Dit gesprek is van een collega. Zelf beginnen? Typ start."
UNREADABLE = (
    "Ik kan je bericht niet lezen: de sleutel ervan kwam niet mee. Stuur het nog eens. "
    "Lukt dat niet? Begin een nieuwe kamer met mij."
)
NOT_BY_REACTION = (
    "Een reactie is niet versleuteld: wie de server beheert, ziet wat je koos. Ik tel hem niet. "
    "Haal hem weg, en typ je letter."
)
FAREWELL = "Goed, ik ga uit deze kamer. Nodig me opnieuw uit als jullie me weer willen."
POLL_ON_MATRIX = """\
Dit is een peiling van Matrix zelf. Die is niet geheim: iedereen hier kan zien wie wat kiest.

Zie je geen peiling om in te stemmen? Dan toont jouw app die niet."""
POLL_OVER_ON_MATRIX = "Deze peiling is gesloten. Stemmen kan niet meer."
INTRODUCTION = """\
Dag, ik ben Ruggespraak, een programma. Ik leg dilemma's uit het werk voor, zodat jullie ze bespreken.
Ik lees alleen wat jullie aan mij richten, en wie wat kiest bewaar ik niet. Zet hier geen namen van inwoners.
Typ hulp om te zien wat ik kan, of stop om een gesprek met mij te stoppen."""
STOPPED = "Gestopt. Wat je typte, ben ik kwijt. Typ start voor het menu."
ALL_STOPPED = (
    "Gestopt, ook wat op pauze stond. Wat je typte, ben ik kwijt. Typ start als je weer verder wilt."
)
STILL_PAUSED = "Er staat nog een methode op pauze. Typ verder om daar weer heen te gaan."
GOODBYE = "Tot de volgende keer. Typ start als je weer verder wilt."
NOTHING_BACK = "We zijn aan het begin; er is niets om naar terug te gaan. Typ start voor het menu."
NOTHING_OPEN = "Er staat niets open om mee verder te gaan. Typ start voor het menu."

ASK_AWAY = "Typ je vraag in je eigen woorden. Zonder namen."
REPHRASE = (
    "Dat begrijp ik nog niet. Kun je het anders zeggen, in één korte vraag?\n\nTyp start voor het menu."
)
DO_NOT_KNOW = """\
Dit weet ik niet, en ik verzin niets. Vraag het een collega of je kwaliteitsmedewerker.

Wat wil je doen?"""
STILL_UNKNOWN = "Ook hier heb ik niets over. Typ thema's om te zien waar ik wel iets over heb, of start."
DID_YOU_MEAN = "Bedoelde je een van deze?"
NONE_OF_THESE = "Geen van deze"
MORE_ON_THIS = "Hier kun je mee verder:"
NEXT_QUESTION = "Typ een letter, een nieuwe vraag, of start."
ANOTHER_QUESTION = "Typ een nieuwe vraag, of start voor het menu."

SAFETY_FIRST = """\
Gaat het om geweld of mishandeling? Dan volg je de Meldcode; dit dilemma vervangt die stappen niet. \
Veilig Thuis denkt mee, dag en nacht: {fact:veilig-thuis}. Bij direct gevaar: {fact:alarmnummer}."""
WAYS_INTRO = "Geen weg is fout."
DUEL_INTRO = "Twee wegen uit één casus. Geen van beide is fout. Naar welke neig je?"
OTHER = "Anders"
OTHER_DETAIL = "Je eigen weg, in één zin."
CASE_HINT = "Typ een letter. Of typ terug of stop."
OWN_WAY = """\
Schrijf in één zin wat jij zou doen, zonder namen. Ik bewaar die zin niet.

Typ terug om toch te kiezen."""
CHOSEN = "Je kiest: {label}"
OWN_CHOSEN = "Je kiest een eigen weg"
OWN_KEPT = "Houd hem voor jezelf, of vertel erover in een gesprek. Ik vraag er niet naar."
CHANGED_MIND = "Je keek eerst naar: {label}. Je kiest nu anders, en dat mag."
PULLS = "Wat hiernaartoe trekt: {values}."
COSTS = "Wat het kost: {cost}"
TENSION = "Wat er trekt. Aan de ene kant: {left}. Aan de andere kant: {right}."
CONSIDER = "Om over na te denken:"
OWN_CONSIDER = "Wat trok jou naar je eigen weg, en wat geef je ervoor op?"
TALK_TITLE = "Voor een gesprek met collega's"
SAME_TALK = "De gespreksvragen blijven dezelfde."
TALK_HINT = "Andere gedachte? Typ gewoon een andere letter. Of typ stop."
ANOTHER_DILEMMA = "Nog een dilemma"
TO_MENU = "Naar het menu"
ALL_DILEMMAS_SEEN = "Je hebt ze hier allemaal gezien. We beginnen weer bij het eerste."
NO_SUCH_THEME = """\
Over “{typed}” heb ik geen dilemma. Wel over: {themes}.

Typ dilemma met een thema, of thema's voor alle thema's."""
NO_DILEMMA_FOR_ROLE = (
    "Voor jouw rol heb ik daar geen dilemma over. Typ rol om je rol te veranderen, of typ dilemma."
)

NO_SUCH_QUOTE_THEME = """\
Over “{typed}” heb ik geen citaat. Wel over: {themes}.

Typ citaat met een thema, of thema's voor alle thema's."""
ALL_QUOTES_SEEN = "Je hebt ze hier allemaal gezien. We beginnen weer bij het eerste."
QUOTE_HINT = "Typ citaat voor een ander, of start voor het menu."
QUOTE_PART = "… "

NO_SUCH_ROLE = "De rol “{typed}” ken ik niet."
ROLE_TITLE = "Voor wie zijn de dilemma's?"
ROLE_NOW = "Nu: {title}."
ROLE_ALL = "Alle dilemma's"
ROLE_SET = "Goed. Je krijgt nu dilemma's voor: {title}.\n\nTyp dilemma om te beginnen, of rol om te wisselen."
ROLE_UNSET = "Goed. Je krijgt weer alle dilemma's.\n\nTyp dilemma om te beginnen."

METHODS_TITLE = "Methodes"
METHODS = "Welke wil je doorlopen?"
METHOD_HINT = "Typ een letter. Of typ start voor het menu."
NOTE_HINT = "Typ je antwoord, zonder namen. Een streepje slaat over. Of typ terug, pauze of stop."
NOTE_AGAIN = "Je schreef: “{note}”\n\nTyp iets nieuws, of typ verder om dit te laten staan."
STEP_HINT = "Typ een letter. Of typ terug, pauze of stop."
ON = "verder"
SKIPPED = "[nog in te vullen]"
PAUSED = """\
Pauze. Ik onthoud waar je bent: {where}. Typ verder om door te gaan.

Wat je typte, blijft in mijn geheugen tot een uur na je laatste bericht."""
CASE_PAUSED = "Goed. Het dilemma blijft openstaan. Typ verder om het weer te zien."
SET_ASIDE = "{title} staat op pauze. Typ later verder om daar weer heen te gaan."
RESUMED = "We gaan verder bij {where}."
FORGOTTEN = """\
Wat je eerder typte, heb ik niet meer. Dat is met opzet: het stond alleen in mijn geheugen.

We gaan verder bij {where}."""
LAST_STEP = "Dat was de laatste stap. Wat je typte, ben ik kwijt. Typ start voor het menu."
FIRST_STEP = "Dit is de eerste stap. Typ een antwoord om verder te gaan, of typ stop."
STILL_THERE = "Je bent nog bij {where}. Typ verder om dat weer te zien, of geef je antwoord."
NO_ANSWER = "Daar heb ik geen antwoord op. Ik verzin niets."
CASE_STOPPED = "Gestopt. Je keuze ben ik kwijt. Typ dilemma voor een ander, of start voor het menu."
NONE_CHOSEN = "Goed. Typ je vraag in andere woorden, of typ start voor het menu."
ERASE_HINT = "Typ A of B."
SOURCE = "Dit is een van de bronnen waar ik uit put. Uitgever: {publisher}. Jaar: {year}."
BACK_TO_OWN = "Je dilemma staat nog open. Schrijf je eigen weg in één zin, of typ terug."
BACK_TO_CASE = "Je dilemma staat nog open. Typ een letter, of typ verder om het weer te zien."
PERSONAL_ASKED = """\
Dit lijkt op {what}. Ik bewaar het niet, maar het staat wel in deze chat. Haal het daar weg als dat kan."""
PERSONAL_AGAIN = """\
Dit lijkt op {what}. Ik heb je antwoord niet onthouden. Typ het opnieuw, zonder dat gegeven.

Het staat nog wel in deze chat. Haal het daar weg als dat kan."""
NOTHING_TO_SEND = """\
Ik heb geen tekst van je om in te sturen. Zei je net al ja? Dan is je dilemma misschien al binnen.

Typ dilemma insturen om opnieuw te beginnen, of start voor het menu."""
NO_SENDING = "Insturen kan hier niet. Vraag je kwaliteitsmedewerker of die jouw dilemma wil opnemen."
DRAFTS_FULL = """\
De map van de redactie is vol. Er is niets ingestuurd, en je tekst staat nog in mijn geheugen.

Vraag de redactie om ruimte te maken. Kies binnen een uur nog een keer ja, of typ stop."""
DRAFT_TOO_LONG = """\
Samen is dit te lang om in te sturen. Er is niets ingestuurd, en je tekst staat nog in mijn geheugen.

Typ terug en maak een paar antwoorden korter. Of typ stop."""
PERSONAL = """\
Dit lijkt op {what}. Het komt niet op een schijf, maar het staat wel in deze chat. \
Haal het daar weg als dat kan. Typ terug om het zonder te schrijven."""
