"""A little code with a suite that has a hole, for the tests of the mutants themselves."""
