"""Pages and rows of files to articles: charset, text, title, time and language; versions; passages; copies.

Public: :func:`extract_articles` (the stage) and its :class:`ArticleSummary`; its parts :func:`decode`,
:func:`extract_page`, :func:`detect_language`, :func:`find_copies`; :func:`read_bytes` and :func:`language_of` (one text that a
person hands over, to :class:`OneText`). Reads ``links``, ``outlets``, ``fetches`` and raw pages;
writes ``articles``, ``article_versions``, ``rejected_pages``, ``page_outcomes``, ``passages`` and ``copies``.
"""

from monitor.articles.copies import find_copies
from monitor.articles.decode import UndecodableError, decode
from monitor.articles.extract import Extracted, LinkFacts, NotAnArticleError, NoTextError, extract_page
from monitor.articles.language import Language, detect_language
from monitor.articles.one_text import OneText, UnreadableTextError, language_of, read_bytes
from monitor.articles.stage import ArticleSummary, extract_articles

__all__ = [
    "ArticleSummary",
    "Extracted",
    "Language",
    "LinkFacts",
    "NoTextError",
    "NotAnArticleError",
    "OneText",
    "UndecodableError",
    "UnreadableTextError",
    "decode",
    "detect_language",
    "extract_articles",
    "extract_page",
    "find_copies",
    "language_of",
    "read_bytes",
]
