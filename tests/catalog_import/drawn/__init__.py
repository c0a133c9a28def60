"""Registries drawn at random: facts, a layout to print them in, and a file of that layout."""
