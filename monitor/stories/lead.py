"""What of an article is read to tell its story: the headline without what its outlet puts on every headline, and the first sentences."""

import re
from collections.abc import Sequence

LONGEST = 2000
"""Characters read at most."""
LEAST_HEADLINE = 12
"""Characters that must remain of a headline for a tail to be taken for the outlet's name."""
MOST_TAIL_WORDS = 5

_MARK = re.compile(
    r"^\s*(?:[\[【〔［(（]\s*(?:视频|視頻|視頻新聞|图集|圖集|组图|組圖|高清|直播|音频|音頻|快讯|快訊|原创|原創|转载|轉載|"
    r"video|watch|live|photos?|gallery|podcast|audio|updated?|breaking)\s*[\]】〕］)）]\s*[:：]?\s*)+",
    re.IGNORECASE,
)
_TAIL = re.compile(r"^(?P<head>.*\S)(?:\s*[|｜]\s*|\s+[»_]\s+)(?P<tail>[^\s|｜»][^|｜»]{0,59})$", re.DOTALL)
_WIRES = "Reuters|AP|AFP|Xinhua|CNA|Kyodo News|Yonhap|UPI|dpa|PTI|ANI|TASS|EFE"
_AGENCIES = "新华社|新華社|中新社|中新网|中新網|中央社|法新社|路透社|美联社|美聯社|央视网|央視網|人民网|人民網"
_CREDIT = re.compile(
    r"^\s*(?:"
    rf"(?:[A-Z][A-Za-z.,'’ -]{{1,40}}?,?\s*)?(?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}}\s*)?\((?:{_WIRES})\)\s*[-–—:]+\s*"
    rf"|(?:{_AGENCIES})[^。！？\n]{{0,40}}?(?:[电電讯訊]|消息|報導|报道)\s*(?:[（(][^（）()\n]{{1,20}}[）)]|[）)])?\s*[:：]?\s*"
    r"|(?:本报讯|本報訊|本网讯|本網訊)\s*(?:[（(][^）)。\n]{0,30}[）)])?\s*"
    r")"
)


def headline(title: str) -> str:
    """The title without format marks in front (``[视频]``, ``[WATCH]``) and an outlet's name behind a bar (``... | The Example``).

    A title is never emptied: what would leave fewer than twelve characters stays.
    """
    title = " ".join(title.split())[:LONGEST]
    bare = _MARK.sub("", title) or title
    while (found := _TAIL.match(bare)) and _is_name(found["head"], found["tail"]):
        bare = found["head"]
    return bare.strip()


def lead_of(title: str, sentences: Sequence[str]) -> str:
    """Headline and first sentences as one text, at most 2,000 characters; "" where there is nothing to read.

    An agency's credit at the beginning (``BEIJING, March 3 (Reuters) -``, ``新华社北京3月3日电``) is not read, unless it is all there is.
    """
    parts = [headline(title), *sentences]
    if len(parts) > 1:
        parts[1] = _CREDIT.sub("", parts[1], count=1)
    read = " ".join(part.strip() for part in parts if part.strip())
    return (read or " ".join([title, *sentences]))[:LONGEST].strip()


def without_credit(text: str) -> str:
    """A text without an agency's credit at its beginning."""
    return _CREDIT.sub("", text, count=1)


def _is_name(head: str, tail: str) -> bool:
    return len(head.strip()) >= LEAST_HEADLINE and len(tail.split()) <= MOST_TAIL_WORDS and len(tail) < len(head)
