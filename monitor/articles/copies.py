"""Copies: near-identical texts (reprints of an agency, syndication), found by sketches and verified exactly."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.articles.agencies import Agencies
from monitor.articles.candidates import candidate_pairs
from monitor.articles.records import CopyRow
from monitor.articles.shingles import Hashes, jaccard, shingles

# Below this many shingles two short texts share most of their words by chance.
_LEAST_SHINGLES = 20
REPRINT_SIMILARITY = 0.2
"""Least similarity of a text to another outlet's of the same days. One word in five replaced leaves a quarter of the shingles."""
_REPRINT_DAYS = timedelta(days=3)
# ... and of that many shingles: two notices in one set form ("X leaves for Y") are short.
_LEAST_SHARED = 30


@dataclass(frozen=True)
class Text:
    """An article's text, for finding copies. Without ``outlet_id`` or ``published_at`` it may be any outlet's, of any day."""

    article_id: str
    language: str
    body: str
    byline: str
    text_scope: str
    outlet_id: str = ""
    published_at: datetime | None = None


def find_copies(
    texts: Sequence[Text], agencies: Agencies, least: float, least_elsewhere: float = REPRINT_SIMILARITY
) -> list[CopyRow]:
    """Copy groups over all ``texts``, which must come earliest first; one row an article, in the same order.

    Two texts of one language (both Chinese scripts are one) are copies when the Jaccard similarity of their shingles (Broder 1997)
    reaches ``least``; between outlets ``least_elsewhere`` is enough (where that is less) if they appeared within three days. An edited
    reprint is as like its original as two reports by one outlet in its own set phrases are to each other, on whatever
    days; what tells them apart is that a reprint is another outlet's and soon. Each text joins the group of the most similar earlier
    one, so a group is named by its earliest text; by less than ``least`` only where it is that like the earliest text too, so that no
    chain leads from one text to quite another. Titles alone are never copies.
    """
    by_language: dict[str, list[int]] = defaultdict(list)
    sets: dict[int, Hashes] = {}
    for at, text in enumerate(texts):
        if text.text_scope != "title":
            sets[at] = shingles(text.body)
            if len(sets[at]) >= _LEAST_SHINGLES:
                by_language[text.language.split("-")[0]].append(at)
    roots = list(range(len(texts)))
    for _, members in sorted(by_language.items()):
        _group(texts, members, sets, (least, min(least, least_elsewhere)), roots)
    return [_row(texts, at, root, sets, agencies) for at, root in enumerate(roots)]


def _group(
    texts: Sequence[Text],
    members: Sequence[int],
    sets: dict[int, Hashes],
    thresholds: tuple[float, float],
    roots: list[int],
) -> None:
    """Set the root of each member that has an earlier copy: that of the most similar one, the earliest among equals."""
    least, elsewhere = thresholds
    alike: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for later, earlier in candidate_pairs([sets[at] for at in members], elsewhere):
        one, other = members[later], members[earlier]
        similarity = jaccard(sets[one], sets[other])
        shared = similarity / (1 + similarity) * (len(sets[one]) + len(sets[other]))
        reprint = similarity >= elsewhere and shared >= _LEAST_SHARED and _may_be_reprint(texts[one], texts[other])
        if similarity >= least or reprint:
            alike[one].append((-similarity, other))
    for at in members:  # earliest first, so that the root of what is joined is final
        for negative, other in sorted(alike.get(at, ())):
            root = roots[other]
            if -negative >= least or root == other or jaccard(sets[at], sets[root]) >= elsewhere:
                roots[at] = root
                break


def _may_be_reprint(one: Text, other: Text) -> bool:
    """Whether two texts are of different outlets and within three days, as far as is known."""
    if one.outlet_id and one.outlet_id == other.outlet_id:
        return False
    if one.published_at is None or other.published_at is None:
        return True
    return abs(one.published_at - other.published_at) <= _REPRINT_DAYS


def _row(texts: Sequence[Text], at: int, root: int, sets: dict[int, Hashes], agencies: Agencies) -> CopyRow:
    text = texts[at]
    similarity = 1.0 if at == root else round(jaccard(sets[at], sets[root]), 4)
    return CopyRow(
        text.article_id, texts[root].article_id, at == root, similarity, agencies.credited(text.body, text.byline)
    )
