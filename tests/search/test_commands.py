"""The forms other programs rely on."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search.services import drain_outbox
from tests.search import shelf

FACETS = [
    "stars", "level", "province", "former_province", "commune", "group", "set", "subject_kind",
    "price", "on_sale",
]  # fmt: skip


@pytest.fixture
def shop(db):
    shop = {
        "old": shelf.listing("Chè Hoàng Su Phì", stars=5, price=185_000),
        "new": shelf.listing("Chè Na Hang", place=shelf.TUYEN_QUANG, group="đồ uống"),
    }
    drain_outbox()
    return {name: listing.pk for name, listing in shop.items()}


def run(*args, **options):
    out = StringIO()
    call_command("search", *args, stdout=out, **options)
    return json.loads(out.getvalue())


def test_json_has_the_documented_form(shop):
    result = run("hoang su phi", json=True)

    assert list(result) == ["total", "took_ms", "backend", "results", "facets"]
    assert result["results"] == [
        {
            "id": shop["old"],
            "title": "Chè Hoàng Su Phì",
            "subject": "HTX Số 1",
            "province": "Tuyên Quang",
            "province_as_issued": "Hà Giang",
            "commune": "Xã Thông Nguyên",
            "stars": 5,
            "group": "thuc-pham",
            "price": 185000,
            "on_sale": True,
        }
    ]
    assert list(result["facets"]) == FACETS
    assert result["facets"] == {
        "stars": {"5": 1},
        "level": {"national": 1},
        "province": {"Tuyên Quang": 1},
        "former_province": {"Hà Giang": 1},
        "commune": {"Xã Thông Nguyên": 1},
        "group": {"thuc-pham": 1},
        "set": {},
        "subject_kind": {"cooperative": 1},
        "price": {"100-200": 1},
        "on_sale": {"true": 1},
    }
    assert (result["total"], result["backend"]) == (1, "tantivy")


@pytest.mark.parametrize(
    ("province", "expected"),
    [
        ("Hà Giang", {"old"}),
        ("Tỉnh Hà Giang", {"old"}),
        ("Tuyên Quang", {"old", "new"}),
        ("tuyen quang", {"old", "new"}),
        ("Lào Cai", set()),
    ],
)
def test_a_name_of_today_is_todays_province_an_old_name_the_old_boundaries(
    shop, province, expected
):
    ids = {hit["id"] for hit in run("", province=province, json=True)["results"]}
    assert ids == {shop[name] for name in expected}


def test_counts_of_a_facet_ignore_its_own_filter(shop):
    result = run("chè", stars="5", json=True)
    assert result["total"] == 1
    assert result["facets"]["stars"] == {"5": 1, "4": 1}
    assert result["facets"]["province"] == {"Tuyên Quang": 1}

    result = run("chè", group="do-uong", json=True)
    assert (result["total"], result["facets"]["group"]) == (1, {"do-uong": 1, "thuc-pham": 1})


def test_unknown_province_and_group_are_said(shop):
    with pytest.raises(CommandError, match="Atlantis"):
        run("", province="Atlantis")
    with pytest.raises(CommandError, match="khong-co"):
        run("", group="khong-co")
    with pytest.raises(CommandError):
        run("", stars="nhiều")


def test_batch_answers_line_by_line(shop, tmp_path):
    asked = [
        {"query": "chè", "limit": 1},
        {"query": "", "stars": [5], "province": "Hà Giang", "group": None},
        {"query": "chè na", "suggest": True},
        {"query": "", "province": "Atlantis"},
        {"query": "", "stars": 4},
    ]
    path = tmp_path / "asked.jsonl"
    lines = [json.dumps(line, ensure_ascii=False) for line in asked]
    path.write_text("\n".join([*lines, "no json"]) + "\n", "utf-8")
    out = StringIO()

    call_command("search", batch=path, stdout=out)

    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(answers) == 6
    assert (answers[0]["total"], len(answers[0]["results"])) == (2, 1)
    assert [hit["id"] for hit in answers[1]["results"]] == [shop["old"]]
    assert answers[2] == {
        "suggestions": [
            {
                "kind": "product",
                "text": "Chè Na Hang",
                "url": f"/san-pham/che-na-hang-{shop['new']}/",
            }
        ]
    }
    assert "Atlantis" in answers[3]["error"]
    assert [hit["id"] for hit in answers[4]["results"]] == [shop["new"]]
    assert "error" in answers[5]


def test_for_people_it_prints_lines(shop, capsys):
    call_command("search", "chè", limit=1)
    assert "★★★★★ Chè Hoàng Su Phì – HTX Số 1, Tuyên Quang" in capsys.readouterr().out


def test_rebuild_search_builds_from_the_database(shop, capsys):
    call_command("rebuild_search")
    assert capsys.readouterr().out.startswith("2 ")
    assert run("chè", json=True)["total"] == 2
