"""Tell the room that reads content which words the bot takes for commands."""

from bot.content.files import CommandNames
from bot.core.features.registry import REGISTRY

_BEGIN_DIALOGS = ("toets", "insturen")
"""Commands that begin a dialog: that dialog may name their words too."""


def command_names() -> CommandNames:
    """Return every command. Those that begin a dialog are not reserved."""
    aliases = REGISTRY.vocabulary.aliases
    reserved = frozenset(alias for alias, name in aliases.items() if name not in _BEGIN_DIALOGS)
    words = {name: one.words for name, one in REGISTRY.commands.items() if one.words}
    return CommandNames(reserved, {alias: words[name].rest for alias, name in aliases.items()})
