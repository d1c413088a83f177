"""The features: each is declared once here, and everything else is derived from that."""
