"""Chinese script conversion and the counting of scripts."""

import re
from functools import cache

from opencc import OpenCC

# CJK ideographs with extension A, compatibility ideographs and the planes above (extensions B and later).
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_HAN_CHARACTER = re.compile(f"[{HAN}]")


@cache
def _converter(profile: str) -> OpenCC:
    return OpenCC(profile)


def to_simplified(text: str) -> str:
    """Traditional characters to simplified ones (OpenCC ``t2s``); words are kept, so 晶片 stays 晶片 and does not become 芯片."""
    return str(_converter("t2s").convert(text))


def mainland_words(text: str) -> str:
    """Traditional characters to simplified ones and words of Taiwan to those of the mainland (OpenCC ``tw2sp``): 晶片 becomes 芯片."""
    return str(_converter("tw2sp").convert(text))


def to_traditional(text: str) -> str:
    """Simplified characters to traditional ones (OpenCC ``s2t``)."""
    return str(_converter("s2t").convert(text))


def count_han(text: str) -> int:
    """Number of Chinese characters (Han ideographs) in ``text``."""
    return len(_HAN_CHARACTER.findall(text))


def visual_length(text: str) -> float:
    """Length in Latin letters' worth: a Han character counts 2.5, white space nothing, everything else 1."""
    solid = sum(map(len, text.split()))
    return solid + 1.5 * count_han(text)
