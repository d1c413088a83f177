"""Tell entries apart that look alike, by what their own sentences have in common and differ in."""

import numpy as np
import numpy.typing as npt

Square = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float32]

STEPS = 8
"""Steps of the fit. More change nothing; see docs/zoeken.md."""

DOUBT = 0.01
"""How little a single sentence is believed (ridge)."""


def rival_logits(among: Square, alike: Vector, owner: npt.NDArray[np.int64]) -> Vector:
    """Return how likely each of the few entries near a query is meant, as logits: only to be compared.

    `among` says how alike the sentences are to one another, `alike` to the text; `owner` numbers their
    entries from 0 without gaps. Fits a softmax regression in kernel form: fixed-bound Newton steps
    (Böhning 1992), a few numpy products of a few dozen rows, so it is done anew for each text.
    """
    mean = among.mean(0)
    level = mean.mean()
    centred = among - mean - mean[:, None] + level
    near = alike - alike.mean() - mean + level
    count = len(owner)
    meant = np.zeros((count, int(owner.max()) + 1), np.float32)
    meant[np.arange(count), owner] = 1
    step = np.linalg.inv(0.5 * centred + DOUBT * np.eye(count, dtype=np.float32))
    fitted = np.zeros_like(meant)
    for _ in range(STEPS):
        fitted += step @ (meant - _softmax(centred @ fitted) - DOUBT * fitted)
    return np.asarray(near @ fitted, np.float32)


def _softmax(scores: Square) -> Square:
    raised = np.exp(scores - scores.max(1, keepdims=True))
    return np.asarray(raised / raised.sum(1, keepdims=True), np.float32)
