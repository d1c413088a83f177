"""Makes `python -m bot` do the same as `ruggespraak`."""

from bot.cli.main import main

raise SystemExit(main())
