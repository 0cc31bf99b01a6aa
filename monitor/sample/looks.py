"""How the sample's outlets look and misbehave (``styles.yaml``, ``quirks.yaml``), and the address of an article."""

import hashlib
from datetime import UTC, date, datetime
from functools import cache
from typing import Literal, TypeVar

import yaml
from pydantic import AwareDatetime, BaseModel, ConfigDict, TypeAdapter, ValidationError

from monitor.sample.press import SAMPLE_DIR, SampleArticle, SampleError, SampleText, load_press

Kind = TypeVar("Kind")
PageKind = Literal["broadsheet", "bulletin", "business", "island", "portal", "trade"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Style(_Strict):
    """The look of one outlet; ``styles.yaml`` explains the keys."""

    page: PageKind
    path: str
    feed: Literal["rss", "atom"] = "rss"
    charset: str = "utf-8"
    header: bool = False
    tracking: str = ""
    feed_zone: Literal["outlet", "none"] = "outlet"
    validators: tuple[Literal["etag", "last_modified"], ...] = ("etag", "last_modified")

    @property
    def page_type(self) -> str:
        """Content-Type of its pages."""
        return f"text/html; charset={self.charset}" if self.header else "text/html"


class BrokenFeed(_Strict):
    """Days on which an outlet's feeds are not well-formed XML."""

    outlet: str
    first: date
    last: date
    how: Literal["truncated", "unescaped"]


class Unavailable(_Strict):
    """A page that answers 503 until a moment."""

    id: str
    until: AwareDatetime


class ExtraLink(_Strict):
    """A link in a feed that leads to no article of the press."""

    outlet: str
    language: str
    kind: Literal["missing", "listing", "noise", "away", "future"]
    path: str
    title: str
    published_at: AwareDatetime
    shown_from: AwareDatetime
    body: str = ""

    @property
    def text(self) -> SampleText:
        """Its text, as an article's."""
        return SampleText(self.title, self.body, self.shown_from)


class Quirks(_Strict):
    """Everything that goes wrong in the sample's web; ``quirks.yaml`` explains the keys."""

    broken_feeds: tuple[BrokenFeed, ...] = ()
    unavailable: tuple[Unavailable, ...] = ()
    extra_links: tuple[ExtraLink, ...] = ()

    def feed_fault(self, outlet_id: str, now: datetime) -> Literal["truncated", "unescaped"] | None:
        """What is wrong with an outlet's feeds at ``now``, if anything."""
        today = now.astimezone(UTC).date()
        return next((b.how for b in self.broken_feeds if b.outlet == outlet_id and b.first <= today <= b.last), None)

    def is_unavailable(self, article_id: str, now: datetime) -> bool:
        """Whether the page of an article answers 503 at ``now``."""
        return any(one.id == article_id and now < one.until for one in self.unavailable)


@cache
def load_styles() -> dict[str, Style]:
    """The style of each outlet, by its id. Raises :class:`SampleError`."""
    return _load("styles.yaml", TypeAdapter(dict[str, Style]))


@cache
def load_quirks() -> Quirks:
    """What goes wrong in the sample's web. Raises :class:`SampleError`."""
    return _load("quirks.yaml", TypeAdapter(Quirks))


def address(article: SampleArticle) -> str:
    """The canonical URL of an article: ``https://OUTLET.example/...``, without what its feed appends."""
    style = load_styles().get(article.outlet_id)
    if style is None:
        raise SampleError(f"styles.yaml: no style for outlet {article.outlet_id}, which {article.id} names. Add one.")
    number = int(hashlib.sha256(article.id.encode()).hexdigest()[:12], 16) % 10**8
    day = article.published_at.astimezone(UTC)
    path = style.path.format(
        language=article.language, year=f"{day:%Y}", month=f"{day:%m}", day=f"{day:%d}", number=f"{number:08d}"
    )
    return f"https://{article.outlet_id}.example{path}"


@cache
def _addresses() -> dict[str, str]:
    return {article.id: address(article) for article in load_press()}


def article_url(sample_id: str) -> str:
    """The canonical URL of the article with this id of ``articles.csv``. Raises KeyError for an unknown id."""
    return _addresses()[sample_id]


def _load(name: str, adapter: TypeAdapter[Kind]) -> Kind:
    data = yaml.safe_load((SAMPLE_DIR / name).read_text(encoding="utf-8"))
    try:
        return adapter.validate_python(data)
    except ValidationError as error:
        raise SampleError(f"{name}: {error}") from error
