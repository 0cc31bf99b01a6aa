"""The page of a story: who told it when, how each place frames it, what sets them apart, in their own words."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.report.cited import Cited, headline, quotations
from monitor.report.numbers import percent
from monitor.report.palette import place_style
from monitor.report.site.data import SiteData, sql_of
from monitor.report.site.lanes import Timeline, moment, timeline
from monitor.report.site.rows import ContrastRow, ProfileRow, StoryRow, Telling
from monitor.report.wording import Wording

N_STRIPS = 6
"""Frames drawn: those on which the places are furthest apart; the table below holds all."""
N_CONTRASTS = 12
"""Contrasts told, the clearest first."""
N_HEADLINES = 8
"""Headlines per place."""


@dataclass(frozen=True)
class Dot:
    """A place's share of its articles (0 to 1) with the frame."""

    place: str
    colour: str
    shape: str
    share: float
    shown: str


@dataclass(frozen=True)
class FrameShares:
    """A frame in the places that tell the story; ``cells`` follow ``StoryPage.columns``."""

    frame: str
    name: str
    dots: tuple[Dot, ...]
    cells: tuple[str, ...]
    described: str


@dataclass(frozen=True)
class Contrast:
    """One place against the others: ``estimate``, ``lo`` and ``hi`` are differences of shares; the interval is adjusted for picking."""

    kind: str
    frame: str
    sentence: str
    basis: str
    estimate: float
    lo: float
    hi: float
    is_clear: bool
    is_corrected: bool
    method: str
    caveat: str


@dataclass(frozen=True)
class Side:
    """One place's telling."""

    place: str
    colour: str
    shape: str
    headlines: tuple[Cited, ...]
    more: str
    quotes: tuple[Cited, ...]


@dataclass(frozen=True)
class StoryPage:
    """A story as its page shows it."""

    ident: str
    label: str
    dispute: str
    lead: str
    period: str
    timeline: Timeline
    columns: tuple[tuple[str, str], ...]
    shares: tuple[FrameShares, ...]
    is_corrected: bool
    method: str
    clear: tuple[Contrast, ...]
    unclear: tuple[Contrast, ...]
    sides: tuple[Side, ...]
    queries: tuple[tuple[str, str], ...]


def story_label(row: StoryRow, words: Wording) -> str:
    """The story's headline, in the page's language where there is one; its id where it has none."""
    return words.headline(row.story_en, row.story_zh)[0] or words("site_unnamed", story=row.story)


def story_page(row: StoryRow, data: SiteData, words: Wording, coder_kinds: Sequence[str]) -> StoryPage:
    """The page of a story that has at least one article."""
    told = data.timeline[row.story]
    profile = data.profiles.get(row.story, [])
    places = sorted({one.country for one in told} | {one.country for one in profile})
    style = {place: place_style(index) for index, place in enumerate(places)}
    contrasts = _contrasts(data.contrasts.get(row.story, []), words)
    sides = tuple(_side(place, style[place], told, data, words) for place in places if _has(place, told))
    methods = sorted({one.method for one in profile})
    return StoryPage(
        ident=row.story, label=story_label(row, words), dispute=words.either(row.dispute_en, row.dispute_zh),
        lead=words(
            "site_story_lead", articles=words.count("articles", len(told)),
            outlets=words.count("outlets", len({one.outlet for one in told})),
            places=words.count("places", len({one.country for one in told})),
            copies=sum(one.is_copy for one in told),
        ),
        period=words("site_story_period", start=moment(told[0].published_at, words), stop=moment(told[-1].published_at, words),
                     year=told[-1].published_at.year),
        timeline=timeline(told, style, words),
        columns=tuple((words.place(place), _n(place, profile, words)) for place in places),
        shares=_shares(profile, places, style, words), is_corrected=bool(methods) and methods != ["uncorrected"],
        method=words.known("method", methods[0]) if len(methods) == 1 else words("method_mixed"),
        clear=tuple(one for one in contrasts if one.is_clear), unclear=tuple(one for one in contrasts if not one.is_clear), sides=sides,
        queries=tuple(
            (name, sql_of(f"site_{name}", stories=[row.story], coder_kinds=list(coder_kinds)))
            for name in ("timeline", "profiles", "contrasts", "quotes")
        ),
    )  # fmt: skip


