import re

from bot.channels.web.assets import ASSETS, SCRIPT, STYLE


def test_nothing_comes_from_another_server_and_all_of_it_is_small() -> None:
    both = STYLE.content + SCRIPT.content
    assert b"//" not in re.sub(rb"(?m)^//.*$", b"", both)
    assert b"@import" not in both
    assert b"url(" not in both
    assert len(both) < 20_000


def test_a_version_is_that_of_the_content() -> None:
    assert {(one.version, one.name) for one in (STYLE, SCRIPT)} == set(ASSETS)
    assert STYLE.version != SCRIPT.version


def _luminance(colour: str) -> float:
    full = "".join(2 * one for one in colour) if len(colour) == 3 else colour
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_text_can_be_read_in_the_light_and_in_the_dark() -> None:
    blocks = re.findall(r":root \{(.+?)\}", STYLE.content.decode(), re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        colours = dict(re.findall(r"--([\w-]+): #(\w+);", block))
        texts = [("ink", back) for back in ("back", "card", "own")]
        texts += [("weak", "card"), ("strong", "card"), ("on-strong", "strong"), ("warn-ink", "warn")]
        assert [pair for pair in texts if contrast(colours[pair[0]], colours[pair[1]]) < 4.5] == []
        edges = [("line", "card"), ("line", "back"), ("strong", "back")]
        assert [pair for pair in edges if contrast(colours[pair[0]], colours[pair[1]]) < 3] == []
