"""The project of the command line's tests in a git repository."""

from tests.checker.review.conftest import Git, Rsp, built, git, lab, rsp

__all__ = ["Git", "Rsp", "built", "git", "lab", "rsp"]
