"""Findings about files: their type, their registry, and how a reference becomes a line."""
