"""Describe an error of ours without anything that a person typed."""

import traceback
from pathlib import PurePath


def fault(error: BaseException) -> str:
    """Return class and places of an error. Its message is left out: that may quote what a person typed."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(
        f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames)
    )
    return f"{type(error).__name__} at {places}"
