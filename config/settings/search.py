"""The product index: tantivy under VAR, or an Elasticsearch cluster."""

from config.env import VAR, env

SEARCH_INDEX_ROOT = VAR / "index"
ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", "")
