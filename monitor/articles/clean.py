"""Text as it is stored: white space made regular, bylines and editorial tails cut off."""

import re
import unicodedata
from dataclasses import dataclass

from monitor.text import find_moment

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\x00"))
_BLANKS = re.compile(r"[^\S\n]+")
_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

_NAME = r"[\u3400-\u9fff·•A-Za-z .、,，_\d]{2,40}"
_ROLE = "记者|記者|作者|撰文|采写|採訪撰文|文|图|圖|文[/／]图|图[/／]文|摄影|攝影|编译|編譯|通讯员|通訊員|见习记者|實習記者|实习记者"
_EDITOR = "责任编辑|責任編輯|责编|責編|编辑|編輯|主编|主編|审核|審核|校对|校對|监制|監製|责任校对|值班编辑|核稿編輯"
# Whole lines that only say who wrote, edited or holds the rights. Anchored at both ends, so that no sentence is lost.
_CREDIT_LINE = re.compile(
    r"(?:"
    rf"[（(【\[]?[\u3400-\u9fff]{{0,6}}?(?:{_ROLE})[ ：:/／|]{{1,3}}{_NAME}[）)】\]]?"
    rf"|(?:- )?[（(【\[]?(?:{_EDITOR})[ ：:/／|]{{1,3}}{_NAME}[）)】\]]?"
    r"|(?:来源|來源|稿源|原标题|原標題|本文来源|文章来源|文章來源)[ ：:].{1,60}"
    r"|(?:版权所有|版權所有|未经许可|未經許可|未经授权|未經授權).{0,60}"
    r"|By\s+[A-Z][\w.'’-]+(?:\s+(?:[A-Z][\w.'’-]*|and|in|de|van|von|der|al|bin)|,\s+[\w' -]{3,40}){0,9}"
    r"|(?:Editing|Reporting|Additional reporting|Writing|Edited|Reported|Compiled) by\s.{2,160}"
    r"|(?:举报邮箱|投稿邮箱|联系邮箱)[ ：:].{0,60}"
    r"|[<＜]?(?:™ ?& ?)?(?:©|ⓒ|Copyright\b).{0,120}"
    r"|(?:Photo|Photograph|Image|图片|圖片|照片)[ ：:]{1,3}.{2,40}"
    r"|(?=.{2,60}$).*[上下]一?[页頁][ |｜>»\]\d]*"  # the bar of a text on several pages
    r"|(?:本报|本報|本台|本刊)(?:记者|記者)|記者報導|记者报道|By our staff reporter"
    r")[。.]?"
)
# The same at the end of the last paragraph, in brackets.
_TAIL = re.compile(
    r"\s*[（(](?:"
    rf"[^（）()\n]{{0,12}}?(?:{_ROLE}|{_EDITOR})[ ：:/／]?{_NAME}"
    r"|[^（）()\n]{2,30}(?:电|電|报道|報導|报导|報道)|完|End|ENDS"
    r")[）)]$"
)
# ... and at the head of the first: （记者 周敏）, which leaves the place and date of the line before it.
_HEAD = re.compile(rf"[（(](?:本报|本報|本台)?(?:记者|記者)[ ：:/／]?{_NAME}[）)]")
_HEAD_WITHIN = 40
_DATE_WITHIN, _DATE_LINE_AT_MOST = 3, 60


@dataclass(frozen=True)
class CleanBody:
    """A body without its credits, and the credits that were cut (one a line, empty when there were none)."""

    body: str
    byline: str


def normalise(text: str) -> str:
    """NFC; invisible characters and controls out; runs of blanks to one; blank lines out; lines stripped."""
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE).replace("\r\n", "\n").replace("\r", "\n")
    lines = (_BLANKS.sub(" ", _CONTROLS.sub("", line)).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def one_line(text: str) -> str:
    """:func:`normalise` for titles: line ends become blanks."""
    return normalise(text).replace("\n", " ")


def cut_credits(body: str) -> CleanBody:
    """Cut bylines and editorial credits at the head and the tail of a normalised body.

    Only whole lines among the first three and the last four (bylines, editors, rights, and at the head the date with its
    hour), and bracketed notes at the very end or in the dateline, are cut; a text of nothing else is left as it is.
    """
    lines, cut = body.split("\n"), []
    for at in sorted({*range(min(3, len(lines))), *range(max(len(lines) - 4, 0), len(lines))}):
        if _CREDIT_LINE.fullmatch(lines[at]) or (at < _DATE_WITHIN and _is_dateline(lines[at])):
            cut.append(lines[at])
            lines[at] = ""
    kept = [line for line in lines if line]
    if not kept:
        return CleanBody(body, "")
    tail = _TAIL.search(kept[-1])
    if tail and (tail.start() or len(kept) > 1):
        cut.append(tail.group().strip())
        kept[-1] = kept[-1][: tail.start()].strip()
    head = _HEAD.search(kept[0], 0, _HEAD_WITHIN)
    if head and head.group() != kept[0]:
        cut.append(head.group())
        kept[0] = kept[0][: head.start()] + kept[0][head.end() :].lstrip()
    return CleanBody("\n".join(line for line in kept if line), "\n".join(cut))


def credit_lines(text: str) -> list[str]:
    """The lines of a normalised text that are credits and nothing else."""
    return [line for line in text.split("\n") if _CREDIT_LINE.fullmatch(line)]


def _is_dateline(line: str) -> bool:
    """A short line with a date and an hour that is no sentence: what stands between a headline and its text."""
    if len(line) > _DATE_LINE_AT_MOST or line.endswith(("。", "！", "？", ".", "!", "?", "”", '"')):
        return False
    moment = find_moment(line)
    return moment is not None and moment.clock is not None
