"""Texts of new files: a project to start from, and one control, record, deviation, determination.

A value that only a person knows is left empty under a comment that says what belongs there: an
empty value is refused (`value-missing`), so nothing that nobody wrote can pass.
"""
