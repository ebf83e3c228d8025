"""JSON Schemas of the authored files, and the check of data against a schema."""
