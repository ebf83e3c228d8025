"""Rules about authored files: project to diagnostics; pure, one file each."""
