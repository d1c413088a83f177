"""Commands that a text names, written as people must type them where it is shown.

`{cmd:terug}` is typed where it is read: "terug" alone with the bot, "/terug" or "!terug" in a group.
`{groupcmd:team mee}` is typed in the group, also where it is read alone with the bot.
"""

import re

_REFERENCE = re.compile(r"\{(cmd|groupcmd):([^{}]+)\}")


def commands_written(text: str, sign: str, *, group: bool) -> str:
    """Return the text with its commands. `sign` stands before them in a group."""

    def written(found: re.Match[str]) -> str:
        signed = sign and (group or found[1] == "groupcmd")
        # Commands of some platforms end at an apostrophe. "Themas" is known everywhere.
        return sign + found[2].replace("'", "") if signed else found[2]

    return _REFERENCE.sub(written, text)
