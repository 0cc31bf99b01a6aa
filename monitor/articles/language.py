"""Language and script of a text: scripts are counted first, a classifier is asked only where letters do not decide."""

import re
from dataclasses import dataclass

from monitor.articles.ngrams import classify
from monitor.text import count_han, to_simplified, to_traditional

_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_WORD = re.compile(r"[^\W\d_\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# Scripts written by one language of news only; the others (Latin, Cyrillic, Arabic, Devanagari) are left to the classifier.
_ONE_LANGUAGE = {
    "el": ("Grek", re.compile(r"[\u0370-\u03ff]")),
    "he": ("Hebr", re.compile(r"[\u0590-\u05ff]")),
    "th": ("Thai", re.compile(r"[\u0e00-\u0e7f]")),
    "ta": ("Taml", re.compile(r"[\u0b80-\u0bff]")),
    "te": ("Telu", re.compile(r"[\u0c00-\u0c7f]")),
    "bn": ("Beng", re.compile(r"[\u0980-\u09ff]")),
}
_SCRIPTS = {
    "ru": "Cyrl",
    "uk": "Cyrl",
    "bg": "Cyrl",
    "mk": "Cyrl",
    "ar": "Arab",
    "fa": "Arab",
    "ur": "Arab",
    "hi": "Deva",
    "mr": "Deva",
    "ne": "Deva",
}
_READ_AT_MOST = 4000
# A classifier of letter trigrams guesses wildly on headlines; below this many letters the feed's own word is better when it fits.
_SHORT = 80
_SURE = 0.90


@dataclass(frozen=True)
class Language:
    """Language (BCP 47), script (ISO 15924), how they were decided (script_count, langdetect or feed) and how sure, 0 to 1."""

    language: str
    script: str
    method: str
    confidence: float


def detect_language(text: str, hint: str | None = None) -> Language:
    """Language of ``text``; ``hint`` is what the feed declares, used only where the text does not decide.

    Kana decides for Japanese, Hangul for Korean, Han for Chinese; Hans or Hant by how many characters the conversion to
    the other form would change (OpenCC). Other letters go to :func:`monitor.articles.ngrams.classify` (method ``langdetect``, whose
    profiles it reads). ``und`` when there is nothing to go by.
    """
    text = text[:_READ_AT_MOST]
    han, kana, hangul = count_han(text), len(_KANA.findall(text)), len(_HANGUL.findall(text))
    words = _WORD.findall(text)
    east_asian = han + kana + hangul
    share = east_asian / (east_asian + len(words)) if east_asian else 0.0
    if share < 0.3:
        return _by_letters(text, "".join(words), hint)
    if hangul > 0.3 * east_asian:
        return Language("ko", "Kore", "script_count", round(share, 3))
    if kana > 0.1 * (han + kana):
        return Language("ja", "Jpan", "script_count", round(share, 3))
    return _chinese(text, hint)


def _chinese(text: str, hint: str | None) -> Language:
    simplified, traditional = to_simplified(text), to_traditional(text)
    hant = (
        sum(one != other for one, other in zip(text, simplified, strict=False))
        if len(simplified) == len(text)
        else _changed(text, simplified)
    )
    hans = (
        sum(one != other for one, other in zip(text, traditional, strict=False))
        if len(traditional) == len(text)
        else _changed(text, traditional)
    )
    if hans == hant:
        script = hint.removeprefix("zh-") if hint in {"zh-Hans", "zh-Hant"} else "Hans"
        return Language(f"zh-{script}", script, "feed" if hint in {"zh-Hans", "zh-Hant"} else "script_count", 0.5)
    script = "Hans" if hans > hant else "Hant"
    return Language(f"zh-{script}", script, "script_count", round(max(hans, hant) / (hans + hant), 3))


def _changed(text: str, converted: str) -> int:
    """Characters of ``text`` that its converted form does not hold, for the rare conversions that change the length."""
    kept = set(converted)
    return sum(one not in kept for one in text)


def _by_letters(text: str, letters: str, hint: str | None) -> Language:
    for language, (script, pattern) in _ONE_LANGUAGE.items():
        if len(pattern.findall(letters)) > 0.5 * max(len(letters), 1):
            return Language(language, script, "script_count", 1.0)
    found = classify(text) if letters else []
    best, probability = found[0] if found else ("und", 0.0)
    if hint and (not found or (best != hint and len(letters) < _SHORT and _could_be(letters, hint))):
        return Language(hint, _script(hint), "feed", round(dict(found).get(hint, 0.0), 3))
    if hint and probability < _SURE and _could_be(letters, hint):
        return Language(hint, _script(hint), "feed", round(dict(found).get(hint, 0.0), 3))
    return Language(best, _script(best) if found else "Zyyy", "langdetect", round(probability, 3))


def _could_be(letters: str, hint: str) -> bool:
    """Whether the letters are those of the hinted language's script (only Latin is told apart)."""
    return (_script(hint) == "Latn") == (len(_LATIN.findall(letters)) > 0.5 * len(letters))


def _script(language: str) -> str:
    if language.startswith("zh-"):
        return language.removeprefix("zh-")
    for code, (script, _) in _ONE_LANGUAGE.items():
        if language == code:
            return script
    return {"ja": "Jpan", "ko": "Kore"}.get(language) or _SCRIPTS.get(language, "Latn")
