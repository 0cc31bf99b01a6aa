"""The encoder against sentence-transformers in float32 with its defaults, on parallel texts in Chinese and English.

    .venv/bin/python benchmarks/embedding.py PARALLEL.csv [--texts 400] [--rounds 3]

PARALLEL.csv has two columns, a text and its translation. Both encode the same texts in turns, so that a busy machine slows both; the
ratio is of the medians. Prints one JSON object: texts per second, the ratio, mean and least cosine to float32, the mean reciprocal rank
of translations in both directions under either, and whether a text alone gets the bits that it gets in company.
"""

import argparse
import json
import os
import statistics
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from monitor.config import load_settings
from monitor.embedding import load_encoder
from monitor.embedding.source import current_alignment
from monitor.embedding.torch_encoder import TorchEncoder
from monitor.evaluate.invariance import read_parallel

Vectors = NDArray[np.float32]


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parallel", type=Path)
    parser.add_argument("--texts", type=int, default=400, help="of each language, spread over the file")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    print(json.dumps(measure(chosen.parallel, chosen.texts, chosen.rounds)))


def measure(path: Path, n: int, rounds: int) -> dict[str, Any]:
    """Every figure."""
    settings = load_settings("config/sample.yaml")
    pairs = read_parallel(path)
    pairs = pairs[:: max(1, len(pairs) // n)][:n]
    texts = [text for column in (0, 1) for text in (pair[column] for pair in pairs)]
    ours = load_encoder(settings)
    exact = settings.model_copy(update={"embedding": settings.embedding.model_copy(update={"precision": "float32"})})
    theirs = load_encoder(exact)
    assert isinstance(theirs, TorchEncoder)
    model, prefixed = theirs._model, [settings.embedding.prefix + text for text in texts]
    times: dict[str, list[float]] = {"ours": [], "theirs": []}
    for _ in range(rounds):
        for name, encode in (("ours", lambda: ours.encode(texts)), ("theirs", lambda: model.encode(prefixed))):
            started = time.perf_counter()
            vectors = encode()
            times[name].append(time.perf_counter() - started)
            if name == "ours":
                fast = vectors
            else:
                slow = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    alignment = current_alignment(settings)
    assert alignment is not None
    cosines = (fast * slow).sum(axis=1)
    medians = {name: statistics.median(values) for name, values in times.items()}
    tokens = sum(len(window.input_ids) for text in texts for window in ours._windows(text))
    alone = ours.encode([texts[0]])[0]
    return {
        "texts": len(texts),
        "tokens_a_text": round(tokens / len(texts), 1),
        "texts_per_second": {name: round(len(texts) / value, 1) for name, value in medians.items()},
        "ratio": round(medians["theirs"] / medians["ours"], 2),
        "ratio_by_round": [round(b / a, 2) for a, b in zip(times["ours"], times["theirs"], strict=True)],
        "baseline": "SentenceTransformer.encode, float32, defaults",
        "cosine_mean": round(float(cosines.mean()), 5),
        "cosine_least": round(float(cosines.min()), 5),
        "mrr": {name: ranks(vectors, alignment.means) for name, vectors in (("ours", fast), ("theirs", slow))},
        "alone_as_in_company": bool(np.array_equal(alone, ours.encode(texts[:2])[0])),
        "cores": os.cpu_count(),
    }


def ranks(vectors: Vectors, means: Vectors) -> dict[str, float]:
    """Mean reciprocal rank of each text's translation, the languages' means taken off. Chinese first in ``vectors``."""
    chinese, english = np.split(vectors, 2)
    sides = [side - mean for side, mean in ((chinese, means[1]), (english, means[0]))]
    chinese, english = (side / np.linalg.norm(side, axis=1, keepdims=True) for side in sides)
    closeness = chinese @ english.T
    own = np.diag(closeness)
    found = {"zh_en": 1 + (closeness > own[:, None]).sum(axis=1), "en_zh": 1 + (closeness > own[None]).sum(axis=0)}
    return {name: round(float((1 / rank).mean()), 4) for name, rank in found.items()}


if __name__ == "__main__":
    main()
