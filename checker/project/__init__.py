"""From files to a project: discover, decode, merge."""
