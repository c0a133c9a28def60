"""A second opinion: the same questions answered by looking at every row.

Facts come from the database through plain field access and are counted in Python; nothing of the
index, its terms or its spans is used, and words are found by going through token lists.
"""

import re
from collections import Counter
from dataclasses import dataclass

from fairs.models import BoothProduct
from ocop.models import Certificate, RegisteredProduct
from ocop.spelling import tokens
from search.documents import build
from search.proper_names import GIVEN_NAMES
from search.query import Facet, SearchQuery, Sort
from search.syllables import is_syllable
from shop.partner.models import StockRecord

BANDS = [(50, "0-50"), (100, "50-100"), (200, "100-200"), (500, "200-500"), (1000, "500-1000")]
DATED = (Facet.STARS, Facet.LEVEL)


@dataclass
class Row:
    id: int
    certificates: list
    price: int | None
    values: dict
    fairs: list
    months: list
    #: (exact words, folded words) of each phrase, by field
    phrases: dict

    def shown(self, day):
        in_term = [c for c in self.certificates if c.valid_from <= day <= c.valid_until]
        in_term.sort(key=lambda c: (c.issued_on, c.evidence == "decision", c.pk))
        return in_term[-1] if in_term else None

    def said(self, facet, day):
        """All values of a facet."""
        if facet == Facet.FAIR:
            return self.fairs
        if facet == Facet.SEASON:
            return self.months
        return [value] if (value := self.value(facet, day)) else []

    def value(self, facet, day):
        if facet in DATED:
            certificate = self.shown(day)
            if certificate is None:
                return ""
            return str(certificate.stars) if facet == Facet.STARS else certificate.level
        return self.values[facet]


def rows():
    prices = {}
    for record in StockRecord.objects.exclude(price=None).select_related("product__parent"):
        if (record.product.parent or record.product).is_paused:
            continue
        listing = record.product.parent_id or record.product_id
        prices[listing] = min(int(record.price), prices.get(listing, 10**12))
    fairs = {}
    for pin in BoothProduct.objects.select_related("booth__fair"):
        if pin.booth.is_published and pin.booth.fair.status == "published":
            fairs.setdefault(pin.listing_id, []).append(pin.booth.fair.slug)
    certificates = {}
    for certificate in Certificate.objects.all():
        certificates.setdefault(certificate.product_id, []).append(certificate)
    public = RegisteredProduct.objects.filter(is_public=True, listing__is_public=True)
    found = []
    for product in public.select_related(
        "listing", "subject", "province_now", "former_province", "commune_now",
        "group__parent", "group__current__parent",
    ):  # fmt: skip
        group = product.group and (product.group.current or product.group)
        price = prices.get(product.listing.pk)
        found.append(
            Row(
                id=product.listing.pk,
                certificates=certificates.get(product.pk, []),
                price=price,
                values={
                    Facet.PROVINCE: _key(product.province_now),
                    Facet.FORMER_PROVINCE: _key(product.former_province),
                    Facet.COMMUNE: _key(product.commune_now),
                    Facet.GROUP: (group.parent or group).slug if group else "",
                    Facet.SET: group.slug if group and group.parent else "",
                    Facet.SUBJECT_KIND: product.subject.kind if product.subject else "",
                    Facet.SUBJECT: str(product.subject_id or ""),
                    Facet.PRICE: _band(price),
                    Facet.ON_SALE: "false" if price is None else "true",
                },
                fairs=fairs.get(product.listing.pk, []),
                months=[
                    str(month)
                    for month in range(1, 13)
                    if f"{product.listing.season_mask:012b}"[-month] == "1"
                ],
                phrases={},
            )
        )
    texts = {doc.id: doc for doc in build(row.id for row in found)}
    for row in found:
        doc = texts[row.id]
        row.phrases = {
            "title": _words([doc.title]),
            "head": _words(re.split(r"\s[-–—]\s|[(:;,+]", doc.title)),
            "proper": {
                "title": _proper(doc.title, doc.places, _brands(doc.title, doc.subject_name)),
                "subject": _proper(doc.subject_name, doc.places, _called(doc.subject_name)),
            },
            "subject": _words([doc.subject_name]),
            "place": _words(doc.places),
            "about": _words(doc.about),
            "body": _words([doc.body]),
        }
    return found


def answer(all_rows, query: SearchQuery):
    """(ids in order, counts by facet) over everything that matches, unpaged."""
    matching = []
    for row in all_rows:
        if query.scope and row.values[Facet.PROVINCE] not in query.scope:
            continue
        score = _score(row, query)
        if score is not None:
            matching.append((score, row))
    hits = [(score, row) for score, row in matching if _passes(row, query, but=None)]
    hits.sort(key=lambda hit: _order(hit, query))
    counts = {}
    for facet in query.facets:
        rows_left = (row for _, row in matching if _passes(row, query, but=facet))
        counts[facet] = dict(
            Counter(value for row in rows_left for value in row.said(facet, query.day))
        )
    return [row.id for _, row in hits], counts


