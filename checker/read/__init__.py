"""Bytes to nodes with positions: YAML, JSON and Markdown, over a tree of files."""
