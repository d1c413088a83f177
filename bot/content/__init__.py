"""Reads. knowledge/ and dialogs/ become a Library, or every mistake in them at once."""
