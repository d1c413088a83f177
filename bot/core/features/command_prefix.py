"""Puts a sign before the words that people are told to type, where the bot hears nothing without one.

In a group "Typ: ronde" is a promise that the bot does not keep: there it hears "!ronde" on one channel
and "/ronde" on another, see `ChannelTraits.command_sign`. Our own
sentences and those of editors need not know of it.
"""

import re

from bot.core.features.registry import REGISTRY

_PLAIN_DUTCH = frozenset({"vraag", "bedankt"})
"""Words that stand in such sentences for what they mean: "typ een letter, of je vraag"."""

_KNOWN = "|".join(
    map(re.escape, sorted({*REGISTRY.commands, "omgekeerde toets"} - _PLAIN_DUTCH, key=len, reverse=True))
)
_WORD = rf"(?P<word>{_KNOWN})(?![\w'])"
_BETWEEN = r"(?: (?:dan|hier|daar|eerst|gewoon|later|daarna|bijvoorbeeld|toch|weer))*"
_BEFORE = rf"(?P<before>\btyp(?:t|en)?{_BETWEEN}:? |: |,(?: of| en)?:? | (?:of|en) )"

_SENTENCE = re.compile(r"(?:[^.?!\n]|[.?!](?=\S))+")
_TELLS = re.compile(r"\btyp(?:t|en)?\b|\bmet: |^\s*(?:of|zoals|en dan): ", re.IGNORECASE)
_TOLD = re.compile(f"{_BEFORE}{_WORD}", re.IGNORECASE)
_QUOTED = re.compile(rf"(?<!\w)'(?P<word>methode [\w -]+|{_KNOWN})'(?!\w)")
"""As editors write words to type: 'tweestrijd', or 'methode krantentoets'."""

_ALIASES = "|".join(map(re.escape, sorted(REGISTRY.vocabulary.aliases, key=len, reverse=True)))
_ROW = re.compile(rf"- (?P<word>{_ALIASES})(?=[:,])")
"""A row that explains a word: "- tweestrijd: een dilemma met twee wegen". No capital, so no other list."""

_EACH = re.compile(rf"(?:{_ALIASES})(?![\w'])")
_LIST = re.compile(rf"(?<=: ){_EACH.pattern}(?:(?:, | en | of ){_EACH.pattern})+(?=\.?$)")
"""Nothing but words to type after a colon: "Onderweg: terug, pauze, stop en hulp"."""

_SLASHED = re.compile(rf"(?<![\w/:.<])/(?={_WORD})")


def signed(text: str, sign: str, *, group: bool) -> str:
    """Write commands as people must type them here: with the sign in a group, without it in private.

    A sentence that says where to type something holds for that place, wherever it is said.
    """
    return _SENTENCE.sub(lambda found: _sentence(found[0], sign, group=group), text)


def _sentence(said: str, sign: str, *, group: bool) -> str:
    here = "eigen gesprek" not in said and (group or "groep" in said)
    put = sign if here else ""
    said = _SLASHED.sub(put, said)
    if not put:
        return said
    said = _QUOTED.sub(lambda found: f"'{put}{_bare(found['word'])}'", said)
    said = _LIST.sub(lambda found: _EACH.sub(lambda word: put + _bare(word[0]), found[0]), said)
    if row := _ROW.match(said):
        return f"- {put}{_bare(row['word'])}{_prefixed(said[row.end() :], put)}"
    tells = _TELLS.search(said)
    if not tells:
        return said
    return said[: tells.start()] + _prefixed(said[tells.start() :], put)


def _prefixed(said: str, put: str) -> str:
    return _TOLD.sub(lambda found: found["before"] + put + _bare(found["word"]), said)


def _bare(word: str) -> str:
    """Drop apostrophes: on some platforms a command ends there. "Themas" is known everywhere."""
    return word.replace("'", "")
