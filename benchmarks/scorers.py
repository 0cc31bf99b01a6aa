"""Articles per second of each frame scorer, over the same articles of the synthetic sample (run `make run` first).

    .venv/bin/python benchmarks/scorers.py [--articles 60]

Baseline: the prototype scorer on texts whose vectors it has to compute. Prints one JSON object. Heads are trained for one epoch: their
speed does not depend on what they learned. The NLI model is a random one of the size of XLM-RoBERTa base: no trained one can be had
offline, and its scores would not change its speed. `nothing_new_seconds` is the stage `frames` when every article is scored already.
"""

import argparse
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from transformers import AutoTokenizer, XLMRobertaConfig, XLMRobertaForSequenceClassification

from monitor.config import Settings, load_settings
from monitor.embedding import bundled_folder
from monitor.frames import Scorer, load_codebook, score_frames
from monitor.frames.head import train_head, trainable
from monitor.frames.head.apply import Applier
from monitor.frames.head.finetune import TuningParameters
from monitor.frames.head.model import Head, TrainedOn
from monitor.frames.head.warehouse_coding import coding_of_warehouse
from monitor.frames.nli import NliScorer
from monitor.frames.prototype import PrototypeScorer
from monitor.warehouse import Warehouse

NLI_ARTICLES = 3
"""It reads each passage with each frame's hypothesis."""


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--data", type=Path, default=Path("data"), help="data folder of a run on the sample")
    chosen = parser.parse_args()
    os.environ["HF_HUB_OFFLINE"] = "1"
    with tempfile.TemporaryDirectory() as work:
        print(json.dumps(measure(chosen.data, Path(work), chosen.articles)))


def measure(data: Path, work: Path, n_articles: int) -> dict[str, Any]:
    """Every figure; ``data`` is copied into ``work``."""
    for name in ("warehouse.duckdb", "vectors.duckdb"):
        (work / "data").mkdir(exist_ok=True)
        shutil.copy(data / name, work / "data" / name)
    settings = load_settings("config/sample.yaml", work / "data")
    warehouse, codebook = Warehouse(settings.data_dir), load_codebook(settings.codebook)
    coded = coding_of_warehouse(settings, warehouse, codebook)
    step = max(1, len(coded) // n_articles)
    some, _ = trainable(coded.rows(np.arange(0, len(coded), step)[:n_articles]))
    score_frames(settings, warehouse)
    nothing_new = seconds(lambda: score_frames(settings, warehouse))
    rows = {
        "prototype": both(
            lambda one, house: PrototypeScorer(one, house, codebook).score, some.passages, settings, work
        ),
    }
    for method in ("linear", "fine-tuned"):
        head = train_head(settings, warehouse, some, method, parameters=TuningParameters(epochs=1))
        fresh = some_other_head(head)
        rows[f"head_{method}"] = both(
            lambda one, house, head=fresh: Applier(one, house, head).apply, some.passages, settings, work
        )
    few = some.rows(np.arange(NLI_ARTICLES))
    rows["nli"] = rate(nli(work, settings), few.passages, NLI_ARTICLES)
    base = rows["prototype"]["new_per_second"]
    return {
        "articles": len(some),
        "passages": some.passages.num_rows,
        "baseline": "prototype, new texts",
        "scorers": {name: row | {"ratio_new": round(row["new_per_second"] / base, 3)} for name, row in rows.items()},
        "nothing_new_seconds": round(nothing_new, 3),
        "cores": os.cpu_count(),
    }


def some_other_head(head: Head) -> Head:
    """The head as it would meet articles that it was not trained on."""
    return replace(head, trained_on=TrainedOn((), (), (), np.zeros((0, len(head.frames)))))


def both(
    make: Callable[..., Callable[[pa.Table], Any]], passages: pa.Table, settings: Settings, work: Path
) -> dict[str, Any]:
    """Articles per second with an empty store of vectors, and again with a full one."""
    empty = Path(tempfile.mkdtemp(dir=work))
    own = settings.model_copy(update={"data_dir": empty})
    score = make(own, Warehouse(empty))
    n = len(passages["article_id"].unique())
    score(passages.slice(0, 1))  # models and prototypes are loaded before the clock starts
    return rate(score, passages, n) | {"known_per_second": rate(score, passages, n)["new_per_second"]}


def rate(score: Callable[[pa.Table], Any], passages: pa.Table, n: int) -> dict[str, Any]:
    """Articles per second of one call."""
    return {"new_per_second": round(n / seconds(lambda: score(passages)), 2)}


def nli(work: Path, settings: Settings) -> Callable[[pa.Table], Any]:
    """A scorer with a random NLI model."""
    labels = {0: "contradiction", 1: "neutral", 2: "entailment"}
    tokenizer = AutoTokenizer.from_pretrained(bundled_folder())
    config = XLMRobertaConfig(
        vocab_size=len(tokenizer), hidden_size=768, num_hidden_layers=12, num_attention_heads=12, intermediate_size=3072,
        max_position_embeddings=514, num_labels=3, id2label=labels, label2id={name: at for at, name in labels.items()},
        pad_token_id=tokenizer.pad_token_id,
    )  # fmt: skip
    XLMRobertaForSequenceClassification(config).save_pretrained(work / "nli")
    tokenizer.save_pretrained(work / "nli")
    chosen = settings.frames.model_copy(update={"scorer": "nli", "nli_model": str(work / "nli")})
    scorer: Scorer = NliScorer(settings.model_copy(update={"frames": chosen}), load_codebook(settings.codebook))
    return scorer.score


def seconds(call: Callable[[], Any]) -> float:
    """How long a call takes."""
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
