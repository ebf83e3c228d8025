"""From two names to a comparison: sides are opened, judged and weighed."""
