"""Recognise English and Turkish, which the bot cannot read: a kind sentence is better than a guess.

Only words count that are not Dutch too, and at least two of them, or letters that only Turkish has.
"""

from bot.core.model.text import words

_ENGLISH = frozenset(
    """
    the i my your you need please what how with client can't cannot don't does anyone someone this that there
    and for from have has had are was were should would could will why when where who which help's help me he
    she they their his her about because know speak english understand thanks thank hello good morning today
    money rent debt child children wife husband house homeless work want she's he's i'm it's isn't
    """.split()  # noqa: SIM905, a list of words reads best as words
)
_ALSO_DUTCH = frozenset(
    {"me", "help", "had", "was", "her", "who", "he", "hello", "i", "money", "for", "were"}
)
_ENGLISH_ONLY = _ENGLISH - _ALSO_DUTCH
_TURKISH = frozenset(
    """
    bana bu icin nasil nedir yok lazim yardim merhaba tesekkur ederim lutfen evet hayir kadar burada nerede
    nereden yapabilirim kim neden ile degil olur mi kira borc cocuk para istiyorum musteri anlamiyorum turkce
    konusuyor biliyor musunuz misiniz eder
    """.split()  # noqa: SIM905
)
_TURKISH_LETTERS = frozenset("ığşİĞŞ")

LEAST = 2
"""Words that are surely of another language."""


def is_foreign(text: str) -> bool:
    """Return whether this text is English or Turkish, as far as its common words tell."""
    typed = words(text)
    if len(typed) < LEAST:
        return False
    if _TURKISH_LETTERS & {*text}:
        return True
    english = sum(word in _ENGLISH_ONLY for word in typed)
    turkish = sum(word in _TURKISH for word in typed)
    return max(english, turkish) >= LEAST and max(english, turkish) * 3 >= len(typed)
