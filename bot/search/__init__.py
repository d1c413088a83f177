"""Search. Everything with numpy, rapidfuzz and Stemmer, behind `bot.core.model.finder.Finder`."""
