"""The register."""

from config.env import env

#: A recognition that rests on a list alone is in term this long from the day the list speaks for
OCOP_LIST_TERM_MONTHS = env.int("OCOP_LIST_TERM_MONTHS", 12)
#: Demo and tests: what views, commands and the worker take as now (ISO 8601)
CHOPHIEN_NOW = env.str("CHOPHIEN_NOW", "")
#: Mount Oscar's own dashboard for superusers
CHOPHIEN_OSCAR_DASHBOARD = env.bool("CHOPHIEN_OSCAR_DASHBOARD", False)
