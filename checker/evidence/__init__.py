"""The evidence store: digest, seal, verify."""
