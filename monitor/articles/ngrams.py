"""The language of a text by its letter n-grams: naive Bayes (Dunning 1994) over the profiles of langdetect.

langdetect itself draws n-grams at random until it is sure, and is sure too soon of a headline: of 3,000 English ones it takes 4% for
Dutch, Catalan or Danish. Here every n-gram counts once, and English, the language of most texts without Han
characters that come here, starts ahead. The start is worth about nine letter trigrams, so that it decides short texts only.
"""

from functools import cache

import numpy as np
from langdetect import DetectorFactory
from langdetect.detector_factory import PROFILES_DIRECTORY
from langdetect.utils.ngram import NGram
from numpy.typing import NDArray

_LIKELY, _PRIOR = "en", 0.9999
_UNSEEN = 0.5 / 10_000  # langdetect's own smoothing: half an occurrence in its base of ten thousand


def classify(text: str) -> list[tuple[str, float]]:
    """Languages (ISO 639-1, langdetect's) with probabilities, best first; empty when no n-gram of ``text`` is in any profile.

    The same text gets the same answer every time.
    """
    factory = _factory()
    detector = factory.create()
    detector.append(text)
    detector.cleaning_text()
    known = factory.word_lang_prob_map
    rows = [_logs(gram) for gram in _grams(detector.text) if gram in known]
    if not rows:
        return []
    score = np.concatenate(rows).reshape(len(rows), -1).sum(axis=0) + _start(tuple(factory.langlist))
    share = np.exp(score - score.max())
    share /= share.sum()
    order = np.argsort(-share, kind="stable")
    return [(factory.langlist[at], float(share[at])) for at in order if share[at] > 0.0]


@cache
def _factory() -> DetectorFactory:
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    return factory


@cache
def _logs(gram: str) -> NDArray[np.float64]:
    """Log probabilities of an n-gram that is in a profile, by language. Kept: the same few thousand make up all texts."""
    logs: NDArray[np.float64] = np.log(np.array(_factory().word_lang_prob_map[gram]) + _UNSEEN)
    return logs


@cache
def _start(languages: tuple[str, ...]) -> NDArray[np.float64]:
    others = (1 - _PRIOR) / (len(languages) - 1)
    return np.log([_PRIOR if one == _LIKELY else others for one in languages])


def _grams(text: str) -> list[str]:
    """All n-grams of one to three letters, within words; langdetect leaves words all in capitals out."""
    window, found = NGram(), []
    for letter in text:
        window.add_char(letter)
        if not window.capitalword:
            found += [gram for size in range(1, NGram.N_GRAM + 1) if (gram := window.get(size))]
    return found
