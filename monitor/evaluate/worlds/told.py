"""Worlds of stories that places tell alike or not, with the true probability of each frame in each story and place."""

from dataclasses import dataclass

import numpy as np

from monitor.config.settings import TrendSettings
from monitor.evaluate.worlds.design import FRAMES, PLACES, Frame, Place
from monitor.evaluate.worlds.draw import FIRST_WEEK, SCORER
from monitor.evaluate.worlds.truth import beta_parameters
from monitor.trends.calendar import WEEK, Calendar
from monitor.trends.correction import correct
from monitor.trends.groups import Column, Floats, Ints
from monitor.trends.study import Study
from monitor.trends.units import Articles, Units

# How much the scorer's errors differ from story to story, as in the other worlds.
_ERRORS_ALIKE = 0.05
# A place tells some of its stories once.
_TOLD_ONCE = 0.1


@dataclass(frozen=True)
class Telling:
    """A kind of world: in each of ``weeks`` weeks ``stories`` stories, each told in ``articles`` articles a place on average.

    The probability of a frame in a story is a beta variable with intraclass correlation ``alike`` around the frame's mean, one for all
    places; with ``apart``, places have their own around it with that intraclass correlation. Articles on one story by one of a place's
    ``outlets`` are alike by the intraclass correlation ``house``. ``gold`` articles a place are coded.
    """

    places: int = 3
    stories: int = 8
    weeks: int = 10
    articles: float = 4.0
    outlets: int = 5
    house: float = 0.3
    alike: float = 0.25
    apart: float = 0.0
    gold: int = 200
    frames: tuple[Frame, ...] = FRAMES


@dataclass(frozen=True)
class ToldWorld:
    """A study and its true probabilities: ``truth`` (stories, places, frames), in the order of their names."""

    study: Study
    truth: Floats


@dataclass(frozen=True)
class _Articles:
    """Articles (n): story, place (in alphabetical order), outlet of the place, and language."""

    story: Ints
    place: Ints
    outlet: Ints
    language: Ints


def draw_told(design: Telling, seed: int) -> ToldWorld:
    """One world of a design; no place is withheld for want of outlets."""
    generator = np.random.default_rng(seed)
    places = sorted(PLACES[: design.places], key=lambda one: one.country)
    languages = tuple(sorted({name for place in places for name, _ in place.languages}))
    told = _told(design, places, languages, generator)
    truth = np.empty((design.stories * design.weeks, design.places, len(design.frames)))
    carried, predicted = (np.empty((len(told.story), len(design.frames))) for _ in range(2))
    for column, frame in enumerate(design.frames):
        truth[:, :, column] = _chances_of(frame, design, generator)
        shape = (*truth.shape[:2], design.outlets)
        house = _scattered(truth[:, :, column, None], design.house, shape, generator)
        carried[:, column] = generator.random(len(told.story)) < house[told.story, told.place, told.outlet]
        predicted[:, column] = _marked(frame, carried[:, column], told, languages, generator)
    chance = _drawn(design, told, generator)[:, None]
    gold = np.where(np.isnan(chance), np.nan, carried)
    drawable = np.ones(len(told.story), np.bool_)
    values = correct(predicted, gold, np.repeat(chance, len(design.frames), axis=1), drawable)
    articles = _as_articles(design, told, tuple(one.country for one in places), languages)
    units = Units(articles, values, tuple(frame.name for frame in design.frames))
    weeks = FIRST_WEEK + np.arange(design.weeks) * WEEK
    seen = np.array([[weeks[0], weeks[-1] + WEEK]]).astype("datetime64[us]")
    settings = TrendSettings(weeks=max(2, design.weeks), min_outlets=1)
    return ToldWorld(Study(units, Calendar(seen, weeks, frozenset()), settings, SCORER), truth)


def _told(
    design: Telling, places: list[Place], languages: tuple[str, ...], generator: np.random.Generator
) -> _Articles:
    counts = 2 + generator.poisson(design.articles - 2, (design.stories * design.weeks, design.places))
    counts[generator.random(counts.shape) < _TOLD_ONCE] = 1
    story, place = (np.repeat(one.reshape(-1), counts.reshape(-1)).astype(np.int64) for one in np.indices(counts.shape))
    language = np.empty(len(story), np.int64)
    for at, one in enumerate(places):
        here = place == at
        codes = [languages.index(name) for name, _ in one.languages]
        language[here] = generator.choice(codes, int(here.sum()), p=[share for _, share in one.languages])
    return _Articles(story, place, generator.integers(0, design.outlets, len(story)), language)


def _chances_of(frame: Frame, design: Telling, generator: np.random.Generator) -> Floats:
    """True probabilities of a frame, (stories, places)."""
    n_stories = design.stories * design.weeks
    mean = np.full((n_stories, 1), np.mean(frame.shares[: design.places]))
    common = _scattered(mean, design.alike, mean.shape, generator)
    return _scattered(common, design.apart, (n_stories, design.places), generator)


def _marked(
    frame: Frame, carried: Floats, told: _Articles, languages: tuple[str, ...], generator: np.random.Generator
) -> Floats:
    """What the scorer says, whose errors differ from story to story and by language, (n,)."""
    chances = []
    for errors in (dict(frame.sensitivity), dict(frame.false_alarms)):
        mean = np.array([[errors[name.split("-")[0]] for name in languages]])
        drawn = _scattered(mean, _ERRORS_ALIKE, (int(told.story.max()) + 1, len(languages)), generator)
        chances.append(drawn[told.story, told.language])
    marked = generator.random(len(carried)) < np.where(carried > 0, *chances)
    return np.asarray(marked, dtype=np.float64)


def _drawn(design: Telling, told: _Articles, generator: np.random.Generator) -> Floats:
    """The chance with which each coded article was drawn from its place and language, NaN for those not drawn, (n,)."""
    chance = np.full(len(told.story), np.nan)
    stratum = told.place * (int(told.language.max()) + 1) + told.language
    for key in np.unique(stratum) if design.gold else ():
        rows = np.flatnonzero(stratum == key)
        of_place = int((told.place == told.place[rows[0]]).sum())
        n = min(len(rows), max(1, round(design.gold * len(rows) / of_place)))
        chance[generator.choice(rows, n, replace=False)] = n / len(rows)
    return chance


def _scattered(mean: Floats, alike: float, shape: tuple[int, ...], generator: np.random.Generator) -> Floats:
    """Beta variables around ``mean`` with intraclass correlation ``alike``; the mean itself where that is 0."""
    means = np.clip(np.broadcast_to(mean, shape), 1e-6, 1 - 1e-6)
    return generator.beta(*beta_parameters(means, alike)) if alike > 0 else means.copy()


def _as_articles(design: Telling, told: _Articles, places: tuple[str, ...], languages: tuple[str, ...]) -> Articles:
    n, n_stories = len(told.story), design.stories * design.weeks
    one_kind = Column(np.zeros(n, np.int64), ("full",))
    outlets = tuple(f"{at:04d}" for at in range(design.places * design.outlets))
    return Articles(
        np.arange(n), np.ones(n, np.bool_), FIRST_WEEK + told.story // design.stories * WEEK,
        Column(told.story, tuple(f"{at:06d}" for at in range(n_stories))), one_kind,
        Column(told.place * design.outlets + told.outlet, outlets),
        Column(told.place, places), Column(told.language, languages), one_kind, one_kind, one_kind,
    )  # fmt: skip
