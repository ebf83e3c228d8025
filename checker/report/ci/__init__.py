"""What formats for CI share: what was found, each at a place that its reader can change."""
