"""The fixed reference texts on which scores are standardised: our own translation pairs, sentence by sentence."""

import csv
from dataclasses import dataclass
from functools import cache

from monitor.sample.pairs import pairs_path
from monitor.text import short_id, split_sentences


@dataclass(frozen=True)
class ReferenceSentences:
    """Distinct sentences with their languages, sorted. ``id`` is a hash of all of them."""

    id: str
    texts: tuple[str, ...]
    languages: tuple[str, ...]


@cache
def reference_sentences() -> ReferenceSentences:
    """Sentences of both sides of every pair (disputes and general news, the same content in both languages)."""
    with pairs_path().open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sides = [(row[column], language) for row in rows for column, language in (("zh", row["script"]), ("en", "en"))]
    found = {(language, text[a:b]) for text, language in sides for a, b in split_sentences(text, language)}
    languages, texts = zip(*sorted(found), strict=True)
    return ReferenceSentences(short_id("reference", *languages, *texts), texts, languages)


def language_group(language: str) -> str:
    """The group in which a language is centred and standardised: ``en``, ``zh`` (both scripts), or ``other``."""
    return {"en": "en", "zh": "zh"}.get(language.split("-", maxsplit=1)[0], "other")
