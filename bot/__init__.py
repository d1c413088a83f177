"""Ruggespraak: talk a thing over with your colleagues before you decide."""

__version__ = "0.1.0"
