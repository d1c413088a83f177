"""The commands of `ruggespraak`, one file each."""
