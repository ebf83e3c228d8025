"""Anything that has an id, in full: what it says, what it is linked to, how it stands today."""
