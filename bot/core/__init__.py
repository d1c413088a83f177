"""Thinks. Data in, data out: no I/O, no clock, no chance, no asyncio."""
