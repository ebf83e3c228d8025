"""The one seam to CEL."""
