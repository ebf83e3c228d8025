"""The report for reviewers as one self-contained page."""
