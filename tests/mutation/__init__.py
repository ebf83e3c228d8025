"""Seeded defects in the core, and which of them the tests notice: `python -m tests.mutation`."""
