"""One text, as a person hands it over: the bytes of a plain text or of a page to title, body and language."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from monitor.articles.decode import UndecodableError, decode
from monitor.articles.extract import LinkFacts, NotAnArticleError, NoTextError, extract_page
from monitor.articles.language import Language, detect_language
from monitor.text import count_han, visual_length

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_PAGE_WITHIN = 4096
_PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".shtml")
_TITLE_AT_MOST = 160.0  # visual length; a longer first line is a paragraph
_NO_TITLE_ENDS = (".", "。", ",", "，", ";", "；", "、")  # a line that ends so is part of the running text
_MOST_CONTROLS = 0.1  # of the characters; more of them is a binary file that happens to be valid UTF-8
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_HAN_A_WORD = 1.7  # characters
_SHORT = 30.0  # visual length; a word or two
_SURE = 0.9
_MIXED, _MIXED_WORDS = (
    0.2,
    20.0,
)  # least share of the smaller language, and least number of words, to speak of a mixture


class UnreadableTextError(ValueError):
    """There is no text that could be looked at; the message is a sentence with the remedy."""


@dataclass(frozen=True)
class OneText:
    """A text exactly as given. Offsets of a field count from its ``start``: in plain text that is its place in the whole."""

    kind: Literal["text", "html"]
    title: str
    body: str
    title_start: int
    body_start: int
    notes: tuple[str, ...] = ()


def read_bytes(content: bytes, *, name: str, content_type: str | None = None, title: str | None = None) -> OneText:
    """Plain text or a page, told apart by the first tag; ``title`` is put in the place of the text's own.

    ``name`` (a file's name or a URL) is for messages. Raises :class:`UnreadableTextError`.
    """
    if not content.strip(b" \t\r\n\0"):
        raise UnreadableTextError(f"{name}: there is no text in it. Give a text of at least one word.")
    text = _decoded(content, name, content_type)
    called_page = "html" in (content_type or "").lower() or name.lower().endswith(_PAGE_ENDINGS)
    if called_page or _PAGE.match(text[:_PAGE_WITHIN].removeprefix("\ufeff")):
        return _page(content, name, content_type, title)
    return plain_text(text, name=name, title=title)


def plain_text(text: str, *, name: str = "the text", title: str | None = None) -> OneText:
    """A plain text: its first line is its title when it is short, no sentence, and followed by more.

    Raises :class:`UnreadableTextError` when there is nothing but white space.
    """
    if not harmless(text).replace("\ufffd", " ").strip():
        raise UnreadableTextError(f"{name}: there is no text in it. Give a text of at least one word.")
    if title is not None:
        return OneText("text", title, text, 0, 0)
    start = len(text) - len(text.lstrip())
    stop = next((at for at in range(start, len(text)) if text[at] in "\r\n\u2028\u2029"), len(text))
    line = text[start:stop].rstrip()
    looks_like_title = visual_length(line) <= _TITLE_AT_MOST and not line.endswith(_NO_TITLE_ENDS)
    if looks_like_title and text[stop:].strip():
        return OneText("text", line, text[stop:], start, stop)
    return OneText("text", "", text, 0, 0)


def harmless(text: str) -> str:
    """The text, as long as before, with controls as blanks and lone surrogates as U+FFFD: what libraries and terminals can take."""
    odd = {ord(one): "\ufffd" if unicodedata.category(one) == "Cs" else " " for one in set(text) if _is_control(one)}
    return text.translate(odd)


def language_of(text: OneText, chosen: str | None = None) -> tuple[Language, tuple[str, ...]]:
    """Language of a text and what a person should know about how sure that is; ``chosen`` (BCP 47) is taken at its word."""
    words = harmless(f"{text.title}\n{text.body}")
    if chosen is not None:
        return Language(chosen, "", "given", 1.0), ()
    bare = detect_language(words)
    if bare.language == "und":
        return bare, ("There are no words in it, so its language is unknown and its scores mean nothing.",)
    found, notes = bare, []
    if visual_length(words) < _SHORT:
        notes.append("So short a text shows no framing: the figures say which frame its words are nearest to.")
    # A few English headlines and short sentences look like another language to the classifier, nearly all of them unsurely.
    unsure = bare.confidence < _SURE or visual_length(words) < _SHORT
    if bare.script == "Latn" and bare.language != "en" and unsure:
        found = Language("en", "Latn", "assumed", bare.confidence)
        notes.append(
            f"Not sure of its language (the classifier says {bare.language}): taken as English; --language says it better."
        )
    if (mixture := _mixture(words, found.language)) is not None:
        notes.append(mixture)
    return found, tuple(notes)


def _mixture(text: str, language: str) -> str | None:
    han, latin = count_han(text) / _HAN_A_WORD, len(_LATIN_WORD.findall(text))
    if han + latin < _MIXED_WORDS or min(han, latin) < _MIXED * (han + latin):
        return None
    share = round(100 * han / (han + latin))
    return f"Languages are mixed (about {share}% of the words are Chinese); all of it is read as {language}."


def _decoded(content: bytes, name: str, content_type: str | None) -> str:
    """UTF-8 where it is that, since what a terminal hands over is; lone surrogates in it are kept."""
    try:
        text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        text = None
    if text is not None and sum(text.count(one) for one in set(text) if _is_control(one)) <= _MOST_CONTROLS * len(text):
        return text
    try:
        return decode(content, content_type).text
    except UndecodableError as error:
        raise UnreadableTextError(f"{name}: {error} Save it as plain text in UTF-8 or as HTML.") from None


def _is_control(character: str) -> bool:
    return character not in "\t\n\r\f" and unicodedata.category(character) in {"Cc", "Cs"}


def _page(content: bytes, name: str, content_type: str | None, title: str | None) -> OneText:
    """A page through the reader of the collection."""
    now = datetime.now(UTC)  # dates are read and not used
    url = name if name.startswith(("http://", "https://")) else ""
    link = LinkFacts("", url, "", (), ZoneInfo("UTC"), None, title, None, now)
    try:
        found = extract_page(decode(content, content_type).text, link, now)
    except NoTextError:
        raise UnreadableTextError(
            f"{name}: neither a text nor a title could be read from the page. Give its text as plain text."
        ) from None
    except (NotAnArticleError, UndecodableError) as error:
        remedy = "Give its text as plain text, with --title for a title."
        raise UnreadableTextError(f"{name}: no article could be read from the page. {error} {remedy}") from None
    except Exception as error:  # hostile pages make the libraries below raise many kinds
        reason = f"{type(error).__name__}: {str(error)[:200]}"
        raise UnreadableTextError(
            f"{name}: reading the page failed ({reason}). Give its text as plain text."
        ) from error
    scope = {"title": "Only the title could be read from the page.", "partial": "The page gives only part of the text."}
    notes = (scope[found.text_scope],) if found.text_scope in scope else ()
    return OneText("html", found.title if title is None else title, found.body, 0, 0, notes)
