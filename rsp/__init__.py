"""What the policy says: pure values and functions, without input or output."""
