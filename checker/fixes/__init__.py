"""Changes of text that settle findings: what an editor offers and what `rsp lint --fix` makes."""
