"""The activation report: what put which standard in force, what protects, how it is watched."""
