"""What a simulated world is like."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A country or territory, its languages with the share of its articles in each, and how much it writes."""

    country: str
    languages: tuple[tuple[str, float], ...]
    volume: float


PLACES = (
    Place("CHN", (("zh-Hans", 1.0),), 1.2),
    Place("USA", (("en", 1.0),), 1.0),
    Place("TWN", (("zh-Hant", 1.0),), 0.9),
    Place("GBR", (("en", 1.0),), 0.8),
    Place("SGP", (("en", 0.6), ("zh-Hans", 0.4)), 1.0),
    Place("IND", (("en", 1.0),), 0.9),
)
"""Places in the order in which a world of two to six takes them; volumes are relative."""


@dataclass(frozen=True)
class Frame:
    """A frame: its share in articles of an average story by place (in the order of :data:`PLACES`), and how the scorer errs.

    ``sensitivity`` and ``false_alarms`` are the shares marked among articles that carry it and among those that do
    not, by language (``zh`` stands for both scripts).
    """

    name: str
    shares: tuple[float, ...]
    sensitivity: tuple[tuple[str, float], ...]
    false_alarms: tuple[tuple[str, float], ...]


FRAMES = (
    Frame("rare", (0.02,) * 6, (("zh", 0.70), ("en", 0.80)), (("zh", 0.03), ("en", 0.01))), Frame("rare-apart", (0.06,
    0.02, 0.04, 0.02, 0.04, 0.02), (("zh", 0.70), ("en", 0.80)), (("zh", 0.03), ("en", 0.01))), Frame("usual", (0.15,
    0.10, 0.12, 0.10, 0.10, 0.12), (("zh", 0.70), ("en", 0.85)), (("zh", 0.08), ("en", 0.03))), Frame("frequent",
    (0.45, 0.30, 0.35, 0.30, 0.40, 0.30), (("zh", 0.75), ("en", 0.90)), (("zh", 0.12), ("en", 0.05))),
)  # fmt: skip


@dataclass(frozen=True)
class Design:
    """A kind of world.

    ``countries`` (1 to 6), ``gold`` coded articles a country, ``stories`` a week that a country of volume 1 tells,
    each in ``articles`` articles on average, over ``weeks`` weeks. Sizes of stories are log-normal with ``spread`` as
    the standard deviation of their logarithm, and a larger story carries frames more often (rank correlation
    ``size_effect``). The probability of a frame varies from story to story like a beta variable whose intraclass
    correlation is ``alike``; of one story it is correlated between places (``shared``). A share ``reprints`` of the
    articles print an agency's text, with the agency's own frames. ``drift``: by how much (on the logit scale, end to
    end) frames become more frequent over the weeks; ``errors_drift``: by how much the scorer marks articles more
    often, whether they carry the frame or not. Articles are coded in the first ``coded_weeks`` weeks, or in all (0).
    """

    countries: int = 3
    gold: int = 200
    stories: int = 15
    articles: float = 2.0
    weeks: int = 12
    outlets: int = 6
    spread: float = 0.7
    size_effect: float = 0.2
    alike: float = 0.25
    shared: float = 0.6
    reprints: float = 0.1
    drift: float = 0.0
    errors_drift: float = 0.0
    coded_weeks: int = 0
    step: float = 0.0
    step_week: int = 6
    frames: tuple[Frame, ...] = FRAMES

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of the world."""
        return PLACES[: self.countries]
