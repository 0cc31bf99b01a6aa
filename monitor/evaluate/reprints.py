"""Made-up coverage with reprints in it, of which it is known which text was printed from which.

Distinct texts are recombined from the project's own material (the sample's press and the translation pairs): a sentence is the
opening of one real sentence and the close of another, a text 6 to 14 such sentences. So texts share phrases, as
articles on one subject do, but are different articles. A tenth of them moreover quotes: a fifth of its
sentences stands word for word in an earlier text of the same days, as where two outlets cite one statement; these are no reprints.

A reprint is another outlet's, up to two days later: its headline (the first line here, as on pages that repeat it) is another, a
credit line is put before and behind it, and a share of the words between is edited, the order kept. Which part of the edits are
sentences dropped and which words replaced is drawn for each reprint between all and nothing. In Chinese a word is taken to be two
characters. The kind ``script`` is not edited otherwise but converted between simplified and traditional characters; ``same`` is
the text word for word, headline and all. Everything is drawn with a fixed seed.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import numpy as np

from monitor.articles.copies import Text
from monitor.sample import load_press
from monitor.sample.pairs import all_pairs_paths
from monitor.text import split_sentences, to_simplified, to_traditional

SHARES = (0, 5, 10, 20, 30)
"""Per cent of the words that are edited."""
SAME, SCRIPT = "same", "script"
LANGUAGES = {"en": 0.5, "zh-Hans": 0.3, "zh-Hant": 0.2}
REPRINTS = 0.2
"""Reprints for each distinct text."""

_SEED = 20260316
_FIRST_DAY, _DAYS = datetime(2026, 1, 1, tzinfo=UTC), 30.0
_OUTLETS = 200
_LEAST, _MOST = 6, 14
_SHORTEST = 8
_QUOTING, _QUOTED = 0.1, 0.2
_LONGEST_LAG_DAYS = 2.0
_CREDITS = {
    "en": (("(Globe Relay) - ", "By our own correspondent\n"), ("\n(Globe Relay)", "\nAdditional reporting by our staff.")),
    "zh-Hans": (("环讯社电 ", "本报综合报道\n"), ("（环讯社）", "\n责任编辑：方静")),
    "zh-Hant": (("環訊社電 ", "本報綜合報導\n"), ("（環訊社）", "\n核稿編輯：方靜")),
}  # fmt: skip


@dataclass(frozen=True)
class Coverage:
    """``texts``: earliest first; ``story``: for each the number of the distinct text that it is or was printed from; ``kind``: ``""`` for a
    distinct text, else the per cent of words edited, ``same`` or ``script``; ``quoting``: pairs (text, the earlier text it quotes) of
    different articles.
    """

    texts: tuple[Text, ...]
    story: tuple[int, ...]
    kind: tuple[str, ...]
    quoting: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class _Made:
    """A text as a list of sentences, before it is put together."""

    language: str
    headline: str
    sentences: tuple[str, ...]
    at: datetime
    outlet: int


@dataclass(frozen=True)
class _Material:
    openings: tuple[str, ...]
    closes: tuple[str, ...]
    words: tuple[str, ...]


def make_coverage(n: int, seed: int = _SEED) -> Coverage:
    """``n`` distinct texts and ``REPRINTS * n`` reprints of them, in the order of their time; kinds and languages in equal turns."""
    random = np.random.default_rng(seed)
    material = _material()
    made, quoting = _distinct(n, material, random)
    rows = [(_text(f"d{at}", one, f"{one.headline}\n{_told(one)}"), one.at, at, "") for at, one in enumerate(made)]
    rows += _reprints(made, material, random)
    rows.sort(key=lambda row: row[1])
    place = {row[0].article_id: at for at, row in enumerate(rows)}
    return Coverage(
        tuple(row[0] for row in rows),
        tuple(row[2] for row in rows),
        tuple(row[3] for row in rows),
        tuple((place[f"d{one}"], place[f"d{other}"]) for one, other in quoting),
    )


def _material() -> dict[str, _Material]:
    sentences: dict[str, dict[str, None]] = defaultdict(dict)
    bodies = [(article.language, article.versions[-1].body) for article in load_press()]
    for path in all_pairs_paths():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                bodies += [("en", row["en"]), (row["script"], row["zh"])]
    for language, body in bodies:
        found = (body[span.start : span.stop] for span in split_sentences(body, language))
        sentences[language].update(dict.fromkeys(one for one in found if len(units(one, language)) >= _SHORTEST))
    return {language: _halves(list(sentences[language]), language) for language in LANGUAGES}


def _halves(sentences: Sequence[str], language: str) -> _Material:
    cut = [units(one, language) for one in sentences]
    glue = glue_of(language)
    return _Material(
        tuple(glue.join(one[: len(one) // 2]) for one in cut),
        tuple(glue.join(one[len(one) // 2 :]) for one in cut),
        tuple(sorted({unit for one in cut for unit in one})),
    )


def units(sentence: str, language: str) -> list[str]:
    """What is edited as one: a word, in Chinese two characters."""
    if language == "en":
        return sentence.split()
    return [sentence[at : at + 2] for at in range(0, len(sentence), 2)]


def glue_of(language: str) -> str:
    """What stands between words and sentences."""
    return " " if language == "en" else ""


def _distinct(
    n: int, material: dict[str, _Material], random: np.random.Generator
) -> tuple[list[_Made], list[tuple[int, int]]]:
    names = list(LANGUAGES)
    languages = random.choice(len(names), size=n, p=list(LANGUAGES.values()))
    days, outlets = random.uniform(0, _DAYS, n), random.integers(_OUTLETS, size=n)
    lengths, quotes = random.integers(_LEAST, _MOST + 1, size=n), random.uniform(size=n) < _QUOTING
    made: list[_Made] = []
    quoting, last = [], dict.fromkeys(names, -1)
    for at in np.argsort(days, kind="stable"):
        language = names[languages[at]]
        parts, length = material[language], int(lengths[at])
        headline = parts.openings[random.integers(len(parts.openings))]
        drawn = random.integers(len(parts.openings), size=(length, 2))
        glue = glue_of(language)
        sentences = [parts.openings[one] + glue + parts.closes[other] for one, other in drawn]
        if quotes[at] and last[language] >= 0:
            source = made[last[language]].sentences
            few = max(1, int(min(length, len(source)) * _QUOTED))
            sentences[:few] = source[-few:]
            quoting.append((len(made), last[language]))
        last[language] = len(made)
        moment = _FIRST_DAY + timedelta(days=float(days[at]))
        made.append(_Made(language, headline, tuple(sentences), moment, int(outlets[at])))
    return made, quoting


def _reprints(
    made: Sequence[_Made], material: dict[str, _Material], random: np.random.Generator
) -> Iterator[tuple[Text, datetime, int, str]]:
    """A kind in turn for each language, of originals drawn without replacement."""
    turns = dict.fromkeys(LANGUAGES, 0)
    for at in random.permutation(len(made))[: int(len(made) * REPRINTS)]:
        original = made[at]
        kinds = [SAME, *map(str, SHARES), *([SCRIPT] if original.language != "en" else [])]
        kind = kinds[turns[original.language] % len(kinds)]
        turns[original.language] += 1
        share = int(kind) / 100 if kind.isdecimal() else 0.0
        sentences = edited(original.sentences, original.language, share, material[original.language].words, random)
        lag = timedelta(days=float(random.uniform(0.01, _LONGEST_LAG_DAYS)))
        outlet = (original.outlet + 1 + int(random.integers(_OUTLETS - 1))) % _OUTLETS
        copy = replace(original, sentences=tuple(sentences), at=original.at + lag, outlet=outlet)
        before, behind = (str(random.choice(some)) for some in _CREDITS[original.language])
        headline = str(random.choice(material[original.language].openings))
        body = f"{copy.headline}\n{_told(copy)}" if kind == SAME else f"{headline}\n{before}{_told(copy)}{behind}"
        text = _text(f"r{at}", copy, body)
        yield (_converted(text) if kind == SCRIPT else text), copy.at, int(at), kind


def edited(
    sentences: Sequence[str], language: str, share: float, words: Sequence[str], random: np.random.Generator
) -> list[str]:
    """Sentences with ``share`` of their words dropped (whole sentences) or replaced by others of ``words``, in a mix drawn anew."""
    kept = [units(one, language) for one in sentences]
    total = sum(map(len, kept))
    left, drop = round(share * total), random.uniform() * share * total
    for at in random.permutation(len(kept)):
        if len(kept[at]) <= min(drop, left) and sum(map(bool, kept)) > 1:
            drop, left = drop - len(kept[at]), left - len(kept[at])
            kept[at] = []
    places = [(at, within) for at, one in enumerate(kept) for within in range(len(one))]
    for place in random.permutation(len(places))[:left]:
        at, within = places[place]
        kept[at][within] = words[int(random.integers(len(words)))]
    return [glue_of(language).join(one) for one in kept if one]


def _told(one: _Made) -> str:
    return glue_of(one.language).join(one.sentences)


def _text(name: str, one: _Made, body: str) -> Text:
    return Text(name, one.language, body, "", "full", f"outlet {one.outlet}", one.at)


def _converted(text: Text) -> Text:
    if text.language == "zh-Hans":
        return replace(text, language="zh-Hant", body=to_traditional(text.body))
    return replace(text, language="zh-Hans", body=to_simplified(text.body))
