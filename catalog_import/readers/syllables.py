"""Whether a word can be a Vietnamese syllable: the evidence for how a text is coded.

The rules of the spelling (an initial, a rime, a tone the rime may carry), not a word list: names
of places and people are in none.
"""

import re
import unicodedata
from functools import lru_cache

_ACUTE_AND_DOT = frozenset({"\u0301", "\u0323"})
_TONES = frozenset({"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"})
_INITIALS = frozenset(
    re.findall(r"\w+", "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x")
)
#: Without "oong" of a few borrowed words: it is how VNI's "công" reads under the other font
_RIMES = frozenset(
    re.findall(
        r"\w+",
        """
        a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
        e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
        i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu
        o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay
        oăc oăm oăn oăng oăt oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
        u uc ui um un ung up ut ua uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt uơ
        uy uya uych uyên uyêt uynh uyn uyt uyu
        ư ưc ưi ưm ưn ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu
        """,
    )
)
_STOPS = ("c", "ch", "p", "t", "k")


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """A Vietnamese syllable with at least one mark, wherever its tone stands."""
    apart = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in apart if char in _TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(char for char in apart if char not in _TONES))
    return any(
        bare[cut:] in _RIMES and _may_carry(bare, tones)
        for cut in range(min(4, len(bare)))
        if (not cut or bare[:cut] in _INITIALS) and (bare[:cut] != "q" or bare[cut] == "u")
    )


def _may_carry(bare: str, tones: list[str]) -> bool:
    """A syllable that ends in a stop has one of two tones."""
    return not (bare.endswith(_STOPS) and tones and tones[0] not in _ACUTE_AND_DOT)
