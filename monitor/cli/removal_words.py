"""What `monitor remove` says: what would go, what went, and what to do then."""

from collections.abc import Sequence

from monitor.articles.one_text import harmless
from monitor.removal import FinishedRemoval, ShownLink

_LONGEST_TITLE = 80


def listed(shown: Sequence[ShownLink], most: int | None) -> list[str]:
    """A line an address, the newest first: day, outlet, title, address; the first ``most`` (None: all)."""
    lines = [harmless(_line(one)) for one in shown[:most]]
    left = len(shown) - len(lines)
    return [*lines, f"... and {left:,} more (--list-all shows them)"] if left else lines


def _line(one: ShownLink) -> str:
    title = one.title or "(title unknown)"
    short = title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"
    day = f"{one.at:%Y-%m-%d}" if one.at else "undated"
    return f"{day}  {one.outlet_id}  {short}  {one.url}" + ("" if one.is_article else "  (no article was made of it)")


def would_go(shown: Sequence[ShownLink]) -> list[str]:
    """The counts, and what is counted."""
    n_articles = sum(one.is_article for one in shown)
    others = len(shown) - n_articles
    named = counted(n_articles, "article") + (
        f", {counted(others, 'address', 'addresses')} without an article" if others else ""
    )
    pages = counted(sum(one.n_pages for one in shown), "raw page")
    codings = counted(sum(one.n_codings for one in shown), "coding")
    return [f"This is {named} (one an address), with {pages}, {codings} and everything computed from them."]


def counted(n: int, one: str, many: str | None = None) -> str:
    """``1 article``, ``2 articles``."""
    return f"{n:,} {one if n == 1 else many or f'{one}s'}"


def next_words(reports: Sequence[str], run: str) -> str:
    """What to do after a removal; ``run`` is the command."""
    lines = [f"Type `{run}` now: stories, estimates and reports are made without them."]
    if reports:
        lines.append("Until then they are still shown in: " + ", ".join(reports))
    return "\n".join(lines)


def finished_words(finished: FinishedRemoval, run: str) -> str:
    """What is said of a removal that had been killed."""
    of = f" of {counted(finished.n_links, 'address', 'addresses')}" if finished.n_links else ""
    return f"An earlier removal{of} had been stopped halfway; it is finished now.\n{next_words(finished.reports, run)}"
