"""Settings of the delivery of reports (``delivery``): who is told, and how. Secrets are never in them, only names of variables."""

import re
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from monitor.config.places import PLACES
from monitor.config.yaml_file import StrictModel

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)*[A-Za-z0-9-]+")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LONGEST_ADDRESS = 254


def checked_address(text: str) -> str:
    """The bare e-mail address ``text``. Raises ValueError for anything else: names, lists, line ends, signs beyond ASCII."""
    if len(text) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(text):
        raise ValueError(
            "not a bare e-mail address; write one like desk@example.org, without a name (a domain beyond ASCII as xn--...)"
        )
    return text


class Recipient(StrictModel):
    """One who gets mail, in one language, with what they care for most."""

    address: str
    language: Literal["en", "zh"] = "en"
    countries: tuple[str, ...] = Field(
        default=(), description="ISO alpha-3 codes; findings about them come first, chosen for this recipient"
    )
    frames: tuple[str, ...] = Field(default=(), description="ids of frames of the codebook; the same")
    only_when_concerned: bool = Field(
        default=False, description="no mail in weeks without a finding on these countries or frames"
    )

    @field_validator("address")
    @classmethod
    def _is_address(cls, value: str) -> str:
        return checked_address(value)

    @field_validator("countries")
    @classmethod
    def _are_places(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [code for code in value if code not in PLACES]
        if unknown:
            raise ValueError(
                f"no such country or territory: {', '.join(unknown)}; write ISO alpha-3 codes like CHN, USA"
            )
        return value

    @model_validator(mode="after")
    def _is_concerned_by_something(self) -> "Recipient":
        if self.only_when_concerned and not (self.countries or self.frames):
            raise ValueError("only_when_concerned needs countries or frames: else no finding concerns them")
        return self


class ChatTarget(StrictModel):
    """A chat or webhook: the environment variable ``variable`` holds its Apprise URL, which is a secret."""

    variable: str
    language: Literal["en", "zh"] = "en"


class AlertSettings(StrictModel):
    """Messages between reports, when a lasting change is found."""

    chance_a_year: float = Field(
        default=0.05,
        gt=0,
        lt=1,
        description="chance of any false alert in a year of weekly looks, at most; each look gets a 52nd of it",
    )
    days_between: float = Field(default=7.0, ge=0, description="least days between two alerts to the same recipient")


class DeliverySettings(StrictModel):
    """Who is to be told. Nothing is sent, and schedules stay off, while nobody is named."""

    recipients: tuple[Recipient, ...] = Field(
        default=(),
        description="e-mail addresses for the weekly report, or objects with address, language, countries, frames",
    )
    chat: tuple[ChatTarget, ...] = Field(
        default=(), description="names of environment variables that hold Apprise URLs (chats, webhooks)"
    )
    folder: Path | None = Field(
        default=None, description="folder to copy the reports into, e.g. one that a web server shows"
    )
    site_url: str | None = Field(default=None, description="address at which the reports folder is hosted, for links")
    sender: str | None = Field(default=None, description="address in From; mail needs one")
    attempts: int = Field(default=5, ge=1, description="times a message that a server refuses is tried, one a run")
    timeout_seconds: float = Field(default=30.0, gt=0, description="to connect, and between two answers of a server")
    alerts: AlertSettings = AlertSettings()

    @property
    def is_on(self) -> bool:
        """Whether anybody is to be told."""
        return bool(self.recipients or self.chat or self.folder)

    @field_validator("recipients", mode="before")
    @classmethod
    def _plain_addresses(cls, value: Any) -> Any:
        if not isinstance(value, list | tuple):
            return value
        return [{"address": one} if isinstance(one, str) else one for one in value]

    @field_validator("recipients")
    @classmethod
    def _named_once(cls, value: tuple[Recipient, ...]) -> tuple[Recipient, ...]:
        seen = [(one.address.lower(), one.language) for one in value]
        twice = sorted({address for address, language in seen if seen.count((address, language)) > 1})
        if twice:
            raise ValueError(f"named twice for the same language: {', '.join(twice)}")
        return value

    @field_validator("chat", mode="before")
    @classmethod
    def _names_of_variables(cls, value: Any) -> Any:
        """Checked here, as a list: a message about one item would repeat it, and what stands there may be a secret."""
        if not isinstance(value, list | tuple):
            raise ValueError("write a list of names of environment variables, e.g. [MONITOR_CHAT]")  # noqa: TRY004 - pydantic's
        targets = [{"variable": one} if isinstance(one, str) else one for one in value]
        for number, one in enumerate(targets, start=1):
            name = one.get("variable") if isinstance(one, dict) else getattr(one, "variable", None)
            if not isinstance(name, str) or not _VARIABLE.fullmatch(name):
                raise ValueError(
                    f"item {number} is not the name of an environment variable. Put the address, which is a secret, into a variable "
                    "(export MONITOR_CHAT=...) and write its name here"
                )
        return targets

    @field_validator("site_url")
    @classmethod
    def _is_web_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if (
            parts.scheme not in {"http", "https"}
            or not parts.hostname
            or "@" in parts.netloc
            or parts.query
            or parts.fragment
        ):
            raise ValueError("write the address of the folder that holds the reports, like https://example.org/reports")
        if re.search(r"[^!-~]|[<>\"'`\\]", value):
            raise ValueError("write it in ASCII, without spaces and quotes (percent-encoded)")
        return value.rstrip("/")

    @field_validator("sender")
    @classmethod
    def _is_sender(cls, value: str | None) -> str | None:
        return None if value is None else checked_address(value)
