"""Properties of the derivation that hold whatever sources say, in whatever order."""

import datetime
import itertools

from hypothesis import given
from hypothesis import strategies as st

from ocop import terms
from ocop.models import Certificate, Standing
from ocop.rules import rule_set_on, term_end
from ocop.selectors.certificates import certificate_on, star_timeline

FIRST = datetime.date(2022, 1, 1)
RECORDED = datetime.date(2030, 1, 1)
ONE_DAY = datetime.timedelta(days=1)
days = st.integers(0, 2000).map(lambda number: FIRST + number * ONE_DAY)
words = st.lists(
    st.tuples(
        st.sampled_from(["certified", "renewed", "proposed", "expired", "revoked"]),
        st.sampled_from([3, 4, 5]),
        st.none() | days,
        st.booleans(),
        st.booleans(),
    ),
    max_size=8,
)


def history(said):
    """Standings and certificates as the services would make them, without a database."""
    standings, certificates = [], []
    for pk, (status, stars, day, is_decision, says_upgraded) in enumerate(said, start=1):
        standing = Standing(
            pk=pk, product_id=1, status=status, stars=stars, as_of=day, recorded_on=RECORDED,
            says_upgraded=says_upgraded, decision_date=day if is_decision else None,
        )  # fmt: skip
        standings.append(standing)
        if status in {"certified", "renewed"} and day:
            evidence = "decision" if is_decision else "list"
            certificates.append(
                Certificate(
                    pk=pk, product_id=1, standing=standing, stars=stars, evidence=evidence,
                    level="province", issued_on=day, rule_set=rule_set_on(day),
                    expires_on=term_end(evidence=evidence, day=day),
                )
            )  # fmt: skip
    terms.set_terms(certificates, standings)
    return certificates, standings


@given(words)
def test_a_star_never_shows_outside_its_evidence(said):
    certificates, _ = history(said)

    for certificate in certificates:
        assert certificate.valid_from == certificate.issued_on
        assert certificate.valid_until <= certificate.expires_on


@given(words)
def test_no_star_on_or_after_an_adverse_day_without_a_later_recognition(said):
    certificates, standings = history(said)

    for standing in standings:
        if standing.status in {"expired", "revoked"} and standing.as_of:
            shown = certificate_on(certificates, standing.as_of)
            assert shown is None
            for span in star_timeline(certificates):
                assert not span.start <= standing.as_of <= span.end


@given(words)
def test_an_adverse_standing_without_a_day_ends_all_recorded_before(said):
    certificates, standings = history(said)

    for standing in standings:
        if standing.status in {"expired", "revoked"} and standing.as_of is None:
            for certificate in certificates:
                if certificate.standing_id < standing.pk:
                    assert certificate.valid_until < certificate.valid_from


@given(words)
def test_a_list_that_only_repeats_never_outlives_the_last_decision_before_it(said):
    certificates, standings = history(said)

    by_pk = {standing.pk: standing for standing in standings}
    for certificate in certificates:
        standing = by_pk[certificate.standing_id]
        before = [
            d.expires_on
            for d in certificates
            if d.evidence == "decision" and d.issued_on <= certificate.issued_on
        ]
        repeats = standing.status == "certified" and not standing.says_upgraded
        if certificate.evidence == "list" and repeats and before:
            assert certificate.valid_until <= max(before)


@given(words)
def test_the_timeline_says_what_each_day_shows(said):
    certificates, _ = history(said)

    spans = star_timeline(certificates)

    assert spans == sorted(spans, key=lambda span: span.start)
    for one, following in itertools.pairwise(spans):
        assert one.end < following.start
    for day in {d for s in spans for d in (s.start - ONE_DAY, s.start, s.end, s.end + ONE_DAY)}:
        shown = certificate_on(certificates, day)
        in_spans = [s.certificate_id for s in spans if s.start <= day <= s.end]
        assert in_spans == ([shown.pk] if shown else [])


@given(words)
def test_deriving_again_changes_nothing(said):
    certificates, standings = history(said)
    before = [[getattr(c, name) for name in terms.DERIVED] for c in certificates]

    terms.set_terms(certificates, standings)

    assert [[getattr(c, name) for name in terms.DERIVED] for c in certificates] == before


@given(words)
def test_a_certificate_replaces_an_earlier_one(said):
    certificates, _ = history(said)

    by_pk = {certificate.pk: certificate for certificate in certificates}
    for certificate in certificates:
        has_earlier = any(c.issued_on < certificate.issued_on for c in certificates)
        assert (certificate.replaces_id is not None) == has_earlier
        if has_earlier:
            assert by_pk[certificate.replaces_id].issued_on < certificate.issued_on
