"""Settings that are refused at start."""

import importlib.util

import pytest

from config.checks import check_search_copies, check_search_engine


def refused(check):
    return [error.id for error in check(None)]


def test_no_cluster_is_fine(settings):
    settings.ELASTICSEARCH_URL = ""
    assert refused(check_search_engine) == []


@pytest.mark.parametrize(
    "url",
    ["http://search.example:9200", "https://es1.example:9200, https://es2.example:9200"],
)
def test_nodes_with_scheme_host_and_port_are_taken(settings, url):
    settings.ELASTICSEARCH_URL = url
    assert refused(check_search_engine) == []


@pytest.mark.parametrize(
    "url",
    ["search.example:9200", "https://search.example", "http://a:9200,b", "http://a:x", "ftp://a:1"],
)
def test_an_address_that_names_no_node_is_refused(settings, url):
    settings.ELASTICSEARCH_URL = url
    assert set(refused(check_search_engine)) == {"config.E006"}


def test_a_cluster_without_its_package_is_refused(settings, monkeypatch):
    settings.ELASTICSEARCH_URL = "http://search.example:9200"
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert refused(check_search_engine) == ["config.E006"]


@pytest.mark.parametrize(
    ("copies", "own", "errors"),
    [
        (["embedded"], "embedded", []),
        (["web1", "web2"], "web2", []),
        (["web1", "web2"], "web3", ["config.E007"]),
        (["elasticsearch"], "elasticsearch", ["config.E007"]),
    ],
)
def test_this_machine_is_one_of_the_copies(settings, copies, own, errors):
    settings.SEARCH_COPIES, settings.SEARCH_COPY = copies, own
    assert refused(check_search_copies) == errors
