"""Whether the policy is met: reads a project, verifies its evidence, assesses it and reports."""

__version__ = "0.1.0"
