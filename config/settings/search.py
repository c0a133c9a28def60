"""The product index: tantivy under VAR, and an Elasticsearch cluster where one is named."""

from config.env import VAR, env

SEARCH_INDEX_ROOT = VAR / "index"
# Machines that keep an index on their own disk, and which of them this one is.
SEARCH_COPIES = env.list("SEARCH_COPIES", ["embedded"])
SEARCH_COPY = env.str("SEARCH_COPY", SEARCH_COPIES[0])

# One or several nodes of one cluster, with commas.
ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", "")
ELASTICSEARCH_INDEX = env.str("ELASTICSEARCH_INDEX", "chophien")
ELASTICSEARCH_USER = env.str("ELASTICSEARCH_USER", "")
ELASTICSEARCH_PASSWORD = env.str("ELASTICSEARCH_PASSWORD", "")
ELASTICSEARCH_CA_FILE = env.str("ELASTICSEARCH_CA_FILE", "")

# How old the synonyms a process reads queries by may be.
SEARCH_SYNONYMS_SECONDS = 3
# Queries that found nothing or took long are kept so many days after they were last asked.
SEARCH_KEEP_QUERIES_DAYS = env.int("SEARCH_KEEP_QUERIES_DAYS", 90)
# A search that takes longer is noted as slow.
SEARCH_SLOW_MS = 300
