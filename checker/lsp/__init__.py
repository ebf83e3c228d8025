"""The language server: diagnostics, names, hovers and fixes while somebody types."""
