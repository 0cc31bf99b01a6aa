"""Where sentences end in text written with Latin or other spaced letters."""

import re

from syntok import segmenter

# syntok splits after these; what follows a title is a name, what follows "No." is a number.
_TITLE = re.compile(
    r"(?<!\w)(?:Gov|Govs|Sen|Sens|Rep|Reps|Lt|Col|Cols|Gen|Gens|Sgt|Capt|Maj|Cmdr|Adm|Supt|Insp|Prof|Hon|Rev|Pres|Amb|Asst|"
    r"Mr|Mrs|Ms|Dr|St|Messrs|approx|[A-Z])\.$"
)
_NUMBERED = re.compile(r"(?<!\w)(?:No|Nos|Art|Sec|Fig|Vol|Ch|pp|p)\.$")


def latin_ends(text: str) -> list[int]:
    """Offsets at which the second and each later sentence of ``text`` (one paragraph) begins.

    Sentences come from syntok (segtok 2: abbreviations, initials, decimals, quotes), with those it cuts after a title
    (``Gov. Lee``), an initial or a numbering (``No. 24``) put together again. Linear in the length of the text.
    """
    starts = [sentence[0].offset for paragraph in segmenter.analyze(text) for sentence in paragraph if sentence]
    return [start for start in starts[1:] if start > 0 and not _is_glued(text, start)]


def _is_glued(text: str, start: int) -> bool:
    before = text[max(start - 16, 0) : start].rstrip()
    return bool(_TITLE.search(before)) or (text[start].isdigit() and bool(_NUMBERED.search(before)))
