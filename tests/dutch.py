"""The bot's own sentences: tests name a sentence by its key."""

from bot.content.files import shipped_sentences as shipped_files
from bot.content.read import shipped_sentences
from bot.core.features.command_reference import commands_written
from bot.core.model.library import Library

SENTENCES = shipped_sentences(tuple(shipped_files().items()))

DUTCH = Library(sentences=SENTENCES)
"""No content, but it can speak."""


def say(key: str, /, **values: object) -> str:
    """This sentence. Without values its blanks stay blank."""
    return DUTCH.say(key, **values) if values else SENTENCES[key]


def told(key: str, sign: str = "", **values: object) -> str:
    """A sentence as it is shown: in a group whose commands have this sign, or alone with the bot."""
    return commands_written(say(key, **values), sign, group=bool(sign))
