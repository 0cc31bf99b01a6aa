"""Same story, told differently: profiles, headlines and quoted evidence by place."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from monitor.report.cited import Cited, quotations
from monitor.report.data import ReportData
from monitor.report.numbers import percent
from monitor.report.palette import place_style
from monitor.report.rows import Headline, ProfilePoint, StoryRow
from monitor.report.safe_text import display, language_tag, safe_url
from monitor.report.strips import Dot, dot_strip
from monitor.report.svg import Caption
from monitor.report.wording import Wording


@dataclass(frozen=True)
class Side:
    """One place's telling, with the mark that stands for it in the charts."""

    place: str
    colour: str
    shape: str
    n_articles: int
    headlines: tuple[Cited, ...]
    quotes: tuple[Cited, ...]


@dataclass(frozen=True)
class Strip:
    """A frame's shares by place."""

    frame: str
    chart: Markup
    points: tuple[tuple[str, float, str], ...]


@dataclass(frozen=True)
class StoryView:
    """A story as shown; ``page`` is its page on the site."""

    ident: str
    page: str
    label: str
    lang: str
    dispute: str
    basis: str
    strips: tuple[Strip, ...]
    clear: tuple[str, ...]
    sides: tuple[Side, ...]


def story_views(data: ReportData, words: Wording) -> tuple[StoryView, ...]:
    """The week's widest stories."""
    return tuple(_view(number, story, data, words) for number, story in enumerate(data.stories.rows, start=1))


def _view(number: int, story: StoryRow, data: ReportData, words: Wording) -> StoryView:
    profile = [point for point in data.profiles.rows if point.story == story.story]
    headlines = [row for row in data.headlines.rows if row.story == story.story]
    quotes = [row for row in data.quotes.rows if row.story == story.story]
    places = sorted({point.country for point in profile} | {row.country for row in headlines})
    style = {
        place: place_style(data.places.index(place) if place in data.places else index)
        for index, place in enumerate(places)
    }
    counts = {point.country: point.n_articles for point in profile}
    basis = words(
        "story_basis", articles=words.count("articles", story.n_articles), outlets=words.count("outlets", story.n_outlets),
        places=words.count("places", story.n_places),
    )  # fmt: skip
    sides = tuple(
        Side(
            words.place(place), *style[place], counts.get(place, 0),
            tuple(_headline(row, words) for row in headlines if row.country == place),
            quotations([row for row in quotes if row.country == place], words),
        )
        for place in places
    )  # fmt: skip
    return StoryView(
        f"story-{number}", f"stories/{story.story}.{words.language}.html", *words.headline(story.story_en, story.story_zh),
        words.dispute(story.dispute_en, story.dispute_zh), basis,
        _strips(number, profile, style, words), tuple(_clear(point, words) for point in profile if point.is_clear), sides,
    )  # fmt: skip


def _strips(
    number: int, profile: Sequence[ProfilePoint], style: dict[str, tuple[str, str]], words: Wording
) -> tuple[Strip, ...]:
    frames = list(dict.fromkeys(point.frame for point in profile))
    strips = []
    for index, frame in enumerate(frames):
        points = [point for point in profile if point.frame == frame]
        name = words.frame(points[0])
        caption = Caption(f"story-{number}-{index}", name, _described(name, points, words))
        chart = dot_strip([Dot(point.share, *style[point.country]) for point in points], caption)
        shown = tuple((words.place(point.country), point.share, percent(point.share)) for point in points)
        strips.append(Strip(name, chart, shown))
    return tuple(strips)


def _described(frame: str, points: Sequence[ProfilePoint], words: Wording) -> str:
    shares = [
        words(
            "strip_point",
            place=words.place(one.country),
            share=percent(one.share),
            articles=words.count("articles", one.n_articles),
        )
        for one in points
    ]
    return words("strip_desc", frame=frame, points=words("list_separator").join(shares))


def _clear(point: ProfilePoint, words: Wording) -> str:
    difference, lo, hi = point.difference or 0.0, point.difference_low or 0.0, point.difference_high or 0.0
    return words(
        "story_clear_item", place=words.place(point.country), frame=words.frame(point), points=words.points(difference),
        direction=words("story_more" if difference > 0 else "story_less"), interval=words.size_interval(difference, lo, hi),
    )  # fmt: skip


def _headline(row: Headline, words: Wording) -> Cited:
    return Cited(
        display(row.title), language_tag(row.language), words.language_name(row.language), words.either(row.outlet, row.outlet_zh),
        safe_url(row.url),
        words.day(row.published_at.date()),
    )  # fmt: skip
