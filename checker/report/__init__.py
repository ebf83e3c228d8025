"""The report model, and one renderer per format."""
