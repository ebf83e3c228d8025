"""The report as sheets: the evidence request list, and what it rests on."""
