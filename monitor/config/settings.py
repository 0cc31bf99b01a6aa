"""The main settings file, e.g. ``config/sample.yaml``."""

from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, PrivateAttr, field_validator, model_validator

from monitor.config.contact import is_contact
from monitor.config.delivery import DeliverySettings
from monitor.config.gdelt import GdeltSettings
from monitor.config.warc import WarcSettings
from monitor.config.yaml_file import StrictModel, key_lines, load_model


class Clock(StrictModel):
    """A simulated clock, for the sample: the collector polls once on every day from ``start`` to ``stop`` (both included)."""

    start: date
    stop: date

    @model_validator(mode="after")
    def _in_order(self) -> "Clock":
        if self.stop < self.start:
            raise ValueError("stop lies before start")
        return self


class CollectSettings(StrictModel):
    """Where links come from and the limits of the HTTP client. That robots.txt is heeded is no setting."""

    source: Literal["sample", "feeds", "files"] = "feeds"
    clock: Clock | None = None
    files: Path | None = Field(default=None, description="for source files: the YAML that maps files to articles")
    files_root: Path = Field(default=Path(), description="folder that the mapping's paths are relative to")
    contact: str | None = Field(
        default=None, description="e-mail or URL named in the User-Agent; live collection needs one"
    )
    timeout_seconds: float = Field(default=20.0, gt=0, description="to connect, and between two pieces of an answer")
    total_seconds: float = Field(default=60.0, gt=0, description="for one whole answer, so that a slow drip ends")
    max_bytes: int = Field(default=5_000_000, gt=0, description="largest page or feed accepted, after decompression")
    max_sitemap_bytes: int = Field(
        default=50_000_000,
        gt=0,
        description="largest sitemap accepted, after decompression; the protocol allows 50 MB and 50,000 entries",
    )
    max_redirects: int = Field(default=5, ge=0)
    attempts: int = Field(default=3, ge=1, description="tries for a URL that fails in passing")
    retry_wait_seconds: float = Field(
        default=0.5, gt=0, description="pause before the second try; doubled for each further one"
    )
    page_polls: int = Field(
        default=5, ge=1, description="polls on which a page that keeps failing in passing is asked for"
    )
    sitemap_days: int = Field(
        default=3,
        ge=0,
        description="days before today (UTC) whose entries a sitemap gives on a live poll; feeds give all theirs",
    )
    sitemap_children: int = Field(
        default=5, ge=1, description="sitemaps of one index that are asked on a poll, the newest ones"
    )
    sitemap_children_back: int = Field(
        default=200,
        ge=1,
        description="sitemaps of one index that are asked by one run that goes back over a range; the next goes on with the rest",
    )
    concurrency: int = Field(default=64, ge=1, description="requests at once, over all hosts")
    per_host_concurrency: int = Field(default=2, ge=1, description="requests at once to one host")
    per_host_delay_seconds: float = Field(default=1.0, ge=0)
    longest_crawl_delay_seconds: float = Field(
        default=30.0,
        ge=0,
        description="a longer Crawl-delay in a robots.txt is kept up to this; sites that want still more are not asked",
    )
    gdelt: GdeltSettings = GdeltSettings()
    warc: WarcSettings = WarcSettings()

    @field_validator("contact")
    @classmethod
    def _reaches_somebody(cls, value: str | None) -> str | None:
        if value is not None and value.strip() and not is_contact(value):
            raise ValueError(
                "nobody can be reached there; write an e-mail address (desk@example.org) or the address of a page (https://example.org/bot)"
            )
        return value


class ArticleSettings(StrictModel):
    """How pages become articles and which articles count as copies."""

    agencies: Path = Path("config/agencies.yaml")
    copy_similarity: float = Field(
        default=0.5, gt=0, le=1, description="least Jaccard similarity of the texts of copies"
    )


class EmbeddingSettings(StrictModel):
    """The sentence-transformers model."""

    model: str = Field(default="bundled", description="bundled, a model id, or a folder")
    prefix: str = Field(default="query: ", description="put before each text, as the model's authors ask")
    alignment: Literal["shipped", "none"] | Path = Field(
        default="shipped",
        description="under which a text and its translation get like vectors: shipped (bundled model only), none, or a file "
        "that `monitor align` wrote",
    )
    precision: Literal["int8", "float32"] = Field(
        default="int8",
        description="of the bundled model: int8 (8-bit whole numbers, about three times as fast) or float32; another model is "
        "always float32",
    )


