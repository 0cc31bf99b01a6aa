"""One simulated world, drawn."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from scipy import stats

from monitor.config.settings import TrendSettings
from monitor.evaluate.worlds.design import Design
from monitor.evaluate.worlds.truth import agency_share, beta_parameters, errors_by_week, shares_by_week
from monitor.trends.calendar import WEEK, Calendar
from monitor.trends.correction import correct
from monitor.trends.groups import Bools, Column, Floats, Ints
from monitor.trends.study import Study
from monitor.trends.units import Articles, Units

FIRST_WEEK = np.datetime64(date(2026, 1, 5), "D")
SCORER = "simulated"
# How much the scorer's errors differ from story to story, as the intraclass correlation of a beta variable.
_ERRORS_ALIKE = 0.05
# Stories that belong to one long-running dispute.
_OF_A_DISPUTE = 5
# A share of the articles are reprinted by another outlet of the place: rows that the weighting by copies counts.
_COPIED = 0.1


@dataclass(frozen=True)
class _Told:
    """Units of a world (n): story, place, language, and whether it is the place's one print of the agency's text.

    ``size`` and ``week`` are of the stories (s,).
    """

    story: Ints
    place: Ints
    language: Ints
    is_agency: Bools
    size: Floats
    week: Ints


def draw_world(design: Design, seed: int, settings: TrendSettings | None = None) -> Study:
    """A world of a design, as the study that estimates are made from.

    The coded articles are drawn at random from the units of each place and language, as many as their share of
    ``design.gold``, and coded without error.
    """
    generator = np.random.default_rng(seed)
    told = _told(design, generator)
    carried = _carried(design, told, generator)
    prediction = _predicted(design, carried, told, generator)
    chance = _chances(design, told, generator)
    gold = np.where(np.isnan(chance)[:, None], np.nan, carried)
    drawable = _drawable(design, told)
    values = correct(prediction, gold, np.repeat(chance[:, None], len(design.frames), axis=1), drawable)
    articles = _articles(design, told, generator)
    units = Units(articles, values, tuple(frame.name for frame in design.frames))
    weeks = FIRST_WEEK + np.arange(design.weeks) * WEEK
    seen = np.array([[weeks[0], weeks[-1] + WEEK]]).astype("datetime64[us]")
    calendar = Calendar(seen, weeks, frozenset(articles.outlet.names))
    return Study(units, calendar, settings or TrendSettings(weeks=max(design.weeks, 2)), SCORER)


def without_coding(study: Study) -> Study:
    """The same world with no article coded."""
    values = study.units.values
    nothing = np.full(values.prediction.shape, np.nan)
    return replace(study, units=replace(study.units, values=correct(values.prediction, nothing, nothing)))


def languages(design: Design) -> tuple[str, ...]:
    """Names of the languages of a design, sorted: what the codes of the articles' languages stand for."""
    return tuple(sorted({name for place in design.places for name, _ in place.languages}))


def _told(design: Design, generator: np.random.Generator) -> _Told:
    """Each place tells a Poisson number of articles of each of its stories, and prints the agency's text or not.

    A place of volume 1 is left with ``design.stories`` stories a week on average; places share stories from the first
    on.
    """
    told_share = _share_told(design)
    n_stories = np.array([max(2, round(design.stories * place.volume / told_share)) for place in design.places])
    most = int(n_stories.max())
    week = np.repeat(np.arange(design.weeks), most)
    size = generator.standard_normal(len(week))
    within = np.tile(np.arange(most), design.weeks)[:, None] < n_stories[None, :]
    mean = _mean_articles(design, size)[:, None] * within
    written = generator.poisson((1 - design.reprints) * mean)
    printed = generator.poisson(design.reprints * mean) > 0
    counts = np.concatenate([written, printed], axis=1).astype(np.int64)
    places = design.countries
    cell = np.repeat(np.arange(counts.size), counts.reshape(-1))
    story, kind = cell // (2 * places), cell % (2 * places)
    place = kind % places
    return _Told(story, place, _spoken(design, place, generator), kind >= places, size, week)


def _mean_articles(design: Design, size: Floats) -> Floats:
    mean: Floats = design.articles * np.exp(design.spread * size - design.spread**2 / 2)
    return mean


def _share_told(design: Design) -> float:
    nodes, weights = np.polynomial.hermite_e.hermegauss(64)
    return float((1 - np.exp(-_mean_articles(design, nodes))) @ weights / weights.sum())


def _spoken(design: Design, place: Ints, generator: np.random.Generator) -> Ints:
    names = languages(design)
    spoken = np.empty(len(place), np.int64)
    draws = generator.random(len(place))
    for at, one in enumerate(design.places):
        here = place == at
        ends = np.cumsum([share for _, share in one.languages])[:-1]
        codes = np.array([names.index(name) for name, _ in one.languages])
        spoken[here] = codes[np.searchsorted(ends, draws[here], side="right")]
    return spoken


