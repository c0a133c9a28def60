"""Reads fairs. Moment and scope are arguments; only views know the clock and the site."""
