"""What a mail says, and that nothing from outside can be more than text in it."""

from datetime import date
from email import message_from_bytes
from email.policy import SMTP, default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config.delivery import Recipient
from monitor.delivery.issue import Issue, Page, choose_for
from monitor.delivery.letter import Letter, Quoted, report_letter
from monitor.delivery.mail import Envelope, compose, html_text, plain_text
from monitor.report.data import FindingData
from monitor.report.rows import Shift, WeekTotals
from monitor.report.source import Answer

WEEK = date(2026, 3, 16)
TOTALS = WeekTotals(41, 41, 41, 0, 2, 23, 6, 10, 4)
ENVELOPE = Envelope("desk@monitor.example", "li.wei@desk.example", "<1@monitor.example>")
HOSTILE = [
    "<script>alert(1)</script>",
    "a\r\nBcc: all@desk.example",
    "\u202egnp.exe",
    '"><img src=x onerror=y>',
    "\x00\x1b[31m",
]


def shift(frame: str, country: str, name: str = "Law", **changes) -> Shift:
    sizes = {"change": 0.5, "lo": 0.35, "hi": 0.64, "p": 0.0005, "caveat": None} | changes
    sizes |= {"picked_lo": sizes["lo"], "picked_hi": sizes["hi"]}
    return Shift(
        country,
        frame,
        name,
        name,
        date(2026, 2, 23),
        0.2,
        0.7,
        n_weeks=12,
        n_articles=99,
        n_stories=40,
        n_outlets=4,
        method="ppi",
        **sizes,
    )


def data(*shifts: Shift) -> FindingData:
    empty = Answer((), "")
    return FindingData(WEEK, Answer((TOTALS,), ""), Answer(shifts, "SELECT 1"), empty, empty, empty, empty)


def letter(office, *shifts: Shift, language: str = "en", recipient: Recipient | None = None) -> Letter:
    issue = Issue(WEEK, 1, {language: Page(f"2026-W12.{language}.html", b"<p>", "0")}, data(*shifts))
    config = office.with_delivery(site_url="https://monitor.example")
    return report_letter(issue, choose_for(issue.data, config, recipient), config, language)


def test_charts_go_along_as_pictures_that_the_html_names(office):
    mail = compose(
        letter(office, shift("law", "CHN"), shift("openness", "USA", change=-0.5, lo=-0.64, hi=-0.35)), ENVELOPE
    )
    pictures = {part["Content-ID"]: part for part in mail.walk() if part.get_content_type() == "image/png"}
    page = mail.get_body(("html",)).get_content()
    assert len(pictures) == 2
    for cid, part in pictures.items():
        assert f'src="cid:{cid.strip("<>")}"' in page
        assert part.get_content().startswith(b"\x89PNG")
        assert part.get_content_disposition() == "inline"
    assert page.count('alt="Chart: Estimate') == 2
    assert "<style" not in page
    assert "95% interval 35 to 64" in mail.get_body(("plain",)).get_content()


def test_what_a_recipient_follows_comes_first_also_where_the_week_has_larger_findings(office):
    shifts = [
        shift("law", "CHN"),
        shift("openness", "USA"),
        shift("harm", "GBR"),
        shift("workers", "IND", change=0.2, lo=0.1, hi=0.3),
    ]
    plain = letter(office, *shifts)
    assert [part.heading for part in plain.parts] == ["Three findings"]
    indian = letter(office, *shifts, recipient=Recipient(address="a@b.example", countries=("IND",)))
    assert [part.heading for part in indian.parts] == ["On what you follow", "Also this week"]
    assert [view.finding.places for view in indian.parts[0].views] == [("IND",)]
    assert len(indian.parts[1].views) == 3


@pytest.mark.parametrize(
    "changes", [{"lo": -0.01}, {"caveat": "Read with care: without one of the outlets this change would turn round."}]
)
def test_what_is_no_headline_of_the_report_is_none_in_the_mail(office, changes):
    assert letter(office, shift("law", "CHN", **changes)).parts == ()


def test_chinese_names_no_english_words_of_ours(office):
    text = plain_text(letter(office, shift("law", "CHN", name="法律与监管"), language="zh"))
    assert "自2026年第9周（2月23日）起，中国大陆媒体有70%的报道带有“法律与监管”框架" in text
    assert "article" not in text


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60) | st.sampled_from(HOSTILE))
def test_nothing_in_a_title_becomes_a_header_or_a_tag(text):
    made = Letter("en", text, text, text, text, (), (text,), (text,), quotes=(Quoted(text, "en", text, None),))
    mail = message_from_bytes(compose(made, ENVELOPE).as_bytes(policy=SMTP), policy=default)
    assert "Bcc" not in mail
    assert set(mail.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "List-Unsubscribe", "MIME-Version", "Content-Type",
        "Content-Language",
    }  # fmt: skip
    assert len(str(mail["Subject"]).splitlines()) <= 1
    page = html_text(made)
    assert "<script" not in page
    assert "<img" not in page
