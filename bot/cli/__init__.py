"""The commands of `ruggespraak`, one module each."""
