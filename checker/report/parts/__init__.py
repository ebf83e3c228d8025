"""The parts of the report for reviewers, as Markdown; one module for each."""
