"""Titles that came through a tokeniser."""

import pytest

from monitor.text import mend_tokenised


@pytest.mark.parametrize(
    ("given", "mended"),
    [
        ("朝鲜官宣 ： 祖国荣耀", "朝鲜官宣：祖国荣耀"),
        ("特朗普称准备  放弃  半岛 局势 ？ ", "特朗普称准备放弃半岛 局势？"),
        ("【 专题 】 港口 「 重新 」 开放", "【专题】港口「重新」开放"),
        ("支持率大增6 . 3個百分點 ！", "支持率大增6.3個百分點！"),
        ("Ports reopen :  Will never forget  , he says ?", "Ports reopen: Will never forget, he says?"),
        ("about 10 , 000 - 12 , 000 troops", "about 10,000-12,000 troops"),
        ("Now : April 22 , 2025", "Now: April 22, 2025"),
        ("ex - MP calls record - breaking 24 - hour talks", "ex-MP calls record-breaking 24-hour talks"),
        ("U . S . and U . K . test F - 35 jets", "U.S. and U.K. test F-35 jets"),
        ("US - China trade talks resume in Geneva", "US-China trade talks resume in Geneva"),
        ("A deal is near - The Morning Post", "A deal is near - The Morning Post"),
        ("Port closed - but ships wait", "Port closed - but ships wait"),
        ("Costs $ 5 . 5bn ( 10 %) | S & P", "Costs $5.5bn (10%) | S&P"),
        ("A world - Class port", "A world-Class port"),
        ("", ""),
    ],
)
def test_marks_and_words_are_put_back(given, mended):
    assert mend_tokenised(given) == mended
    assert mend_tokenised(mended) == mended


def test_a_long_run_of_marks_is_mended_at_once():
    assert len(mend_tokenised("A . " * 5000)) <= 20_000
