"""The weekly message: when it comes, what is in it."""
