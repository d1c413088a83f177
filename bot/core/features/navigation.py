"""Moving through a conversation, and the words that explain what one can do here."""

from bot.core.conversation import navigation
from bot.core.conversation.commands import Words
from bot.core.conversation.context import Scene
from bot.core.features.feature import Feature, Menus
from bot.core.model.replies import Say, Turn


def _hulp(scene: Scene, _: str) -> Turn:
    first = f"{scene.say('group.help')}\n\n" if scene.here.chat.group else ""
    lines = "\n".join(f"- {scene.say(key)}" for key in (*scene.catalogue.help, "help.question"))
    return navigation.noting(
        scene, Say(f"{first}{lines}\n\n{scene.say('help.text')}", scene.say("help.title"))
    )


def _privacy(scene: Scene, _: str) -> Turn:
    return navigation.noting(scene, Say(scene.say("privacy.text"), scene.say("privacy.title")))


OPENING = (
    Feature(
        "start",
        Words(("start", "begin", "menu"), exact=("begin",)),
        lambda scene, _: navigation.start(scene),
        menus=Menus(private="menu.menu", word="menu"),
    ),
)

FEATURES = (
    Feature(
        "verder",
        Words(("verder", "ga verder", "volgende", "doorgaan", "hervat"), interrupts_as=("ga verder",)),
        lambda scene, _: navigation.on(scene),
        menus=Menus(private="menu.verder"),
    ),
    Feature(
        "terug",
        Words(("terug", "vorige", "vorige stap"), interrupts_as=("vorige stap",)),
        lambda scene, _: navigation.back(scene),
        menus=Menus(private="menu.terug"),
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
            ("stop", "stoppen", "klaar", "einde", "afsluiten"),
            guess=False,
            interrupts_as=("stoppen",),
        ),
        lambda scene, _: navigation.stop(scene),
        menus=Menus(private="menu.stop", group="menu.group-stop"),
    ),
    Feature(
        "hulp",
        Words(("hulp", "help", "?", "commando's"), interrupts_as=("help",)),
        _hulp,
        menus=Menus(start=("start.help", ""), private="menu.hulp", group="menu.hulp"),
    ),
    Feature(
        "privacy",
        Words(("privacy",)),
        _privacy,
        menus=Menus(private="menu.privacy", group="menu.privacy"),
    ),
    Feature(
        "bedankt",
        Words(
            ("bedankt", "dank je", "dankjewel", "dank je wel", "dank u", "thanks"),
            guess=False,
            interrupts=False,
        ),
        lambda scene, _: navigation.noting(scene, Say(scene.say("start.thanks"))),
    ),
)
