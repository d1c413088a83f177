"""Report on content without mistakes: where the material went, where there is little, what is old."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from bot.core.model.library import Covered, Dilemma, Fact, Library
from bot.core.model.text import folded

SOON = timedelta(days=60)
"""So long before a fact is overdue it is named."""

YEAR = timedelta(days=365)
"""So long a text counts as reviewed."""

USES = ("doen", "kiezen", "lezen")
"""What can be done with a part of the material: a method or a round, a dilemma, or only an answer."""

LAWS = {
    "Participatiewet": ("participatiewet", r"participatiewet|bijstand|uitkering"),
    "Wmo": ("wmo", r"wmo|huishoudelijke hulp|hulp bij het huishouden"),
    "Jeugdwet": ("jeugd", r"jeugdwet|jeugdhulp|leerplicht"),
    "Wgs": ("schulden", r"wgs|schuldhulp|schulden"),
}
"""Law, the theme of its dilemmas, and how words in a story begin that tell of it."""

Counts = Mapping[str, int]
"""Name, and how many dilemmas there are."""

Belongs = Callable[[str, Dilemma], bool]
"""True: a dilemma counts under a name."""


def coverage_table(library: Library) -> list[str]:
    """Return every part of the material: what can be done with it, by which word, and where it is found."""
    entries = library.coverage.values()
    title = max((len(one.title) for one in entries), default=0)
    word = max((len(_word_for(one, library)) for one in entries), default=0)
    rows = [
        f"{one.id:<4} {one.title:<{title}}  {_use_of(one, library):<6}"
        f"  {_word_for(one, library):<{word}}  {', '.join(one.found)}"
        for one in entries
    ]
    counts = Counter(_use_of(one, library) for one in entries)
    totals = ", ".join(f"{counts[use]} {use}" for use in USES)
    return [*rows, f"{len(rows)} onderdelen, elk ergens te vinden: {totals}."]


def _use_of(part: Covered, library: Library) -> str:
    """Return what can be done with a part: the most that is there."""
    if _word_for(part, library).startswith("methode") or part.word:
        return "doen"
    return "kiezen" if any(id_ in library.dilemmas for id_ in part.found) else "lezen"


def _word_for(part: Covered, library: Library) -> str:
    """Return what is typed to do it, or to choose in a dilemma about it."""
    methods = [library.dialogs[id_] for id_ in part.found if id_ in library.dialogs]
    if part.word or methods:
        return part.word or f"methode {methods[0].start[0]}"
    dilemmas = [library.dilemmas[id_] for id_ in part.found if id_ in library.dilemmas]
    return dilemmas[0].title.lower() if dilemmas else ""


def content_report(library: Library, today: date) -> list[str]:
    """Return the number of dilemmas of each kind, and the content that must be reviewed."""
    dilemmas = library.dilemmas.values()
    return [
        *_counted("Dilemma's per rol", _per_role(library)),
        *_counted("Dilemma's per thema", _per_theme(library)),
        *_counted("Dilemma's per wet (naar thema en woorden)", _per(LAWS, dilemmas, _tells_of)),
        *_counted("Dilemma's per waarde", _per_value(dilemmas)),
        *_section(f"Feiten: verlopen, of binnen {SOON.days} dagen", _facts(library.facts.values(), today)),
        *_section("Langer dan een jaar niet nagekeken", _old(library, today)),
    ]


def confused_sentences(confused: Iterable[tuple[str, str, str, str]]) -> list[str]:
    """Return the sentences of `ask` that, left out, find another question; each with the one that matched."""
    rows = [f'   -: {id_}: "{one}" lijkt op {other}: "{two}"' for id_, one, other, two in confused]
    return _section("Zinnen bij ask die sterk op een andere vraag lijken", rows)


def _counted(title: str, counts: Counts) -> list[str]:
    """Return the names by how many there are, fewest first."""
    names: dict[int, list[str]] = defaultdict(list)
    for name, count in counts.items():
        names[count].append(name)
    rows = (f"{count or 'geen':>4}: {', '.join(sorted(names[count]))}" for count in sorted(names))
    return _section(title, rows)


def _section(title: str, rows: Iterable[str]) -> list[str]:
    return [title, *(list(rows) or ["   -: niets"]), ""]


def _per(names: Iterable[str], dilemmas: Iterable[Dilemma], belongs: Belongs) -> Counts:
    every = list(dilemmas)
    return {name: sum(belongs(name, dilemma) for dilemma in every) for name in names}


def _per_role(library: Library) -> Counts:
    jobs = {role.title: set(role.jobs) for role in library.roles.values()}
    return _per(jobs, library.dilemmas.values(), lambda name, one: bool(jobs[name] & set(one.roles)))


def _per_theme(library: Library) -> Counts:
    ids = {theme.title: theme.id for theme in library.themes.values()}
    return _per(ids, library.dilemmas.values(), lambda name, one: ids[name] in one.themes)


def _per_value(dilemmas: Iterable[Dilemma]) -> Counts:
    values = {dilemma.id: {value for way in dilemma.ways for value in way.values} for dilemma in dilemmas}
    names = {name for one in values.values() for name in one}
    return _per(names, dilemmas, lambda name, one: name in values[one.id])


def _tells_of(law: str, dilemma: Dilemma) -> bool:
    theme, words = LAWS[law]
    text = folded(" ".join([dilemma.title, dilemma.story, dilemma.poll, dilemma.note]))
    return theme in dilemma.themes or bool(re.search(rf"\b(?:{words})", text))


def _facts(facts: Iterable[Fact], today: date) -> Iterator[str]:
    for fact in sorted(facts, key=lambda one: one.check_by):
        if fact.check_by < today:
            yield f"{fact.check_by}: {fact.id} ({fact.value}) is verlopen. Bron: {fact.source}"
        elif fact.check_by <= today + SOON:
            days = (fact.check_by - today).days
            yield f"{fact.check_by}: {fact.id} ({fact.value}), over {days} dagen. Bron: {fact.source}"


def _old(library: Library, today: date) -> Iterator[str]:
    reviewed = [
        *((one.reviewed, f"knowledge/dilemmas/{one.id}.yaml") for one in library.dilemmas.values()),
        *((one.reviewed, f"knowledge/questions/{one.id}.yaml") for one in library.questions.values()),
    ]
    yield from (f"{day}: {file}" for day, file in sorted(reviewed) if day < today - YEAR)
