"""Makes `python -m bot` do the same as `ruggespraak`."""

from bot.cli import main

raise SystemExit(main())
