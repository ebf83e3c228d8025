"""The rules that decide a verdict: project, records and a date to an assessment; pure."""
