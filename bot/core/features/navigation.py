"""Moving through a conversation, and the words that explain what one can do here."""

from bot.core.conversation import navigation
from bot.core.conversation.commands import Words
from bot.core.conversation.context import Scene
from bot.core.features.feature import Feature, Menus
from bot.core.language import words, words_group
from bot.core.model.replies import Say, Turn


def _hulp(scene: Scene, _: str) -> Turn:
    first = f"{words_group.HELP}\n\n" if scene.here.chat.group else ""
    lines = "\n".join(f"- {line}" for line in (*scene.catalogue.help, words.HELP_QUESTION))
    return navigation.noting(scene, Say(f"{first}{lines}\n\n{words.HELP}", words.HELP_TITLE))


OPENING = (
    Feature(
        "start",
        Words(
            ("start", "begin", "hallo", "hoi", "hey", "menu", "goedemorgen", "goedemiddag", "goedenavond"),
            exact=("begin",),
        ),
        lambda scene, _: navigation.start(scene),
        menus=Menus(private="Wat wil je doen?", word="menu"),
    ),
)

FEATURES = (
    Feature(
        "verder",
        Words(("verder", "ga verder", "volgende", "doorgaan", "hervat"), interrupts_as=("ga verder",)),
        lambda scene, _: navigation.on(scene),
        menus=Menus(private="Verder waar je was"),
    ),
    Feature(
        "terug",
        Words(("terug", "vorige", "vorige stap"), interrupts_as=("vorige stap",)),
        lambda scene, _: navigation.back(scene),
        menus=Menus(private="Een stap terug"),
    ),
    Feature(
        "pauze",
        Words(("pauze", "even pauze", "later", "straks"), exact=("later",), interrupts_as=("even pauze",)),
        lambda scene, _: navigation.pause(scene),
    ),
    Feature(
        "opnieuw",
        Words(("opnieuw", "nog een keer"), interrupts_as=("nog een keer",)),
        lambda scene, _: navigation.again(scene),
    ),
    Feature(
        "stop",
        Words(
            ("stop", "stoppen", "klaar", "einde", "afsluiten", "doei"),
            guess=False,
            interrupts_as=("stoppen",),
        ),
        lambda scene, _: navigation.stop(scene),
        menus=Menus(private="Stoppen met waar je mee bezig bent", group="Een gesprek met mij stoppen"),
    ),
    Feature(
        "hulp",
        Words(("hulp", "help", "?", "commando's"), interrupts_as=("help",)),
        _hulp,
        menus=Menus(start=("Zien wat ik kan", ""), private="Wat je kunt typen", group="Wat je kunt typen"),
    ),
    Feature(
        "privacy",
        Words(("privacy",)),
        lambda scene, _: navigation.noting(scene, Say(words.PRIVACY, words.PRIVACY_TITLE)),
        menus=Menus(private="Wat ik bewaar en wat niet", group="Wat ik bewaar en wat niet"),
    ),
    Feature(
        "bedankt",
        Words(
            ("bedankt", "dank je", "dankjewel", "dank je wel", "dank u", "thanks"),
            guess=False,
            interrupts=False,
        ),
        lambda scene, _: navigation.noting(scene, Say(words.WELCOME_THANKS)),
    ),
)
