"""What a gate goes by and what it lets pass: settings that narrow it, and gaps that are known."""
