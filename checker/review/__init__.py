"""Review stamps: both sides of a link as they are today, and where a stamp is written."""
