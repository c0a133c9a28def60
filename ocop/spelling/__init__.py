"""How Vietnamese is written, compared and abbreviated: the one place for all rooms.

Text is stored NFC and as printed; everything here makes *keys* to compare it by. A token has two
forms: ``exact`` keeps the letters (ă â ê ô ơ ư đ) and moves the tone to the end as a digit, so that
"hoà" equals "hòa"; ``fold`` is plain ASCII letters, so that "hoa" finds both.
"""

from ocop.spelling.letters import (
    clean,
    exact,
    fold,
    fold_key,
    key_variants,
    loose_key,
    name_key,
    nfc,
    product_key,
    slug,
    token,
    tokens,
)
from ocop.spelling.subjects import subject_key, subject_kind_of
from ocop.spelling.units import split_unit_word

__all__ = [
    "clean",
    "exact",
    "fold",
    "fold_key",
    "key_variants",
    "loose_key",
    "name_key",
    "nfc",
    "product_key",
    "slug",
    "split_unit_word",
    "subject_key",
    "subject_kind_of",
    "token",
    "tokens",
]
