"""The report for reviewers as pages, for signing and filing."""
