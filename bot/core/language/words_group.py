"""The bot's own sentences about groups, native polls, who reads along, links and menus."""

HOW_TO_ANSWER = "In een groep: druk op een knop, of antwoord op dit bericht."
HELP = (
    "In een groep lees ik alleen wat aan mij is gericht. "
    "Typ bijvoorbeeld: dilemma. Of antwoord op een bericht van mij."
)
ANSWER_ME = "In een groep lees ik alleen wat aan mij is gericht. Antwoord dus op dit bericht."

MAY_NOT_WRITE = """\
In de groep waar je mij net vroeg, mag ik niets schrijven. Een beheerder kan dat aanzetten. \
Met mij alleen kan het wel. Typ in je eigen gesprek met mij: start."""

# A dilemma in a group: who chose what is between the phone and the bot.
CHOSEN = "Je koos {key}. Dat laat ik hier niet zien. Van gedachten veranderd? Druk gewoon een andere letter."
CHANGED_MIND = "Je kiest nu {key}. De gespreksvragen blijven dezelfde."
CHOSEN_OWN = "Je koos een eigen weg. Ik vraag er hier niet naar. Vertel erover in het gesprek, als je wilt."
TALK_ABOUT_IT = "Wat zou jij doen, en waarom? Bespreek het samen. Wie wat koos, laat ik niet zien."

# A native poll.
POLL_INTRO = """\
Hieronder komt een peiling over deze casus. Geen weg is fout.

Deze peiling is niet geheim: ze is van de app zelf, en de stand is te zien zolang ze openstaat. \
Wil je dat niemand iets ziet? Typ dan: ronde.

Ze sluit {when}. Eerder sluiten kan met: peiling sluit. Dat kan wie haar begon, of een beheerder."""
POLL_OPEN = """\
Er loopt hier al een peiling. Ze sluit {when}.

Nu sluiten? Typ: peiling sluit. Later sluiten? Typ bijvoorbeeld: peiling sluit vrijdag 12:00."""
POLL_NONE = "Er loopt hier nu geen peiling. Typ peiling om er een te beginnen, of peiling met een thema."
POLL_NOT_YOURS = "Deze peiling sluiten kan alleen wie haar begon, of een beheerder van de groep."
POLL_CLOSING = "Goed, ik sluit de peiling nu. De uitslag komt zo."
POLL_MOVED = "Goed. De peiling sluit nu {when}."
POLL_LONGER = """\
Ik was er een tijd niet, en juist toen zou de peiling sluiten. Daarom blijft ze langer open. \
Ze sluit nu {when}."""
POLL_MISSED = (
    "Ik was er even niet, en de sluitingstijd van de peiling is voorbij. Typ peiling voor een nieuwe."
)
POLL_FORBIDDEN = """\
Een peiling openen mag ik in deze groep niet. Een beheerder kan dat aanzetten.

Bespreken kan ook zo: typ dilemma. Of vertrouwelijk: typ ronde."""
POLL_CLOSED = "De peiling is gesloten."
POLL_RESULT = "Uitslag van de peiling"
POLL_RESULT_NOTE = "{votes} stemmen. Dit is een peiling, geen besluit."
POLL_RESULT_ONE = "1 stem. Dit is een peiling, geen besluit."
POLL_NOBODY = "De peiling is gesloten. Niemand heeft gestemd. Bespreken kan altijd."
POLL_NO_TOTALS = """\
De peiling is gesloten, maar de aantallen krijg ik niet meer te zien. Kijk in de peiling zelf.

Dat kan gebeuren als de groep een nieuw nummer kreeg, of als ik lang weg was."""
POLL_LAST_SEEN = """\
Dit is de laatste stand die ik zag. De app laat mij de peiling niet meer sluiten. \
Dat gebeurt als de groep een nieuw nummer kreeg, of als het bericht weg is."""
POLL_TALK = "Om samen te bespreken"
POLL_WHEN_UNCLEAR = """\
Wanneer de peiling sluit, begrijp ik niet. Er is niets veranderd.

Typ bijvoorbeeld: peiling sluit vrijdag 12:00. Of: peiling sluit over 2 uur."""
POLL_TOO_SOON = "Dat is te snel. Geef je collega's een paar minuten: peiling sluit over 10 minuten."
POLL_TOO_LATE = "Een peiling duurt hooguit veertien dagen. Kies een eerdere dag."
POLL_IN_A_GROUP = """\
Dat doe je met je team in een groep. Zet mij in jullie groep en typ daar: peiling. \
Hier kan wel: dilemma. Dan bespreken wij het samen."""

