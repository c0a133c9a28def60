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