def _has(place: str, told: Sequence[Telling]) -> bool:
    return any(one.country == place for one in told)


def _n(place: str, profile: Sequence[ProfileRow], words: Wording) -> str:
    counts = [one.n_articles for one in profile if one.country == place]
    return words("panel_n", n=max(counts)) if counts else ""


def _shares(
    profile: Sequence[ProfileRow], places: Sequence[str], style: dict[str, tuple[str, str]], words: Wording
) -> tuple[FrameShares, ...]:
    frames = list(dict.fromkeys(one.frame for one in profile))
    return tuple(_frame([one for one in profile if one.frame == frame], places, style, words) for frame in frames)


def _frame(
    rows: Sequence[ProfileRow], places: Sequence[str], style: dict[str, tuple[str, str]], words: Wording
) -> FrameShares:
    by_place = {one.country: one for one in rows}
    dots = tuple(
        Dot(words.place(place), *style[place], min(1.0, max(0.0, by_place[place].share)), percent(by_place[place].share))
        for place in places if place in by_place
    )  # fmt: skip
    points = words("list_separator").join(
        words(
            "strip_point",
            place=words.place(one.country),
            share=percent(one.share),
            articles=words.count("articles", one.n_articles),
        )
        for one in rows
    )
    name = words.frame(rows[0])
    cells = tuple(percent(by_place[place].share) if place in by_place else percent(None) for place in places)
    return FrameShares(rows[0].frame, name, dots, cells, words("strip_desc", frame=name, points=points))


def _contrasts(rows: Sequence[ContrastRow], words: Wording) -> list[Contrast]:
    """In a story of two places each difference stands in two rows: the side that carries the frame more is told."""
    two_sided = len({row.country for row in rows}) == 2
    return [_contrast(row, words) for row in rows if row.difference > 0 or not two_sided][:N_CONTRASTS]


def _contrast(row: ContrastRow, words: Wording) -> Contrast:
    sentence = words(
        "site_contrast", outlets=words.outlets_in(row.country), frame=words.frame(row), share=percent(row.share),
        articles=words.count("articles", row.n_articles), share_elsewhere=percent(row.share_elsewhere),
        articles_elsewhere=words.count("articles", row.n_articles_elsewhere), points=words.points(row.difference),
        interval=words.size_interval(row.difference, row.difference_low, row.difference_high),
    )  # fmt: skip
    basis = words("site_contrast_q", q=words.q(row.q))
    if (
        row.n_outlets is not None and row.n_outlets_elsewhere is not None
    ):  # unknown of contrasts measured before they were counted
        here, elsewhere = (words.count("outlets", n) for n in (row.n_outlets, row.n_outlets_elsewhere))
        basis = words("site_contrast_basis", outlets=here, outlets_elsewhere=elsewhere, q=basis)
    return Contrast(
        words("panel_title", frame=words.frame(row), place=words.place(row.country)), row.frame, sentence, basis, row.difference,
        row.difference_low, row.difference_high, row.is_clear, row.method != "uncorrected", words.known("method", row.method),
        words.reason(row.caveat) if row.caveat else "",
    )  # fmt: skip


def _side(place: str, style: tuple[str, str], told: Sequence[Telling], data: SiteData, words: Wording) -> Side:
    here = [one for one in told if one.country == place]
    originals = [one for one in here if not one.is_copy] or here
    shown = originals[:N_HEADLINES]
    rest = len(here) - len(shown)
    quotes = [one for one in data.quotes.get(here[0].story, []) if one.country == place]
    return Side(
        words.place(place), *style, tuple(headline(one, moment(one.published_at, words), words) for one in shown),
        words("site_more_headlines", articles=words.count("articles", rest)) if rest else "", quotations(quotes, words),
    )  # fmt: skip
