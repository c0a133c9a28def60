"""The product index: tantivy under VAR, or an Elasticsearch cluster."""

from config.env import VAR, env

SEARCH_INDEX_ROOT = VAR / "index"
ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", "")

# How old the synonyms a process reads queries by may be.
SEARCH_SYNONYMS_SECONDS = 3
# Queries that found nothing or took long are kept so many days after they were last asked.
SEARCH_KEEP_QUERIES_DAYS = env.int("SEARCH_KEEP_QUERIES_DAYS", 90)
# A search that takes longer is noted as slow.
SEARCH_SLOW_MS = 300
