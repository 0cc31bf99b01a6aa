"""Titles that came through a tokeniser, as GDELT's do: blanks around every mark, none where quotation marks were."""

import re

_HAN = r"\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff"
_WIDE = r"\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff5e"
# In Chinese text two blanks stand where a quotation mark was: the words on both sides belong together.
_LOST_QUOTES = re.compile(rf"(?<=[{_HAN}\d{_WIDE}])\s{{2,}}(?=[{_HAN}\d{_WIDE}])|^\s+(?=[{_HAN}])")
_AROUND_WIDE = re.compile(rf"\s*([{_WIDE}])\s*")
_BLANKS = re.compile(r"\s+")
_NUMBER = re.compile(r"(?<=\d) (?:\. (?=\d)|, (?=\d{3}(?!\d)))")
_TIME = re.compile(r"(?<=\d) : (?=\d\d\b)")
_RANGE = re.compile(r"(?<=\d) - (?=\d)")
_INITIALS = re.compile(r"(?<![^\W_])([A-Z])(?: \. ([A-Z])(?![^\W_]))+(?: \.)?")
_BEFORE = re.compile(r" ([,.;:!?%)\]}…](?!\w))")
_AFTER = re.compile(r"([(\[{]) ")
_MONEY = re.compile(r"([$€£¥]) (?=\d)")
_AMPERSAND = re.compile(r"\b([A-Z]) & ([A-Z])\b")
_SLASH = re.compile(r"(?<=\w) / (?=\w)")
# A hyphen in the middle of a word: what follows is in small letters (record - breaking), or what goes before is never a word of its own
# (anti - Trump), or is a letter before a figure (F - 35). A blank, a hyphen and a capital letter is a site's name as a rule, and stays.
_SMALL_AFTER = re.compile(
    r"(?<=[^\W_]) - (?=[a-z])(?!(?:a|an|the|and|or|but|as|at|amid|after|before|for|from|here|how|if|is|report|say|says"
    r"|source|sources|study|what|when|where|which|while|who|why|will|with|without)\b)"
)
_COMMON_SECOND = re.compile(
    r"(?<=[^\W_]) - (?=(?:Adjusted|Driven|Power|Backed|Based|Cap|Class|Day|Elect|Free|General|Hour|Led|Level|Made|Month|Old|Part"
    r"|Quality|Related|Run|Scale|Style|Term|Time|Wide|Winning|Year)\b)"
)
_DOMAIN = re.compile(r"(?<=\w) \. (?=(?:org|com|net|cn|gov|edu|co|tv|uk|hk|tw)\b)", re.IGNORECASE)
_PREFIX = re.compile(
    r"\b(anti|ex|pre|post|pro|non|co|mid|multi|semi|self|vice|re|ultra|far|cross|trans|inter|intra|neo|sub|un|all|well|high|low"
    r"|sino|indo|anglo|franco|afro|euro|russo|pan|al|el|e|x|t) - (?=[^\W_])",
    re.IGNORECASE,
)
_LETTER_FIGURE = re.compile(r"(?<![A-Za-z])([A-Za-z]{1,3}|Covid|COVID) - (?=\d)")
_FIGURE_WORD = re.compile(r"(?<=\d) - (?=[A-Za-z]{1,4}\b)")
# A country's letters before another's name: US - China talks. The name of a site comes last, so two more words must follow.
_PAIR = re.compile(r"\b(US|UK|EU|UN|U\.S|India|China|Russia|Iran|Israel|Pak|Indo|Japan) - (?=[A-Z]\w+ \w+ \w+)")
_STATE = (
    r"(?:Afghan|Afghanistan|Australia|Britain|Canada|China|EU|France|Germany|India|Indian|Iran|Iraq|Israel|Japan|Korea|Pak|Pakistan|Philippines"
    r"|Russia|Sino|Taiwan|UK|UN|US|Ukraine|Vietnam)"
)
_STATES = re.compile(rf"\b({_STATE}) - (?={_STATE}\b)")


def mend_tokenised(text: str) -> str:
    """A tokenised title as it was written, as far as can be told; one line, no blanks at its ends.

    Full-width marks lose the blanks around them; Latin marks the blank before them; figures, initials and hyphenated words
    are put together where that is safe; runs of blanks become one (between Han characters none: a quotation mark was lost there).
    """
    text = _LOST_QUOTES.sub("", text)
    text = _BLANKS.sub(" ", _AROUND_WIDE.sub(r"\1", text)).strip()
    text = _INITIALS.sub(lambda found: found[0].replace(" ", "").removesuffix(".") + ".", text)
    for pattern in (_NUMBER, _TIME, _RANGE, _DOMAIN):
        text = pattern.sub(lambda found: found[0].strip(), text)
    text = _MONEY.sub(r"\1", _BEFORE.sub(r"\1", _AFTER.sub(r"\1", text)))
    for pattern in (_SMALL_AFTER, _COMMON_SECOND, _SLASH):
        text = pattern.sub(lambda found: found[0].strip(), text)
    text = _FIGURE_WORD.sub("-", _LETTER_FIGURE.sub(r"\1-", _PREFIX.sub(r"\1-", text)))
    return _PAIR.sub(r"\1-", _STATES.sub(r"\1-", _AMPERSAND.sub(r"\1&\2", text)))
