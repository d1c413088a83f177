"""A real Matrix homeserver for the tests, and people on it who run on other software than the bot."""

import sys
from types import ModuleType

# mautrix wants it to write down recovery keys, which nobody does here
sys.modules.setdefault("base58", ModuleType("base58"))
