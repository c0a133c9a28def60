"""Letters and tones: clean text, its tokens, and the keys made of them."""

import hashlib
import itertools
import re
import unicodedata
from functools import lru_cache

_TONES = {"\u0300": "1", "\u0301": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
# Eth and African D look exactly like Đ and are typed for it.
_D_WITH_STROKE = {"đ", "ð", "ɖ"}
_SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"\w+")
_KEY_LENGTH = 250
_SLUG_LENGTH = 150
_SHORT = 200
#: Texts remembered: a list asks for the key of each name several times, and repeats its places
_REMEMBERED = 20_000


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs"} and not character.isspace()


def clean(text: str) -> str:
    """NFC without invisible characters, blanks (also NBSP and line breaks) collapsed to one space.

    The soft hyphen stays: in text still coded in TCVN3 it is the letter ư, so decode first.
    """
    return _clean_short(text) if len(text) <= _SHORT else _clean(text)


def _clean(text: str) -> str:
    if not text.isprintable():
        text = "".join(c for c in text if c == _SOFT_HYPHEN or not _is_invisible(c))
    return " ".join(nfc(text).split())


_clean_short = lru_cache(maxsize=_REMEMBERED)(_clean)


@lru_cache(maxsize=200_000)
def token(word: str) -> tuple[str, str]:
    """The (exact, fold) forms of one word."""
    tone = ""
    letters: list[str] = []
    plain: list[str] = []
    for character in unicodedata.normalize("NFD", nfc(word).lower()):
        if character in _TONES:
            tone = _TONES[character]
        elif character in _D_WITH_STROKE:
            letters.append("đ")
            plain.append("d")
        else:
            letters.append(character)
            if not unicodedata.combining(character):
                plain.append(character)
    return nfc("".join(letters)) + tone, "".join(plain)


def tokens(text: str) -> list[tuple[str, str]]:
    """Every word of ``text`` as (exact, fold); punctuation and invisible characters are dropped."""
    return list(_tokens(text) if len(text) <= _SHORT else map(token, _words(text)))


@lru_cache(maxsize=_REMEMBERED)
def _tokens(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(map(token, _words(text)))


def _words(text: str) -> list[str]:
    return _WORD.findall(clean(text).replace(_SOFT_HYPHEN, ""))


@lru_cache(maxsize=_REMEMBERED)
def exact(text: str) -> str:
    return " ".join([form for form, _ in _tokens(text)])


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    return " ".join([form for _, form in _tokens(text)])


def name_key(text: str) -> str:
    """``exact`` joined: the key of a place's name, whatever its blanks and apostrophes."""
    return "".join([form for form, _ in _tokens(text)])


def fold_key(text: str) -> str:
    """``fold`` joined: the key of a place's name without accents, and of its aliases."""
    return "".join([form for _, form in _tokens(text)])


def slug(text: str) -> str:
    """ASCII words with hyphens, cut at a word to fit a slug field; empty if no letter is left."""
    words = ("".join(c for c in form if c.isascii() and c.isalnum()) for _, form in tokens(text))
    whole = "-".join(word for word in words if word)
    if len(whole) <= _SLUG_LENGTH:
        return whole
    return whole[: _SLUG_LENGTH + 1].rpartition("-")[0] or whole[:_SLUG_LENGTH]


def fit_key(key: str) -> str:
    """Keys are longer than their names (tones are digits); a digest keeps long ones apart."""
    if len(key) <= _KEY_LENGTH:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()[:16]
    return f"{key[: _KEY_LENGTH - 17].rstrip()} {digest}"


def product_key(name: str) -> str:
    """What two spellings of one product's name have in common: letters, tones, digits."""
    return fit_key(exact(name))


# "kỹ/kĩ", "lý/lí" …; after qu the vowel may have an end ("quýt/quít"), but "quyê" is another sound.
_Y_OR_I = re.compile(r"\b(qu(?=[yi](?!ê|e))|[hklmst](?=[yi]\d?\b))[yi]")
_MOST_VARIANTS = 32


def loose_key(key: str) -> str:
    """The same key for "Quy" and "Qui", "Mỹ" and "Mĩ": a second pass after keys that differ."""
    return _Y_OR_I.sub(r"\1i", key)


def key_variants(key: str) -> list[str]:
    """``key`` first, then every key with the same ``loose_key`` (all-i and all-y if too many)."""
    places = [match.end() - 1 for match in _Y_OR_I.finditer(key)]
    if 2 ** len(places) > _MOST_VARIANTS:
        return list(dict.fromkeys([key, loose_key(key), _Y_OR_I.sub(r"\1y", key)]))
    variants = [key]
    for vowels in itertools.product("iy", repeat=len(places)):
        letters = list(key)
        for place, vowel in zip(places, vowels, strict=True):
            letters[place] = vowel
        variants.append("".join(letters))
    return list(dict.fromkeys(variants))
