"""Dependency order and causes, and the assurance graph."""
