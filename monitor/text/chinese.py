"""Where sentences end in Chinese and Japanese text."""

import re

# A run of sentence-ending marks with the quotes and brackets that close after it. All quantifiers are over disjoint
# sets, so matching is linear in the length of the text.
_END = re.compile(r"(?P<mark>[。．！？；!?;｡]+|…+[。！？]*)(?P<closing>[”’」』》〉）)\]】〕]*)")
_CLOSES_A_NAME = ("》", "〉")
# After a closing quote these show that the quoted question or exclamation is only a part of the sentence.
_CONTINUES = tuple("，、：,:的地得之等這这一及和與与或了而")


def chinese_ends(text: str) -> list[int]:
    """Offsets just after each sentence of ``text`` (one paragraph), the last one excluded.

    Ends are 。！？； and the ellipsis with the quotes and brackets that close after them. A straight double quote closes when
    an odd number of them stands before it. Marks inside a title
    (《谁之过？》) or before a particle (“安全吗？”的疑问) do not end a sentence.
    """
    ends: list[int] = []
    straight_quotes, counted_to = 0, 0
    for match in _END.finditer(text):
        stop = match.end()
        straight_quotes += text.count('"', counted_to, stop)
        counted_to = stop
        closing = match["closing"]
        if text[stop : stop + 1] == '"' and straight_quotes % 2:
            closing, stop = closing + '"', stop + 1
            straight_quotes, counted_to = straight_quotes + 1, stop
        if closing.startswith(_CLOSES_A_NAME) or (closing and text.startswith(_CONTINUES, stop)):
            continue
        if not _inside_token(text, match.start("mark"), stop):
            ends.append(stop)
    return ends


def _inside_token(text: str, start: int, stop: int) -> bool:
    """True for half-width marks within Latin writing, as in an address with a query (``?a=1;b=2``)."""
    before, after = text[max(start - 1, 0) : start], text[stop : stop + 1]
    return text[start] in "!?;" and before.isascii() and before > " " and after.isascii() and after.isalnum()
