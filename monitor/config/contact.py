"""What can be named to sites as a contact."""

import re

_EMAIL = re.compile(r"[^\s@<>()]+@(?:[^\s@<>().]+\.)+[^\s@<>().]{2,}")
_PAGE = re.compile(r"https?://(?:[^\s/@:.]+\.)+[^\s/@:.]{2,}(?::\d+)?(?:/\S*)?", re.IGNORECASE)


def is_contact(text: str) -> bool:
    """Whether ``text``, one line, holds an e-mail address (``desk@example.org``) or a page (``https://example.org/bot``)."""
    if not text.isprintable():
        return False
    return _EMAIL.search(text) is not None or _PAGE.search(text) is not None
