"""Talks on Matrix, plain and encrypted, over matrix-nio. Only `matrix.py` is for others to use."""
