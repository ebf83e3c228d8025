"""How strict two versions of a control, a type or a catalog are, beside each other; pure."""
