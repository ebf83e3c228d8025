"""What a change of the policy weakens, and what it does to today's verdicts; pure."""
