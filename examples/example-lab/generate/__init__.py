"""Makes the evidence of Example Lab: the same bytes on every run, nothing drawn at random."""
