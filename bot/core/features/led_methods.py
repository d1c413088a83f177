"""Methods that are led in a group: what people type and press while one runs."""

from bot.core.conversation.commands import ANYTHING, Words
from bot.core.features.feature import Feature
from bot.core.methods.led import arrival, leading, led_method

FEATURES = (
    Feature(
        "langer",
        Words(("langer", "meer tijd", "twee minuten erbij"), guess=False),
        leading.longer,
        prompts={arrival.PROMPT: leading.pressed},
        activity=led_method.KIND,
    ),
    Feature("overnemen", Words(("overnemen", "ik leid", "ik neem het over"), guess=False), leading.take_over),
    Feature("inbreng", Words(("inbreng",), ANYTHING, guess=False), leading.contribute),
)
