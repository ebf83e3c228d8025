"""Editions for others than the organisation: what they withhold, and how that is checked."""
