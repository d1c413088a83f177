"""Tell the room that reads content which words a dialog may not start by."""

from bot.core.features.registry import REGISTRY

_BEGIN_DIALOGS = ("toets", "insturen")
"""Commands that begin a dialog: that dialog may name their words too."""


def reserved_words() -> frozenset[str]:
    """Return every word that the bot takes for a command that begins no dialog."""
    aliases = REGISTRY.vocabulary.aliases
    return frozenset(alias for alias, name in aliases.items() if name not in _BEGIN_DIALOGS)
