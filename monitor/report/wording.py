"""The report's words in one language, from ``messages/*.yaml``."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any, Protocol

import yaml

from monitor.config import LANGUAGES, place_name
from monitor.report.numbers import decimals, rounded
from monitor.report.safe_text import display
from monitor.stories.labels import TERMS_MARK

REPORT_LANGUAGES = ("en", "zh")


class NamedFrame(Protocol):
    """A row that names a frame in both languages."""

    @property
    def frame_en(self) -> str:
        """Name in English."""

    @property
    def frame_zh(self) -> str:
        """Name in Chinese."""


@cache
def messages(language: str) -> dict[str, Any]:
    """The messages of ``en`` or ``zh``."""
    text = (resources.files("monitor.report") / "messages" / f"{language}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


class Wording:
    """Sentences, counts, dates and names in one language. Returns plain text: escaping is the template's work."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._messages = messages(language)

    def __call__(self, key: str, **values: object) -> str:
        """The message ``key`` with its values filled in. Raises KeyError for a message or value that is missing."""
        return str(self._messages[key]).format(**values)

    def known(self, prefix: str, name: str) -> str:
        """The message ``prefix_name``, or ``name`` itself where there is none (an outcome that came in later, say)."""
        return str(self._messages.get(f"{prefix}_{name}", display(name)))

    def form(self, key: str, which: str) -> str:
        """One form of a message that has several, e.g. the title for two findings."""
        return str(self._messages[key][which])

    def count(self, what: str, n: int) -> str:
        """``3 articles``, ``3篇报道``: ``what`` is articles, outlets, stories, places, points or figures."""
        return self._counted(what, f"{n:,}" if self.language == "en" else str(n), one=n == 1)

    def points(self, value: float) -> str:
        """The size of a difference without its sign, e.g. ``48 percentage points``."""
        text = rounded(abs(value))
        return self._counted("points", text, one=text == "1")

    def signed_points(self, value: float) -> str:
        """A part of a difference, with a sign only where it is negative, e.g. ``−3 percentage points``."""
        text = rounded(value)
        return self._counted("points", text, one=text == "1")

    def _counted(self, what: str, text: str, *, one: bool) -> str:
        forms = self._messages[f"count_{what}"]
        return str(forms["one" if one and "one" in forms else "other"]).format(n=text)

    def interval(self, lo: float, hi: float, unit: str = "") -> str:
        """``95% interval 31 to 65`` from fractions; ``unit`` is ``%`` for shares."""
        return self("interval", lo=rounded(lo) + unit, hi=rounded(hi) + unit)

    def range(self, lo: float, hi: float, unit: str = "") -> str:
        """``31 to 65`` from fractions."""
        return self("range", lo=rounded(lo) + unit, hi=rounded(hi) + unit)

    def size_interval(self, difference: float, lo: float, hi: float) -> str:
        """The interval of the size of a difference: signs turned where the difference is negative."""
        return self.interval(lo, hi) if difference >= 0 else self.interval(-hi, -lo)

    def size_range(self, difference: float, lo: float | None, hi: float | None) -> str:
        """The range of the size of a difference, a dash where it is not known."""
        if lo is None or hi is None:
            return "–"
        return self.range(lo, hi) if difference >= 0 else self.range(-hi, -lo)

    def picked_interval(self, difference: float, lo: float, hi: float) -> str:
        """As :meth:`size_interval`, of an interval that was widened for having been picked."""
        low, high = (lo, hi) if difference >= 0 else (-hi, -lo)
        return self("interval_picked", lo=rounded(low), hi=rounded(high))

    def q(self, value: float | None) -> str:
        """A q or p value."""
        return self("p_below") if value is not None and value < 0.0005 else decimals(value, 3)

    def week(self, monday: date, key: str = "week") -> str:
        """An ISO week in running text (``week``), as a label (``week_label``) or on an axis (``week_axis``)."""
        year, number, _ = monday.isocalendar()
        return self(key, year=year, number=number)

    def weeks(self, first: date, last: date) -> str:
        """A range of ISO weeks, the year given once where there is one: ``weeks 3 to 12 of 2026``."""
        (year, start, _), (last_year, stop, _) = first.isocalendar(), last.isocalendar()
        key = "weeks_one" if first == last else "weeks_one_year" if year == last_year else "weeks_two_years"
        return self(key, first=start, last=stop, year=year, last_year=last_year)

    def day(self, day: date) -> str:
        """``16 March``, ``3月16日``."""
        return self("day", day=day.day, month=self._messages["months"][day.month - 1])

    def period(self, monday: date) -> str:
        """First to last day of a week."""
        sunday = monday + timedelta(days=6)
        key = "period_one_month" if monday.month == sunday.month else "period_two_months"
        month = self._messages["months"][monday.month - 1]
        return self(
            key,
            start=self.day(monday),
            stop=self.day(sunday),
            first=monday.day,
            last=sunday.day,
            month=month,
            year=sunday.year,
        )

    def place(self, code: str) -> str:
        """Label of a country or territory, as a column head or name."""
        return self("all_places") if code == "all" else place_name(code, self.language)

    def outlets_in(self, code: str) -> str:
        """``outlets in the United States``, ``美国媒体``."""
        name = self.place(code)
        return self("outlets_in", place=f"the {name}" if name in self._messages["definite"] else name)

    def frame(self, row: NamedFrame) -> str:
        """Name of a frame."""
        return display(row.frame_en if self.language == "en" else row.frame_zh)

    def either(self, english: str | None, chinese: str | None) -> str:
        """The text in the report's language, the other where it is missing."""
        return display((english or chinese) if self.language == "en" else (chinese or english))

    def dispute(self, english: str | None, chinese: str | None) -> str:
        """A dispute's label: the terms that set it apart, as a list."""
        return self.either(english, chinese).replace(" · ", self("list_separator"))

    def headline(self, english: str | None, chinese: str | None) -> tuple[str, str]:
        """A story's label and the language it is in: a headline of the other language rather than a mere list of terms in this one."""
        labels = {"en": english, "zh": chinese}
        order = ("en", "zh") if self.language == "en" else ("zh", "en")
        known = [(labels[one], one) for one in order if labels[one]]
        told = [(label, one) for label, one in known if not str(label).startswith(tuple(TERMS_MARK.values()))]
        label, language = (told or known or [("", self.language)])[0]
        return display(label), "zh-Hans" if language == "zh" else "en"

    def language_name(self, code: str) -> str:
        """Name of a language; the code where it has none."""
        if code == "all":
            return self("all_languages")
        names = LANGUAGES.get(code)
        return display(code) if names is None else names[0 if self.language == "en" else 1]

    def join(self, items: Iterable[str]) -> str:
        """A list in a sentence: ``a, b and c``, ``甲、乙和丙``."""
        parts: Sequence[str] = list(items)
        if len(parts) < 2:
            return "".join(parts)
        return self("list_separator").join(parts[:-1]) + self("list_last") + parts[-1]

    def flow(self, *sentences: str) -> str:
        """Sentences one after the other."""
        return str(self._messages["sentence_separator"]).join(sentences)

    def reason(self, note: str) -> str:
        """A reason given by the estimates, sentence by sentence in the report's language; unknown sentences stay as they are."""
        if not note:
            return self("withheld_no_reason")
        sentences = re.split(r"(?<=\.)\s+", display(note))
        return self.flow(*(self._reason(sentence) for sentence in sentences))

    def _reason(self, sentence: str) -> str:
        numbers = iter(re.findall(r"\d+", sentence))
        known = self._messages["reasons"].get(re.sub(r"\d+", "#", sentence))
        return sentence if known is None else re.sub("#", lambda _: next(numbers), known)
