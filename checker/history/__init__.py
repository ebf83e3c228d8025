"""Saved assessments of one organisation, compared over time; pure."""
