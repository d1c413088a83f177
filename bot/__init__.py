"""Ruggespraak: talk a thing over with your colleagues before you decide."""

import os

__version__ = "0.1.0"

# The products of the search are small: a second thread would only wait for a core that others use.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
