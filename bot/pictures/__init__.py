"""Draws. What a picture shows, the core decided; here it becomes PNG."""
