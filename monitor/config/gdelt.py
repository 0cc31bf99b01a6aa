"""Settings of the GDELT sources (``collect.gdelt``)."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from monitor.config.yaml_file import StrictModel

Url = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^https?://[^\s?#]+$")]


class GdeltSettings(StrictModel):
    """What is asked of GDELT, and how gently."""

    languages: tuple[Literal["en", "zh"], ...] = Field(
        default=("en", "zh"), min_length=1, description="languages of the articles wanted"
    )
    countries: tuple[str, ...] = Field(
        default=(),
        description="ISO alpha-3 codes of outlets' places, asked for one by one (DOC only); empty: all at once",
    )
    chinese_keywords: bool = Field(
        default=True,
        description="ask for Chinese articles by the Chinese keywords too, not only by the English ones, which GDELT looks for in its "
        "translation",
    )
    title_words: bool = Field(
        default=False,
        description="keep only records whose title holds a keyword of a topic (DOC); the others are counted",
    )
    query_length: int = Field(
        default=240, ge=60, description="longest query, in bytes of UTF-8; GDELT refuses long ones"
    )
    window_hours: int = Field(default=24, ge=1, description="length of the windows asked first, in hours")
    least_window_minutes: int = Field(
        default=60, ge=15, description="windows are halved down to this; fuller ones are recorded as truncated"
    )
    seconds_between_requests: float = Field(
        default=5.5, gt=0, description="between two requests to the API from this machine; GDELT asks for 5"
    )
    throttle_wait_seconds: float = Field(
        default=60.0, gt=0, description="pause after GDELT said to slow down; doubled for each further time"
    )
    throttle_tries: int = Field(default=3, ge=1, description="times a window is asked while GDELT says to slow down")
    total_seconds: float = Field(
        default=120.0, gt=0, description="for one whole answer; the API can take most of a minute"
    )
    pace_file: Path | None = Field(
        default=None,
        description="file by which processes share the pace; by default one in the system's folder for temporary files",
    )
    doc_url: Url = "https://api.gdeltproject.org/api/v2/doc/doc"
    bulk_url: Url = "http://data.gdeltproject.org/gdeltv2"
    file_list: bool = Field(
        default=False,
        description="read the lists of all bulk files first, for sizes and MD5 (well over 100 MB each); else names follow the clock",
    )
    themes: tuple[str, ...] = Field(
        default=(), description="GKG themes (e.g. TECH_AUTOMATION) that let a record in whatever its title says"
    )
    known_outlets_only: bool = Field(
        default=False, description="keep only records of outlets in the outlets' file (bulk)"
    )
    max_file_bytes: int = Field(default=64_000_000, gt=0, description="largest bulk file accepted")
    max_unpacked_bytes: int = Field(default=512_000_000, gt=0, description="most that a bulk file may unpack to")
