"""Copies: near-identical texts (reprints of an agency, syndication), found by MinHash and verified exactly."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from datasketch import MinHash, MinHashLSH

from monitor.articles.agencies import Agencies
from monitor.articles.records import CopyRow
from monitor.text import count_han, to_simplified

_PERMUTATIONS = 128
_SEED = 1
_HAN_SHINGLE, _WORD_SHINGLE = 5, 4
# Below this many shingles two short texts share most of their words by chance.
_LEAST_SHINGLES = 20


@dataclass(frozen=True)
class Text:
    """An article's text, for finding copies."""

    article_id: str
    language: str
    body: str
    byline: str
    text_scope: str


def shingles(body: str) -> frozenset[str]:
    """Runs of five characters for Chinese, Japanese and Korean text (simplified, without white space), of four words for others."""
    if count_han(body) * 5 > len(body):
        solid = "".join(to_simplified(body).split())
        return frozenset(solid[at : at + _HAN_SHINGLE] for at in range(len(solid) - _HAN_SHINGLE + 1))
    words = "".join(one if one.isalnum() else " " for one in body.casefold()).split()
    return frozenset(" ".join(words[at : at + _WORD_SHINGLE]) for at in range(len(words) - _WORD_SHINGLE + 1))


def find_copies(texts: Sequence[Text], agencies: Agencies, least: float) -> list[CopyRow]:
    """Copy groups over all ``texts``, which must come earliest first; one row an article, in the same order.

    Candidates come from locality-sensitive hashing of MinHashes (Broder 1997; datasketch) within one language (both
    Chinese scripts are one) and are kept when the exact Jaccard similarity of their shingles reaches ``least``. Each
    text joins the group of the most similar earlier one, so a group is named by its earliest text. Titles alone are
    never copies.
    """
    by_language: dict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        if text.text_scope != "title":
            by_language[text.language.split("-")[0]].append(at)
    parents: dict[int, int] = {}
    sets = {at: shingles(texts[at].body) for members in by_language.values() for at in members}
    for _, members in sorted(by_language.items()):
        parents.update(_parents([at for at in members if len(sets[at]) >= _LEAST_SHINGLES], sets, least))
    roots: list[int] = []
    for at in range(len(texts)):
        roots.append(roots[parents[at]] if at in parents else at)
    return [_row(texts, at, root, sets, agencies) for at, root in enumerate(roots)]


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared shingles over all shingles; 0 for two empty sets."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def _parents(members: Sequence[int], sets: dict[int, frozenset[str]], least: float) -> Iterator[tuple[int, int]]:
    """For each text with an earlier copy: the most similar earlier text, the earliest among equals."""
    # the hashing must not miss what the exact check would keep, hence the lower threshold and the weight on recall
    index = MinHashLSH(threshold=least * 0.8, num_perm=_PERMUTATIONS, weights=(0.2, 0.8))
    for at in members:
        sketch = MinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        sketch.update_batch([shingle.encode() for shingle in sorted(sets[at])])
        similar = [(jaccard(sets[at], sets[earlier]), -earlier) for earlier in index.query(sketch)]
        best = max(similar, default=(0.0, 0))
        if best[0] >= least:
            yield at, -best[1]
        index.insert(at, sketch)


def _row(texts: Sequence[Text], at: int, root: int, sets: dict[int, frozenset[str]], agencies: Agencies) -> CopyRow:
    text = texts[at]
    similarity = 1.0 if at == root else round(jaccard(sets[at], sets[root]), 4)
    return CopyRow(
        text.article_id, texts[root].article_id, at == root, similarity, agencies.credited(text.body, text.byline)
    )
