"""Whose voice a quote is."""

from dataclasses import replace

import pytest

from bot.core.language.voices import voice_of
from bot.core.model.library import Library


@pytest.mark.parametrize(
    ("role", "voice"),
    [
        ("hoogleraar bestuurskunde", "research"),
        ("Lector Maatschappelijke Zorg", "research"),
        ("actieonderzoekers", "research"),
        ("ervaringsdeskundige", "resident"),
        ("cliënt van het wijkteam", "resident"),
        ("klantmanager", "practice"),
        ("wethouder Sociale Zaken", "practice"),
    ],
)
def test_the_role_tells_whose_voice_it_is(role: str, voice: str, library: Library) -> None:
    quote = replace(next(iter(library.quotes.values())), role=role)
    assert voice_of(quote) == voice