# Who reads along, before anything is typed about a real case.
READING_TITLE = "Wie leest hier mee?"
READING = """\
In deze methode kun je iets typen over een echte casus. {readers}

Ik bewaar het zelf niet op een schijf. Wat wil je?"""
READERS_TELEGRAM = "Wat je hier typt, kan Telegram ook lezen."
READERS_OTHER = "Deze kamer is niet versleuteld: wie de server beheert, kan meelezen."
READERS_GROUP = "En iedereen in deze groep."
READING_TYPE = "Typen, zonder namen"
READING_LETTERS = "Alleen letters"
READING_LETTERS_DETAIL = "Wat ik je vraag, bespreek je hardop of schrijf je ergens anders op."
READING_SEALED = "In een versleutelde kamer"
READING_SEALED_DETAIL = "Ik nodig je daar uit. Daar leest niemand mee en kun je typen."
READING_ASKED_IN = (
    "Ik heb je uitgenodigd in een versleutelde kamer, met alleen jou en mij. Daar kun je typen."
)
READING_HERE = "Hier leest niemand mee. Je kunt typen, zonder namen. Begin met: {word}."
READING_HINT = "Typ A of B. Je kunt later wisselen met: typen, of: letters."
CHOOSE_FIRST = """\
Dit heb ik niet onthouden. Kies eerst hoe je hier wilt werken: typ A of B. Of typ stop."""
TYPING_ON = "Goed, je kunt hier typen. Zonder namen. Wisselen kan met: letters."
LETTERS_ON = "Goed, alleen letters. Wat je typt bij een open vraag, onthoud ik niet. Wisselen kan met: typen."
TYPING_OFF = """\
Typen over een casus staat hier uit; dat besloot wie mij beheert. Je kiest letters.

Mijn open vragen bespreek je hardop, of je schrijft ze voor jezelf op."""
TYPING_SEALED = "Hier leest niemand mee. Je kunt gewoon typen, zonder namen."
QUIET_NOTE = (
    "Bespreek dit hardop, of schrijf het voor jezelf op. Typ dan: verder. Of typ terug, pauze of stop."
)
NOT_HELD = """\
Dit heb ik niet onthouden: hier kies je alleen letters. \
Haal je bericht weg als er iets over een inwoner in staat.

Typ verder om door te gaan. Toch typen? Typ: typen."""
NOT_HELD_OFF = """\
Dit heb ik niet onthouden: typen over een casus staat hier uit. \
Haal je bericht weg als er iets over een inwoner in staat.

Typ verder om door te gaan."""
SENDING_NEEDS_TYPING = """\
Een dilemma insturen gaat met typen, en hier kies je alleen letters.

Wil je hier toch typen? Typ eerst: typen. En dan: dilemma insturen."""
SENDING_OFF = (
    "Een dilemma insturen gaat met typen, en dat staat hier uit. Vraag je kwaliteitsmedewerker om hulp."
)

LINK_UNKNOWN = "Die link ken ik niet, of wat erachter stond is weg. Dit kan wel:"

WHAT_IT_IS = """\
Ruggespraak denkt met je mee voordat je beslist: dilemma's uit het sociaal domein, methodes stap voor stap, \
en antwoorden met hun bron. Het is een programma zonder taalmodel; alles is door een redacteur geschreven.

Zet geen namen of nummers van inwoners in deze chat. Druk op Start, of typ hulp."""
WHAT_IT_IS_IN_SHORT = "Dilemma's en methodes voor het sociaal domein. Denkt mee voordat je beslist."
