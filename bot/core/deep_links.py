"""A link that was followed: "dilemma-de-brief" opens that dilemma, "methode-..." that method."""

from bot.core import router
from bot.core.conversation import navigation
from bot.core.conversation.context import Scene
from bot.core.language import words, words_group
from bot.core.model.replies import Say, Turn

KINDS = {"dilemma": "dilemma", "methode": "dialog", "vraag": "question", "citaat": "quote"}
"""What stands before the first dash of a link, and the kind of option that does the same."""


def follow(link: str, scene: Scene) -> Turn:
    """Do what the link names. One that names nothing (any more) leads to the menu."""
    kind, _, id_ = link.partition("-")
    if kind not in KINDS or router.is_gone(KINDS[kind], id_, scene.library):
        return navigation.noting(scene, Say(words_group.LINK_UNKNOWN)).then(navigation.start(scene))
    first = (Say(words.WELCOME, words.WELCOME_TITLE),) if scene.is_new else ()
    return Turn(scene.session, first).then(router.take(f"{KINDS[kind]}:{id_}", scene))