def _order(hit, query):
    score, row = hit
    certificate = row.shown(query.day)
    stars = certificate.stars if certificate else 0
    given = [c.issued_on for c in row.certificates if c.valid_from <= c.valid_until]
    newest = max(given).toordinal() if given else 0
    if query.sort == Sort.PRICE:
        return (row.price is None, row.price or 0, row.id)
    if query.sort == Sort.PRICE_DOWN:
        return (row.price is None, -(row.price or 0), row.id)
    if query.sort == Sort.NEWEST:
        return (-newest, row.id)
    return (-score if query.sort == Sort.RELEVANCE else 0, -stars, -newest, row.id)


def _passes(row, query, *, but):
    return all(
        set(row.said(facet, query.day)) & set(values)
        or (facet == Facet.PRICE and any(_lies_in(row.price, value) for value in values))
        for facet, values in query.filters.items()
        if facet != but
    )


def _lies_in(price, span):
    low, dots, high = span.partition("..")
    return bool(dots) and price is not None and int(low) <= price <= int(high or 10**12)


def _score(row, query):
    total = 0
    for group in query.groups:
        worths = [clause.worth for clause in group.clauses if _holds(row, clause)]
        if group.is_required and not worths:
            return None
        total += max(worths, default=0)
    return total


def _holds(row, clause):
    name, _, form = clause.field.partition("_")
    phrases = row.phrases[name]
    column = "xf".index(form)
    heads, proper = row.phrases["head"], row.phrases["proper"].get(name)
    return all(_stands(term, phrases, column, heads, proper) for term in clause.terms) and not any(
        _stands(term, phrases, column, heads, proper) for term in clause.without
    )


def _stands(term, phrases, column, heads, proper):
    if term.startswith("zzn_"):
        return term[4:] in proper[column]
    if term.startswith("zzh_"):
        return any(term[4:] in head[column][:2] for head in heads)
    return any(_stands_in(term, phrase[column]) for phrase in phrases)


def _stands_in(term, said):
    if term.startswith("zzw_"):
        return said == term[4:].split("_")
    if term.startswith("zz_"):
        return said[:1] == [term[3:]]
    if "_" in term:
        left, right = term.split("_")
        return any(said[i : i + 2] == [left, right] for i in range(len(said)))
    return term in said


def _brands(title, maker):
    """Places of the words of a title that are names by their capitals."""
    said, runs, pieces = tokens(title), _runs_of_capitals(title), _pieces(title)
    has_small = any(word[0].islower() for word in [w for piece in pieces for w in piece][1:])
    begins, at = set(), 0
    for piece in pieces:
        begins.add(at)
        at += len(piece)
    names = [[tokens(maker)[at] for at in run] for run in _names_in(maker)]
    found = set()
    for run in runs:
        is_first = run[0] in begins
        inner = run[1:] if is_first else run
        for name in names:
            for start in range(len(inner) - len(name) + 1):
                stretch = inner[start : start + len(name)]
                if [said[at] for at in stretch] == name:
                    found.update(stretch)
        if has_small and not is_first and len(run) > 1:
            found.update(run if len(run) < 4 else run[-2:])
    return found


def _called(maker):
    return {at for run in _names_in(maker) for at in run}


def _names_in(maker):
    said = tokens(maker)
    for run in _runs_of_capitals(maker):
        if len(run) == 2 and said[run[0]][0] in GIVEN_NAMES:
            yield run
        elif len(run) in (2, 3, 4):
            yield run[1:]


def _runs_of_capitals(text):
    runs, at = [], 0
    for piece in _pieces(text):
        run = []
        for word in piece:
            is_all_capitals = len(word) > 1 and word == word.upper()
            if word[0].isupper() and not is_all_capitals and is_syllable(tokens(word)[0][1]):
                run.append(at)
            elif run:
                runs.append(run)
                run = []
            at += 1
        runs += [run] if run else []
    return runs


def _pieces(text):
    """Words between marks."""
    return [words for part in re.split(r"[^\w\s]+", text) if (words := part.split())]


def _proper(title, places, others):
    """The words that stand nowhere but in names of places of two to four words, or in ``others``,
    which are places in the title."""
    said = tokens(title)
    names = [tokens(place) for place in places]
    left = [None if at in others else forms for at, forms in enumerate(said)]
    for name in names:
        for place in range(len(said) - len(name) + 1):
            if 2 <= len(name) <= 4 and said[place : place + len(name)] == name:
                left[place : place + len(name)] = [None] * len(name)
    proper = [forms for forms in said if forms not in left]
    return [exact for exact, _ in proper], [fold for _, fold in proper]


def _words(texts):
    return [
        ([exact for exact, _ in found], [fold for _, fold in found])
        for found in (tokens(text.replace("_", " ")) for text in texts)
    ]


def _key(place):
    return f"{place.scheme}:{place.code}" if place else ""


def _band(price):
    if price is None:
        return ""
    return next((name for limit, name in BANDS if price < limit * 1000), "1000-")
