"""Text that a spreadsheet leaves as text.

A cell that begins with ``=``, ``+``, ``-`` or ``@`` is a formula to a spreadsheet, and headlines are written by others. After OWASP, "CSV
Injection": such a cell gets an apostrophe in front, whatever white space or invisible characters come before the sign, and for full-width
and small forms of the signs too. Where a list separator is a semicolon, a file with commas is cut at semicolons and line ends within
texts, so a sign that follows one of these gets its apostrophe as well.
"""

import re

SIGNS = "=+@＝＋－＠﹦﹢﹣﹫-"
"""What begins a formula: the ASCII signs, their full-width and their small forms (the hyphen last, as in a class of characters)."""
UNSEEN = r"\x00-\x20\x7f-\xa0\xad" + "\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
"""White space, control and invisible characters, which a spreadsheet may pass over: the inside of a class of characters."""

_AT_START = rf"^([{UNSEEN}]*[{SIGNS}]|[\t\r\n])"
_WITHIN = rf'([;\t\r\n][{UNSEEN}"]*)([{SIGNS}])'


def defused(text: str) -> str:
    """``text`` as a cell that no spreadsheet takes for a formula; unchanged where none would."""
    return re.sub(_AT_START, r"'\1", re.sub(_WITHIN, r"\1'\2", text))


def defused_sql(expression: str) -> str:
    """SQL that does to the text ``expression`` (trusted SQL) what :func:`defused` does: both read the same two patterns."""
    return f"regexp_replace(regexp_replace({expression}, '{_WITHIN}', '\\1''\\2', 'g'), '{_AT_START}', '''\\1')"
