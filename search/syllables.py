"""What a Vietnamese syllable looks like and sounds like, on folded letters."""

import re
from functools import lru_cache

#: A k stands before e, i and y only, a c before none of them: "kòe" is a slip of kèo
_ONSET = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c(?![eiy])|d|g|h|k(?=[eiy])|l|m|n|p|r|s|t|v|x|"
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu
i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oem oen oeo oet oi om on ong ooc oong
op ot u ua uac uan uang uat uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou
ak ek ik ok uk up ut uu uy uya uych uyen uyet uynh uyt uyu y ych yem yen yeng yet yeu ynh yt
"""
_SYLLABLE = re.compile(
    f"(?:{_ONSET})(?:{'|'.join(sorted(_RHYMES.split(), key=len, reverse=True))})"
)

#: Spellings that regions pronounce alike, in the order they are levelled
_ALIKE = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("^tr", "ch"),
        ("^gi(?=[aeiouy])", "d"),
        ("^r", "d"),
        ("^s", "x"),
        ("^ngh", "ng"),
        ("^gh", "g"),
        ("^k(?!h)", "c"),
        ("^qu", "cu"),
        ("^ph", "f"),
        ("^l", "n"),
        ("uou", "ieu"),
        ("uu", "iu"),
        ("(?<!a)y", "i"),
    )
]


_OPEN_I = re.compile("(h|k|l|m|s|t|qu)([iy])")


def twin(fold: str) -> str:
    """The other spelling of a syllable that may end in i or y: "qui" of "quy"; else empty."""
    found = _OPEN_I.fullmatch(fold)
    return found[1] + ("y" if found[2] == "i" else "i") if found else ""


@lru_cache(maxsize=65536)
def is_syllable(fold: str) -> bool:
    """Could be one written syllable: "mat", not "matong", "sapa" or "st25"."""
    return _SYLLABLE.fullmatch(fold) is not None


@lru_cache(maxsize=65536)
def sound(fold: str) -> str:
    """The same for syllables that are confused by ear: chanh/tranh, sôi/xôi, lước/nước."""
    for pattern, replacement in _ALIKE:
        fold = pattern.sub(replacement, fold)
    return fold
