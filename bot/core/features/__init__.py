"""What the bot can do: each feature is declared once here, and everything else derives from that."""