class StorySettings(StrictModel):
    """How articles are grouped into stories and stories into disputes. Similarity is in deviations of unrelated articles."""

    lead_sentences: int = Field(default=6, ge=0, description="sentences read with the title")
    window_days: float = Field(default=10.0, gt=0, description="largest distance in time of two linked articles")
    decay_per_day: float = Field(
        default=0.15, ge=0, description="deviations of similarity lost for a day between articles"
    )
    links_per_article: float = Field(
        default=6.0, gt=0, description="links kept an article on average, at most; fewer, stronger links"
    )
    resolution: float = Field(
        default=2.0,
        gt=0,
        description="times the mean density of links that a story must have; higher gives smaller stories",
    )
    merge_at: float | None = Field(
        default=4.2,
        gt=0,
        description="deviations by which the centres of two groups must be alike to be one story; null never joins groups",
    )
    merge_decay_per_day: float = Field(
        default=0.5, ge=0, description="deviations of that lost for a day between two groups"
    )
    longest_days: float | None = Field(
        default=10.0,
        gt=0,
        description="what lasts longer is grouped again by itself: a running series is no event; null leaves it whole",
    )
    links_per_story: float = Field(default=3.0, gt=0, description="the same between stories, for disputes")
    dispute_resolution: float = Field(default=2.0, gt=0, description="the same for disputes")
    background_articles: int = Field(
        default=5000, ge=100, description="newest articles from which language means and densities are learned"
    )


class FrameSettings(StrictModel):
    """How frames are scored."""

    scorer: Literal["prototype", "nli", "head"] = "prototype"
    nli_model: str | None = Field(
        default=None, description="model id or folder of a zero-shot NLI model, for scorer nli"
    )
    head: Path | None = Field(default=None, description="folder that `monitor train` wrote, for scorer head")
    evidence_passages: int = Field(default=3, ge=1, le=10)

    @model_validator(mode="after")
    def _scorer_needs(self) -> "FrameSettings":
        if self.scorer == "nli" and not self.nli_model:
            raise ValueError("scorer nli needs nli_model: the id or folder of a zero-shot NLI model")
        if self.scorer == "head" and not self.head:
            raise ValueError("scorer head needs head: the folder that `monitor train` wrote")
        return self


class GoldSettings(StrictModel):
    """Which codings count as gold."""

    coder_kinds: tuple[Literal["human", "author", "model"], ...] = ("human",)
    files: list[Path] = Field(
        default=[],
        description="codings by people, read anew on every run: a Label Studio JSON export, or CSV with a row an article or a "
        "row a judgement; `monitor gold import` keeps codings without naming them here",
    )
    same_instructions: bool = Field(
        default=False,
        description="carry over codings of other codebook versions whose instructions for coders are the same",
    )


class TrendSettings(StrictModel):
    """How trends are estimated."""

    weeks: int = Field(default=12, ge=2, description="weeks compared and drawn, up to the newest complete one")
    min_outlets: int = Field(default=3, ge=1, description="no statement on a country from fewer outlets")
    min_gold: int = Field(
        default=10, ge=1, description="coded articles a language needs for correction; half of all where that is less"
    )
    permutations: int = Field(default=2000, ge=200)
    seed: int = 20260316
    text_scope: Literal["title", "partial", "full"] = Field(
        default="full", description="texts that the views and the report show; the tables hold every scope"
    )
    topics: tuple[str, ...] = Field(
        default=(), description="topics whose coverage is measured, together; empty: every topic of the topics' files"
    )
    first_week: date | None = Field(
        default=None, description="a day of the first week that can be reported; by default the clock's first"
    )
    last_week: date | None = Field(
        default=None, description="a day of the last week that can be reported; by default the clock's last, or no end"
    )


class ReportSettings(StrictModel):
    """How reports are written."""

    pdf: bool = Field(
        default=True,
        description="print each page to PDF too, where Chromium or Chrome is on the PATH (some seconds a page)",
    )


class Settings(StrictModel):
    """Everything a run needs. Paths are relative to the folder the command is started in."""

    name: str
    synthetic: bool = Field(default=False, description="texts are invented; labelled so on every page")
    data_dir: Path = Path("data")
    outlets: Path
    topics: tuple[Path, ...] = (Path("config/topics.yaml"), Path("config/other-news.yaml"))
    codebook: Path = Path("config/codebook.yaml")
    collect: CollectSettings = CollectSettings()
    articles: ArticleSettings = ArticleSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    stories: StorySettings = StorySettings()
    frames: FrameSettings = FrameSettings()
    gold: GoldSettings = GoldSettings()
    trends: TrendSettings = TrendSettings()
    report: ReportSettings = ReportSettings()
    delivery: DeliverySettings = DeliverySettings()
    _file: Path | None = PrivateAttr(default=None)

    @field_validator("topics", mode="before")
    @classmethod
    def _one_or_several(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str | Path) else value

    @property
    def report_dir(self) -> Path:
        """Where reports are written."""
        return self.data_dir / "reports"

    def where(self, *keys: str) -> str:
        """``FILE:LINE: key.key`` of a setting, for a message; the key alone where the settings came from no file.

        The line is that of the deepest of ``keys`` that the file has. Reads the file anew.
        """
        dotted = ".".join(keys)
        if self._file is None or not self._file.exists():
            return dotted
        return f"{self._file}:{key_lines(self._file)(keys)}: {dotted}"


def load_settings(path: Path | str, data_dir: Path | str | None = None) -> Settings:
    """Read the settings; ``data_dir`` overrides the file's. Raises :class:`monitor.config.ConfigError`."""
    settings = load_model(path, Settings)
    settings._file = Path(path)
    return settings if data_dir is None else settings.model_copy(update={"data_dir": Path(data_dir)})
