"""Every sentence that can lead somewhere, and the index that is built from them.

Sentences of one entry stand together, in the order of the entries. Behind them come sentences that people
type to any bot and that no content is about; their entry has the number after the last one.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

import numpy as np

from bot.core.language.dutch import FRAME, stem
from bot.core.model.text import words
from bot.search.documents import Document, Synonyms
from bot.search.grams import Ids, Starts
from bot.search.index import Index, build_index, hash_stem
from bot.search.word_vectors import Vectors, WordVectors
from bot.search.wordlist import WordList

CONTENT_WORDS = 40
"""Words of a sentence of ours that the sentence model reads: a word takes it 2 ms."""

Sentence = tuple[int, str, list[str]]
"""The number of its entry, its text, and its words."""

SentenceEncoder = Callable[[Sequence[str]], Vectors]
"""A sentence model: return a vector of length 1 for every text, in their order."""


def sentences_of(entries: Sequence[Document], listed: WordList) -> Iterator[Sentence]:
    """Yield every sentence of the entries, and then those of elsewhere."""
    once: dict[str, str] = {}  # a word that stands in a thousand sentences is held once
    for at, entry in enumerate(entries):
        for text in filter(None, (*entry.texts, entry.body)):
            if found := words(text):
                yield at, text, [once.setdefault(word, word) for word in found]
    for text in listed.elsewhere:
        yield len(entries), text, words(text)


def content_stems(found: Sequence[str], synonyms: Synonyms) -> Iterator[str]:
    """Yield the stems of the words that say what a text is about, and its synonyms."""
    yield from (stem(word) for word in found if word not in FRAME and len(word) > 1)
    yield from synonyms.of(found)


def index_sentences(
    sentences: Sequence[Sentence],
    entries: int,
    synonyms: Synonyms,
    word_vectors: WordVectors,
    encoder: SentenceEncoder | None,
) -> Index:
    """Build the index of these sentences. This takes seconds; with a sentence model, minutes."""
    texts = [" ".join([*found, *synonyms.of(found)]) for _, _, found in sentences]
    vectors = word_vectors.encode_all(found for _, _, found in sentences)
    stems = _stems(sentences, entries, synonyms)
    index = build_index(texts, [at for at, _, _ in sentences], vectors, stems)
    if encoder is None or not texts:
        return index
    read = [" ".join(found[:CONTENT_WORDS]) for _, _, found in sentences]
    return replace(index, sentence_vectors=encoder(read))


def _stems(sentences: Sequence[Sentence], entries: int, synonyms: Synonyms) -> tuple[Ids, Starts]:
    """Return the hashed stems of each entry, and where those of each start."""
    flat = array("H")
    counts = np.zeros(entries + 1, np.uint32)
    for at, group in groupby(sentences, itemgetter(0)):
        if at < entries:
            stems = {hash_stem(one) for _, _, found in group for one in content_stems(found, synonyms)}
            flat.extend(sorted(stems))
            counts[at + 1] = len(stems)
    return np.array(flat, np.uint16), np.cumsum(counts, dtype=np.uint32)
