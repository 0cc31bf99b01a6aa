"""The mapping of files to articles: which files, which column is which field, and what is fixed for a set."""

import codecs
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo, available_timezones

import regex
from pydantic import Field, field_validator, model_validator

from monitor.config import LANGUAGES, StrictModel, place_code
from monitor.config.outlets import Audience

FieldName = Literal[
    "url", "title", "body", "body_html", "published", "seen", "language", "outlet", "domain", "country", "byline"
]
IdentityPart = Literal["outlet", "title", "published", "language"]


class Window(StrictModel):
    """Days that a set covers wholly, both included."""

    start: date
    stop: date

    @model_validator(mode="after")
    def _in_order(self) -> "Window":
        if self.stop < self.start:
            raise ValueError("stop lies before start")
        return self


class Fixed(StrictModel):
    """What holds for every row of a set."""

    outlet: str | None = Field(default=None, description="id, domain or name of an outlet")
    language: str | None = Field(default=None, description="a hint, used where the text does not decide")
    audience: Audience | None = None
    country: str | None = Field(default=None, description="for outlets made from rows")
    byline: str | None = None

    @field_validator("language")
    @classmethod
    def _known_language(cls, value: str | None) -> str | None:
        if value is not None and value not in LANGUAGES:
            raise ValueError(f"unknown language; expected one of {', '.join(LANGUAGES)}")
        return value

    @field_validator("country")
    @classmethod
    def _known_place(cls, value: str | None) -> str | None:
        code = None if value is None else place_code(value)
        if value is not None and code is None:
            raise ValueError("unknown place; expected a name or an ISO 3166-1 code such as CHN")
        return code


class UrlList(StrictModel):
    """A CSV file with a header that says which page has which URL."""

    path: str
    file: str = Field(default="file", description="its column with the page's path, as the set names it")
    url: str = Field(default="url", description="its column with the URL")

    @field_validator("path")
    @classmethod
    def _within(cls, value: str) -> str:
        return _relative(value)


class FileSet(StrictModel):
    """One set of files of one form."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")
    format: Literal["jsonl", "csv", "parquet", "html"]
    files: tuple[str, ...] = Field(min_length=1, description="globs, relative to files_root; .gz and .zip are opened")
    members: str = Field(default="*", description="glob for the members of a .zip")
    encoding: str = "utf-8-sig"
    delimiter: str = Field(default=",", min_length=1, max_length=1)
    header: bool = Field(default=True, description="whether a CSV names its columns; else they are numbered from 1")
    columns: dict[FieldName, str] = Field(default={}, description="our field: their column")
    fixed: Fixed = Fixed()
    values: dict[FieldName, dict[str, str]] = Field(default={}, description="our field: {their value: ours}")
    keep: dict[str, tuple[str, ...]] = Field(default={}, description="their column: the values whose rows are loaded")
    leave_out: tuple[str, ...] = Field(
        default=(), description="regular expressions: rows whose title holds one are left out (round-ups, weather ...)"
    )
    time_zone: str = "UTC"
    cut: tuple[str, ...] = Field(default=(), description="regular expressions removed from titles")
    cut_body: tuple[str, ...] = Field(default=(), description="the same for bodies, before HTML is read")
    tokenised: bool = Field(default=False, description="titles came through a tokeniser: blanks around every mark")
    identity: tuple[IdentityPart, ...] = Field(default=("outlet", "title", "published"), min_length=1)
    covers: Window | None = None
    urls: UrlList | None = None

    @field_validator("files", mode="before")
    @classmethod
    def _one_or_several(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @field_validator("columns", "keep", mode="before")
    @classmethod
    def _numbers_as_text(cls, value: Any) -> Any:
        """Columns without a header are numbers in the YAML, and text here."""
        if not isinstance(value, dict):
            return value
        return {
            _text(key): [_text(one) for one in got] if isinstance(got, list) else _text(got)
            for key, got in value.items()
        }

    @field_validator("files")
    @classmethod
    def _within(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_relative(one) for one in value)

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, value: str) -> str:
        try:
            codecs.lookup(value)
        except LookupError:
            raise ValueError("unknown encoding; expected a name such as utf-8-sig, gb18030 or big5hkscs") from None
        return value

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("no IANA time zone; expected a name such as Asia/Shanghai")
        return value

    @field_validator("cut", "cut_body", "leave_out")
    @classmethod
    def _patterns(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for one in value:
            try:
                regex.compile(one)
            except regex.error as error:
                raise ValueError(f"{one!r} is no regular expression ({error})") from None
        return value

    @field_validator("values")
    @classmethod
    def _known_languages(cls, value: dict[FieldName, dict[str, str]]) -> dict[FieldName, dict[str, str]]:
        unknown = sorted(set(value.get("language", {}).values()) - set(LANGUAGES))
        if unknown:
            raise ValueError(f"language: unknown: {', '.join(unknown)}; expected {', '.join(LANGUAGES)}")
        return value

    @model_validator(mode="after")
    def _complete(self) -> "FileSet":
        if self.format == "html":
            if self.columns or self.keep or self.values or self.leave_out:
                raise ValueError(
                    "a set of pages has no columns; give `fixed` and, where pages do not name their URL, `urls`"
                )
            return self
        if self.urls is not None:
            raise ValueError("urls is for format html; map the column of the URL instead")
        if "title" not in self.columns:
            raise ValueError("columns must name the title's column")
        if not (self.fixed.outlet or {"outlet", "domain", "url"} & set(self.columns)):
            raise ValueError("whose rows are these? Give fixed.outlet, or the column of outlet, domain or url")
        if self.format == "csv" and not self.header and not all(one.isdigit() for one in self.columns.values()):
            raise ValueError("without a header columns are numbers, from 1")
        return self

    @property
    def zone(self) -> ZoneInfo:
        """Zone of times that name none."""
        return ZoneInfo(self.time_zone)


class FileMapping(StrictModel):
    """The file that ``collect.files`` names."""

    sets: tuple[FileSet, ...] = Field(min_length=1)

    @field_validator("sets")
    @classmethod
    def _unique_names(cls, value: tuple[FileSet, ...]) -> tuple[FileSet, ...]:
        names = [one.name for one in value]
        repeated = sorted({one for one in names if names.count(one) > 1})
        if repeated:
            raise ValueError(f"set names given twice: {', '.join(repeated)}")
        return value


FIELDS: tuple[FieldName, ...] = get_args(FieldName)
"""The fields that a column can be."""


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _relative(value: str) -> str:
    parts = PurePosixPath(value).parts
    if not value or PurePosixPath(value).is_absolute() or ".." in parts or "\\" in value:
        raise ValueError("must be a path inside files_root: relative, with / and without ..")
    return value
