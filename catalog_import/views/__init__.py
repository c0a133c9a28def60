"""The desk of imports in the back office."""
