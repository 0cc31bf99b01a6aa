"""False alarms of the distinctive terms: articles of a database, their stories dealt out at random to two sides.

    python benchmarks/terms.py data/monitor.duckdb --language zh --rounds 100

Neither side then has words of its own, so every term that is called distinctive (q at most .05) is a false alarm.
``any`` is the share of rounds with one (at most .05 is promised), ``p05`` the share of terms with p at most .05. ``half`` deals stories out
evenly, ``few`` one story in seven to one side, ``large`` gives one side the large stories. ``monroe_any`` is the baseline: the same
with the z of Monroe, Colaresi and Quinn (2008), words taken as independent. Seconds are those of segmenting and of counting. One JSON line.
"""

import argparse
import json
import time
from pathlib import Path

import duckdb
import numpy as np
from scipy import stats

from monitor.text.words import content_words, unify
from monitor.trends.intervals import adjust
from monitor.trends.log_odds import PRIOR
from monitor.trends.term_counts import Counts, count_words
from monitor.trends.term_pairs import Written, compare_pair

TEXTS = """
SELECT article_id, coalesce(title, '') || chr(10) || coalesce(body, ''), coalesce(story_id, article_id), script FROM articles
LEFT JOIN story_members USING (article_id) WHERE language LIKE ? || '%' AND text_scope = ? ORDER BY article_id LIMIT ?
"""


def monroe_p(written: Written, term: np.ndarray) -> np.ndarray:
    """p of Monroe's z of terms, words as independent."""
    a, b = (np.asarray(written.counts[side].sum(axis=0)).ravel() for side in (written.is_a, ~written.is_a))
    n_a, n_b = a.sum(), b.sum()
    a0 = PRIOR * min(n_a, n_b)
    prior = a0 * (a + b) / (n_a + n_b)
    s_a, s_b = (a + prior)[term], (b + prior)[term]
    log_odds = np.log(s_a / (n_a + a0 - s_a)) - np.log(s_b / (n_b + a0 - s_b))
    return 2 * stats.norm.sf(np.abs(log_odds) / np.sqrt(1 / s_a + 1 / s_b))


def main() -> None:
    """Deal stories out and count false alarms."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--scope", default="full")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--articles", type=int, default=10_000)
    chosen = parser.parse_args()
    with duckdb.connect(str(chosen.database), read_only=True) as connection:
        rows = connection.execute(TEXTS, [chosen.language, chosen.scope, chosen.articles]).fetchall()
    began = time.process_time()
    words = [content_words(unify(text, traditional=script == "Hant")) for _, text, _, script in rows]
    segmented = time.process_time()
    counted: Counts = count_words(words)
    seconds = {"segmenting": round(segmented - began, 1), "counting": round(time.process_time() - segmented, 1)}
    _, story, size = np.unique([row[2] for row in rows], return_inverse=True, return_counts=True)
    told = {}
    for name, chance in {"half": 0.5, "few": 1 / 7, "large": np.where(size > np.median(size), 0.8, 0.2)}.items():
        alarms = []
        for seed in range(chosen.rounds):
            generator = np.random.default_rng(seed)
            is_a = (generator.random(len(size)) < chance)[story]
            outlet = generator.integers(0, 4, len(rows))
            written = Written(counted, is_a, story, outlet, tuple(row[0] for row in rows))
            compared = compare_pair(written, shared=False)
            p, independent = compared.found.p, monroe_p(written, compared.term)
            alarms.append(
                (
                    np.nanmin(adjust(p, "bh")) <= 0.05,
                    (p <= 0.05).mean(),
                    np.nanmin(adjust(independent, "bh")) <= 0.05,
                    len(p),
                )
            )
        one, share, plain, terms = np.array(alarms, float).mean(axis=0)
        told[name] = {
            "terms": round(terms),
            "any": round(one, 3),
            "p05": round(share, 4),
            "monroe_any": round(plain, 3),
        }
    print(json.dumps({"articles": len(rows), "stories": len(size), "rounds": chosen.rounds, "seconds": seconds} | told))


if __name__ == "__main__":
    main()
