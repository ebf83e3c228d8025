"""The findings of a report as SARIF 2.1.0 (OASIS), within what GitHub code scanning takes."""