def _carried(design: Design, told: _Told, generator: np.random.Generator) -> Floats:
    """Which frames each unit carries, 0 or 1 (n, frames).

    A story's probabilities are quantiles of beta laws at levels that are alike between places and rise with the
    story's size; an agency's text is one text wherever it is printed.
    """
    n_stories, agency = len(told.size), design.countries
    carried = np.empty((len(told.story), len(design.frames)))
    side = np.where(told.is_agency, agency, told.place)
    rho, shared = design.size_effect, design.shared
    for column, frame in enumerate(design.frames):
        means = shares_by_week(frame, design)
        means = np.hstack([means, agency_share(means)[:, None]])[told.week]
        common, own = generator.standard_normal((n_stories, 1)), generator.standard_normal(means.shape)
        apart = np.sqrt(shared) * common + np.sqrt(1 - shared) * own
        chance = _quantiles(means, rho * told.size[:, None] + np.sqrt(1 - rho**2) * apart, design.alike)
        text = generator.random(len(told.story))
        of_agency = generator.random(n_stories)[told.story]
        carried[:, column] = np.where(told.is_agency, of_agency, text) < chance[told.story, side]
    return carried


def _quantiles(means: Floats, level: Floats, alike: float) -> Floats:
    """Quantiles of beta laws at normal levels, both (n, k), interpolated between 1,001 levels from -5 to 5."""
    grid = np.linspace(-5, 5, 1001)
    found = np.empty_like(means)
    for mean in np.unique(means):
        here = means == mean
        found[here] = np.interp(level[here], grid, stats.beta.ppf(stats.norm.cdf(grid), *beta_parameters(mean, alike)))
    return found


def _predicted(design: Design, carried: Floats, told: _Told, generator: np.random.Generator) -> Floats:
    """What the scorer says, 0 or 1 (n, frames); an agency's text is scored in each language anew."""
    names = languages(design)
    predicted = np.empty_like(carried)
    for column, frame in enumerate(design.frames):
        shares = []
        for errors in (dict(frame.sensitivity), dict(frame.false_alarms)):
            mean = np.array([errors[name.split("-")[0]] for name in names])
            a, b = beta_parameters(errors_by_week(mean, design)[told.week], _ERRORS_ALIKE)
            drawn = generator.beta(a, b)
            shares.append(drawn[told.story, told.language])
        marked = np.where(carried[:, column] > 0, *shares)
        predicted[:, column] = generator.random(len(marked)) < marked
    return predicted


def _chances(design: Design, told: _Told, generator: np.random.Generator) -> Floats:
    """The chance with which each coded unit was drawn, NaN for those not drawn, (n,)."""
    chance, drawable = np.full(len(told.story), np.nan), _drawable(design, told)
    for place in range(design.countries):
        of_place = told.place == place
        for language in np.unique(told.language[of_place]):
            stratum = np.flatnonzero(of_place & (told.language == language) & drawable)
            wanted = round(design.gold * len(stratum) / int((of_place & drawable).sum()))
            drawn = min(len(stratum), max(wanted, 1)) if design.gold else 0
            chance[generator.choice(stratum, drawn, replace=False)] = drawn / len(stratum)
    return chance


def _drawable(design: Design, told: _Told) -> Bools:
    """Which units (n,) lie in the weeks whose articles could be drawn for coding."""
    found: Bools = told.week[told.story] < (design.coded_weeks or design.weeks)
    return found


def _articles(design: Design, told: _Told, generator: np.random.Generator) -> Articles:
    """Units and some copies of them as articles, of an outlet each."""
    n = len(told.story)
    copied = np.flatnonzero(generator.random(n) < _COPIED)
    unit = np.concatenate([np.arange(n), copied])
    place = told.place[unit]
    outlet = place * design.outlets + generator.integers(0, design.outlets, len(unit))
    names = tuple(sorted(one.country for one in design.places))
    order = np.array([names.index(one.country) for one in design.places])
    n_stories = len(told.size)
    one_value = Column(np.zeros(len(unit), np.int64), ("all of one kind",))
    return Articles(
        unit,
        np.arange(len(unit)) < n,
        FIRST_WEEK + told.week[told.story[unit]] * WEEK,
        Column(told.story[unit], tuple(f"story{at:05d}" for at in range(n_stories))),
        Column(
            told.story[unit] // _OF_A_DISPUTE, tuple(f"dispute{at:05d}" for at in range(n_stories // _OF_A_DISPUTE + 1))
        ),
        Column(outlet, tuple(f"outlet{at:03d}" for at in range(design.countries * design.outlets))),
        Column(order[place], names),
        Column(told.language[unit], languages(design)),
        one_value,
        one_value,
        Column(np.zeros(len(unit), np.int64), ("full",)),
    )
