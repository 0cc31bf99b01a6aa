"""Languages as GDELT names them, as BCP 47 hints."""

from functools import cache

import pycountry
from babel import Locale

from monitor.text import count_han, to_simplified, to_traditional

ENGLISH, CHINESE = "en", "zh"
_TRADITIONAL_PLACES = frozenset({"TWN", "HKG", "MAC"})


@cache
def language_of(given: str) -> str | None:
    """BCP 47 tag (``en``, ``zh``, ``ru``) of GDELT's English name (``Chinese``) or ISO 639-3 code (``zho``); None for what is neither."""
    given = given.strip()
    if not given:
        return None
    named = _by_name().get(given.casefold())
    if named is not None:
        return named
    found = pycountry.languages.get(alpha_3=given.casefold()) if len(given) == 3 else None
    return None if found is None else str(getattr(found, "alpha_2", found.alpha_3))


def language_hint(language: str | None, title: str | None, place: str | None) -> str | None:
    """The hint for a link: Chinese by the script of its title, and where that holds for both scripts by the outlet's place.

    A title in which no more characters are traditional than simplified decides nothing; then Taiwan, Hong Kong and Macao write
    ``zh-Hant`` and all others ``zh-Hans``. The article itself decides once it is read.
    """
    if language != CHINESE:
        return language
    return (_script(title) if title else None) or ("zh-Hant" if place in _TRADITIONAL_PLACES else "zh-Hans")


def _script(title: str) -> str | None:
    """``zh-Hans`` or ``zh-Hant`` by how many characters a conversion to the other form (OpenCC) changes; None where they are even."""
    if not count_han(title):
        return None
    traditional = _changed(title, to_simplified(title))
    simplified = _changed(title, to_traditional(title))
    if simplified == traditional:
        return None
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _changed(text: str, converted: str) -> int:
    return sum(one != other for one, other in zip(text, converted, strict=False))


@cache
def _by_name() -> dict[str, str]:
    names = {name.casefold(): str(code) for code, name in Locale("en").languages.items() if "_" not in code}
    return names | {"chinese": CHINESE, "norwegiannynorsk": "nn", "macedonian": "mk"}
