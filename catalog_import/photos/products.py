"""The products a picture may belong to, by every key their names are looked up with."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from catalog_import.photos.filenames import Said, said
from ocop.spelling import loose_key

#: Legal forms without accents: they say that a name is a producer's, not which
_LEGAL_PHRASES = sorted(
    (
        "hop tac xa", "to hop tac", "cong ty", "co phan", "trach nhiem huu han", "mot thanh vien",
        "1 thanh vien", "doanh nghiep tu nhan", "doanh nghiep", "co so san xuat kinh doanh",
        "co so san xuat", "co so", "ho kinh doanh ca the", "ho kinh doanh", "ho san xuat",
        "nong nghiep", "dich vu", "thuong mai", "san xuat", "kinh doanh", "tong hop", "xay dung",
        "xuat nhap khau", "chi nhanh", "htx", "tht", "cty", "ctcp", "tnhh", "mtv", "1tv", "cp",
        "dntn", "dn", "hkd", "cs", "cn", "nn", "dv", "tm", "sx", "kd", "sxkd", "dvnn", "tmdv",
        "htxnn", "xnk", "xd", "th", "va",
    ),
    key=lambda phrase: -phrase.count(" "),
)  # fmt: skip
_LEGAL = re.compile(r"\b(?:" + "|".join(_LEGAL_PHRASES) + r")\b")
#: Those that nothing but a producer's name has
_CERTAINLY = re.compile(
    r"\b(?:hop tac xa|to hop tac|cong ty|htx|htxnn|tht|cty|ctcp|tnhh|dntn|hkd|ho kinh doanh"
    r"|doanh nghiep)\b"
)
_LEAST_CORE = 3
_LEAST_CODE = 6
#: A file name of more words is no name
MOST_WORDS = 30


@dataclass(frozen=True, slots=True)
class Product:
    """A registered product as far as pictures need it."""

    pk: int
    name: str
    subject: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Keys:
    """A text's words: joined with accents, joined without, and one by one without."""

    exact: str
    plain: str
    words: tuple[str, ...]

    @property
    def has_accents(self) -> bool:
        return self.exact != self.plain


def keys_of(words: Sequence[tuple[str, str]]) -> Keys:
    """``quy`` and ``qui`` are one; blanks and hyphens do not count."""
    exact = [loose_key(form) for form, _ in words]
    plain = [loose_key(form) for _, form in words]
    return Keys("".join(exact), "".join(plain), tuple(plain))


def core_of(words: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The words of a producer's name without its legal form; all of them if nothing else is left.

    Forms are found without accents, so "hop tac xa" is one too.
    """
    text = " ".join(form for _, form in words)
    starts = [0]
    for _, form in words:
        starts.append(starts[-1] + len(form) + 1)
    drop: set[int] = set()
    for match in _LEGAL.finditer(text):
        drop.update(i for i, at in enumerate(starts[:-1]) if match.start() <= at < match.end())
    kept = [word for i, word in enumerate(words) if i not in drop]
    return kept if len("".join(form for _, form in kept)) >= _LEAST_CORE else list(words)


def is_legal(word: str) -> bool:
    """Whether a word can be part of a legal form."""
    return any(word in phrase.split() for phrase in _LEGAL_PHRASES)


def names_a_producer(text: Said) -> bool:
    """Whether a legal form says that this is a producer's name."""
    return bool(_CERTAINLY.search(" ".join(form for _, form in text.words)))


@dataclass(slots=True)
class _Entry:
    product: Product
    name: Keys
    subjects: tuple[Keys, ...] = ()
    words: frozenset[str] = field(default_factory=frozenset)


class Index:
    """Products by name, producer and code. Lookups give sets of primary keys."""

    def __init__(self, products: Iterable[Product]) -> None:
        self._entries: dict[int, _Entry] = {}
        self._by_name: dict[str, list[_Entry]] = defaultdict(list)
        self._by_subject: dict[str, list[_Entry]] = defaultdict(list)
        self._by_code: dict[str, set[int]] = defaultdict(set)
        self._by_word: dict[str, set[int]] = defaultdict(set)
        for product in products:
            self._add(product)

    def _add(self, product: Product) -> None:
        name = keys_of(said(product.name).words)
        subject = said(product.subject).words
        entry = _Entry(
            product,
            name,
            tuple({k.exact: k for k in (keys_of(subject), keys_of(core_of(subject)))}.values())
            if subject
            else (),
            frozenset(name.words) | frozenset(keys_of(subject).words),
        )
        self._entries[product.pk] = entry
        if name.plain:
            self._by_name[name.plain].append(entry)
        for keys in entry.subjects:
            if len(keys.plain) >= _LEAST_CORE:
                self._by_subject[keys.plain].append(entry)
        for word in set(name.words):
            self._by_word[word].add(product.pk)
        code = "".join(form for _, form in said(product.code).words)
        if len(code) >= _LEAST_CODE:
            self._by_code[code].add(product.pk)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, pk: object) -> bool:
        return pk in self._entries

    def products(self) -> list[Product]:
        return [entry.product for entry in self._entries.values()]

    def product(self, pk: int) -> Product:
        return self._entries[pk].product

    def words_of(self, pk: int) -> frozenset[str]:
        """Words of name and producer, without accents."""
        return self._entries[pk].words

    def named(self, keys: Keys) -> tuple[set[int], set[int]]:
        """(products of this name, those that differ in accents only). Text without accents stands
        for all; text with accents only for itself."""
        alike = self._by_name.get(keys.plain, ())
        same = {entry.product.pk for entry in alike if entry.name.exact == keys.exact}
        if same or keys.has_accents:
            return same, {entry.product.pk for entry in alike} - same
        return {entry.product.pk for entry in alike}, set()

    def of_subject(self, keys: Keys) -> set[int]:
        """Products of the producer of this name, with or without its legal form."""
        alike = self._by_subject.get(keys.plain, ())
        same = {
            entry.product.pk
            for entry in alike
            if any(subject.exact == keys.exact for subject in entry.subjects)
        }
        if same or keys.has_accents:
            return same
        return {entry.product.pk for entry in alike}

    def of_code(self, words: Sequence[str]) -> set[int]:
        return self._by_code.get("".join(words), set())

    def with_words(self, words: Iterable[str]) -> set[int]:
        """Products whose name has all of these words."""
        sets = [self._by_word.get(word, set()) for word in words]
        return set.intersection(*sets) if sets else set()
