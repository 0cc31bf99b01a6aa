"""Pages from views: one base for all, escaped by Jinja, style sheets inlined."""

from functools import cache
from importlib import resources
from typing import Any

from monitor.config import Settings
from monitor.report.render import environment, topic_names
from monitor.report.wording import Wording
from monitor.warehouse.connect import PUBLISHED_FILE


@cache
def _css() -> str:
    folder = resources.files("monitor.report") / "templates"
    return "".join(file.read_text(encoding="utf-8") for file in (folder / "report.css", folder / "site" / "site.css"))


class Pages:
    """Renders the pages of one language. ``scorer`` stands in the footer of each."""

    def __init__(self, settings: Settings, language: str, scorer: str) -> None:
        self.words = Wording(language)
        self.topics = self.words.join(topic_names(settings, language))
        self._shared: dict[str, Any] = {
            "w": self.words, "synthetic": settings.synthetic, "css": _css(), "language": language,
            "other": "zh" if language == "en" else "en",
            "kicker": self.words("kicker", topics=self.topics), "scorer": scorer or "–", "database": f"data/{PUBLISHED_FILE}",
        }  # fmt: skip

    def render(self, template: str, root: str, path: str, **values: Any) -> str:
        """The page ``site/TEMPLATE.html.j2``; ``root`` leads to the site's root (``""`` or ``"../"``).

        ``path`` is the page's own, from there and without language and ending.
        """
        made = environment("html").get_template(f"site/{template}.html.j2")
        return made.render(self._shared | {"root": root, "path": path} | values)


def chooser(settings: Settings) -> str:
    """``index.html``: the way to either language."""
    words = {language: Wording(language) for language in ("en", "zh")}
    shared = {"words": words, "synthetic": settings.synthetic, "css": _css()}
    return environment("html").get_template("site/chooser.html.j2").render(shared)
