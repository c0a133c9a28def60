"""Letters coded by the fonts of the nineties: TCVN3 (".VnTime") and VNI ("VNI-Times").

Both put Vietnamese letters where Windows' Western code page has others, so the text looks like
"HuyÖn VÜnh Léc" or "Huyeän Vónh Loäc" and means something only under its font. Decode before
anything else: the "ư" of TCVN3 is the soft hyphen, which clean-ups drop.
"""

import re
import unicodedata

TCVN3 = "TCVN3"
VNI = "VNI"

#: The letters of TCVN 5712:1993 (VN3) from 0xA1 to 0xFE, 0xB0 to 0xB4 are tones of their own
_TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹề"
    "ểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ"
)
_TCVN3_TABLE = {0xA1 + place: letter for place, letter in enumerate(_TCVN3_LETTERS)}

_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX = "\u0302"
_BREVE = "\u0306"
#: What follows a vowel of VNI, and the marks it stands for
_AFTER_AEO = {
    "â": _CIRCUMFLEX, "á": f"{_CIRCUMFLEX}\u0301", "à": f"{_CIRCUMFLEX}\u0300",
    "å": f"{_CIRCUMFLEX}\u0309", "ã": f"{_CIRCUMFLEX}\u0303", "ä": f"{_CIRCUMFLEX}\u0323",
}  # fmt: skip
_AFTER_A = {
    "ê": _BREVE, "é": f"{_BREVE}\u0301", "è": f"{_BREVE}\u0300", "ú": f"{_BREVE}\u0309",
    "ü": f"{_BREVE}\u0303", "ë": f"{_BREVE}\u0323",
}  # fmt: skip
#: Letters of VNI that stand alone
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_pairs() -> dict[str, str]:
    pairs = {vowel + code: vowel + tone for vowel in "aeouy" for code, tone in _TONES.items()}
    for bare in "ôö":
        pairs |= {bare + code: _VNI_ALONE[bare] + tone for code, tone in _TONES.items()}
    pairs |= {vowel + code: vowel + marks for vowel in "aeo" for code, marks in _AFTER_AEO.items()}
    pairs |= {f"a{code}": f"a{marks}" for code, marks in _AFTER_A.items()}
    return {code: unicodedata.normalize("NFC", letter) for code, letter in pairs.items()}


#: Lower-case code → letter
VNI_CODES = _vni_pairs() | _VNI_ALONE
_VNI_CODE = re.compile("|".join(sorted(VNI_CODES, key=len, reverse=True)), re.IGNORECASE)


def decode(text: str, font: str) -> str:
    """The text in Unicode (NFC); characters that the font leaves alone stay."""
    if font == TCVN3:
        return unicodedata.normalize("NFC", text.translate(_TCVN3_TABLE))
    return unicodedata.normalize("NFC", _VNI_CODE.sub(_vni_letter, text))


def _vni_letter(match: re.Match[str]) -> str:
    code = match[0]
    letter = VNI_CODES[code.lower()]
    return letter.upper() if code[0].isupper() else letter
