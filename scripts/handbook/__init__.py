"""Makes the pages of the site that follow from code and catalog, and brings in those that exist."""
