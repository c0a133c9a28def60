"""Names of subjects: legal forms written one way, and the kind a name tells."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ocop.enums import SubjectKind
from ocop.spelling.letters import clean, fit_key, fold, token, tokens


def _phrase(text: str) -> tuple[str, ...]:
    return tuple(form for form, _ in tokens(text))


# Written in full in one source and short in the next.
_ABBREVIATIONS = {
    _phrase(full): _phrase(short)
    for full, short in {
        "hợp tác xã": "htx",
        "tổ hợp tác": "tht",
        "công ty": "cty",
        "cổ phần": "cp",
        "trách nhiệm hữu hạn": "tnhh",
        "một thành viên": "mtv",
        "1 thành viên": "mtv",
        "1tv": "mtv",
        "doanh nghiệp tư nhân": "dntn",
        "doanh nghiệp": "dn",
        "cơ sở": "cs",
        "nông nghiệp": "nn",
        "dịch vụ": "dv",
        "thương mại": "tm",
        "sản xuất": "sx",
        "kinh doanh": "kd",
        "tổng hợp": "th",
        "xây dựng": "xd",
        "xuất nhập khẩu": "xnk",
    }.items()
}
_FORMS = {
    _phrase(full): _phrase(short)
    for full, short in {
        "cty cp": "ctcp",
        "hộ sx kd cá thể": "hkd",
        "hộ sx kd": "hkd",
        "hộ kd cá thể": "hkd",
        "hộ kd": "hkd",
        "cs sx kd": "cs",
        "cs sx": "cs",
    }.items()
}
# No Vietnamese word is made of these consonants alone: "HTXDVNN", "SXKD", "CSSX", "TMDV".
_JOINED = re.compile(r"(htx|cs|cty)?((?:sx|kd|tm|dv|nn|xnk|xd|cp)+)")
_JOINED_PART = re.compile(r"sx|kd|tm|dv|nn|xnk|xd|cp")
# "HTX Tân Qui, xã An Phú Tân": the place glued to a name is not part of it.
_GLUED_PLACE = re.compile(
    r"\s*(?:,|\(|\s[-–])\s*"
    r"(?:(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|đặc khu)\s|(?:tp|tx|tt|[xphq])\.)"
    r".*",
    re.IGNORECASE,
)


def _split_joined(word: str) -> Iterator[str]:
    match = _JOINED.fullmatch(word)
    if match and (match[1] or len(word) > 3):
        if match[1]:
            yield match[1]
        yield from _JOINED_PART.findall(match[2])
    else:
        yield word


def _rewrite(words: list[str], table: dict[tuple[str, ...], tuple[str, ...]]) -> list[str]:
    longest = max(len(phrase) for phrase in table)
    written: list[str] = []
    position = 0
    while position < len(words):
        for length in range(min(longest, len(words) - position), 0, -1):
            if short := table.get(tuple(words[position : position + length])):
                written += short
                position += length
                break
        else:
            written.append(words[position])
            position += 1
    return written


@lru_cache(maxsize=20_000)
def _subject_words(name: str) -> tuple[str, ...]:
    name = clean(name)
    own = _GLUED_PLACE.sub("", name)
    words = list(_phrase(own)) or list(_phrase(name))
    words = [part for word in words for part in _split_joined(word)]
    words = _rewrite(_rewrite(words, _ABBREVIATIONS), _FORMS)
    if words[:1] == [token("hộ")[0]]:
        words[0] = "hkd"
    if words[:1] == ["hkd"]:
        while len(words) > 2 and words[1] in {token("ông")[0], token("bà")[0]}:
            del words[1]
    if tuple(words[:2]) == _phrase("chi nhánh"):
        words[:2] = ["cn"]
    return tuple(word for word in words if word != token("và")[0]) or tuple(words)


@lru_cache(maxsize=20_000)
def subject_key(name: str) -> str:
    """The key of a subject's name with legal forms written one way and a glued place left off."""
    return fit_key(" ".join(_subject_words(name)))


_KINDS = frozenset(SubjectKind.values)
_KIND_BY_WORD = {
    "htx": SubjectKind.COOPERATIVE,
    "tht": SubjectKind.COOPERATIVE_GROUP,
    "ctcp": SubjectKind.ENTERPRISE,
    "cty": SubjectKind.ENTERPRISE,
    "tnhh": SubjectKind.ENTERPRISE,
    "dntn": SubjectKind.ENTERPRISE,
    "hkd": SubjectKind.HOUSEHOLD,
}
# These begin a name or say nothing.
_KIND_BY_FIRST_WORD = _KIND_BY_WORD | {"dn": SubjectKind.ENTERPRISE, "cs": SubjectKind.FACILITY}
# Words of a column or a file's code, also without accents.
_KIND_BY_FOLD = {
    "doanh nghiep": SubjectKind.ENTERPRISE,
    "cong ty": SubjectKind.ENTERPRISE,
    "hop tac xa": SubjectKind.COOPERATIVE,
    "to hop tac": SubjectKind.COOPERATIVE_GROUP,
    "ho": SubjectKind.HOUSEHOLD,
    "ho gia dinh": SubjectKind.HOUSEHOLD,
    "ho ca the": SubjectKind.HOUSEHOLD,
    "ho kinh doanh": SubjectKind.HOUSEHOLD,
    "ho san xuat kinh doanh": SubjectKind.HOUSEHOLD,
    "co so": SubjectKind.FACILITY,
    "co so san xuat": SubjectKind.FACILITY,
}


@lru_cache(maxsize=20_000)
def subject_kind_of(name: str) -> str:
    """The kind a subject's name, a column's word or a code ("hop_tac_xa") tells; else ""."""
    name = clean(name)
    if name in _KINDS:
        return name
    plain = fold(name.replace("_", " "))
    if kind := _KIND_BY_FOLD.get(plain):
        return kind.value
    for phrase, kind in _KIND_BY_FOLD.items():
        if len(phrase) > len("co so") and plain.startswith(f"{phrase} "):
            return kind.value
    words = _subject_words(name)
    if words and (kind := _KIND_BY_FIRST_WORD.get(words[0])):
        return kind.value
    return next((_KIND_BY_WORD[word].value for word in words if word in _KIND_BY_WORD), "")
