"""Tests of a catalog: cases judged by the real core, and mutants of its validations."""
