"""Settings of archives as a source (``collect.warc``)."""

from pydantic import Field

from monitor.config.yaml_file import StrictModel


class WarcSettings(StrictModel):
    """Which pages of a WARC file are kept."""

    known_outlets_only: bool = Field(default=True, description="keep only pages of outlets in the outlets' file")
    topics_only: bool = Field(
        default=True, description="keep only pages that hold a subject word and a dispute word of one topic"
    )
