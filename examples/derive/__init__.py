"""Derives an example from another: the base with a short, readable patch applied."""
