"""Shows quotes: letter for letter, with who said it and where it stands."""

from collections.abc import Iterable

from bot.core.language.themes import common_titles, named
from bot.core.model.library import Library, Quote, Reference, Theme
from bot.core.model.replies import Say, Turn
from bot.core.model.session import Session


def show_next(session: Session, library: Library, asked_for: str = "") -> Turn:
    """Show the next quote that was not shown yet, on the theme that was asked for or on any."""
    theme = named(asked_for, library.themes) if asked_for else None
    fitting = [quote for quote in library.quotes.values() if theme is None or theme.id in quote.themes]
    if not fitting or (asked_for and not theme):
        text = library.say(
            "quote.no-such-theme", typed=asked_for, themes=common_titles(library, library.quotes.values())
        )
        return Turn(session, (Say(text),))
    return _show(session, library, fitting, theme)


def shown(quote: Quote, library: Library) -> Say:
    """Return a quote as a message. A part of a sentence begins with three dots."""
    part = f"{library.say('quote.part')} " if quote.text[:1].islower() else ""
    return Say(f"“{part}{quote.text}”", source=f"{_who(quote)}. {where(_place(quote), library)}")


def where(place: Reference, library: Library) -> str:
    """Return the title of the document, year and section, to put under a text."""
    source = library.sources[place.document]
    return f"{source.title} ({source.year}), {place.section}"


def sources(places: Iterable[Reference], library: Library) -> str:
    """Return where an answer comes from, or an empty text."""
    named_ = [where(place, library) for place in places]
    if not named_:
        return ""
    return library.say("quote.source" if len(named_) == 1 else "quote.sources", sources="; ".join(named_))


def _show(session: Session, library: Library, fitting: list[Quote], theme: Theme | None) -> Turn:
    unseen = [quote for quote in fitting if quote.id not in session.kept.seen_quotes]
    again = () if unseen else (Say(library.say("quote.all-seen")),)
    if not unseen:
        ids = {quote.id for quote in fitting}
        session = session.keep(
            seen_quotes=tuple(seen for seen in session.kept.seen_quotes if seen not in ids)
        )
    quote = spread(unseen or fitting, len(session.kept.seen_quotes))
    said = shown(quote, library)
    about = library.say("quote.about", theme=theme.title.lower()) + " " if theme else ""
    hint = Say(about + library.say("quote.hint"))
    return Turn(session.saw_quote(quote.id), (*again, said, hint))


def spread(quotes: list[Quote], turn: int) -> Quote:
    """Return one of these quotes, so that two in a row seldom come from the same document."""
    documents = sorted({quote.document for quote in quotes})
    document = documents[turn % len(documents)]
    return next(quote for quote in quotes if quote.document == document)


def _place(quote: Quote) -> Reference:
    return Reference(quote.document, quote.section)


def _who(quote: Quote) -> str:
    about = [part for part in (quote.role, quote.organisation) if part.strip("–- ")]
    return ", ".join([quote.speaker, *about])
