"""Settings that are refused at start."""

from config.checks import check_search_engine


def test_a_cluster_is_not_taken_in_silence(settings):
    settings.ELASTICSEARCH_URL = "http://search.example:9200"
    assert [error.id for error in check_search_engine(None)] == ["config.E006"]

    settings.ELASTICSEARCH_URL = ""
    assert check_search_engine(None) == []
