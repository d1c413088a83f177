"""Dutch: how moments and rhythms are read and said. The sentences of the bot lie beside it."""
