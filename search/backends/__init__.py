"""Engines behind ``search.query.SearchBackend``; only this package imports one."""
