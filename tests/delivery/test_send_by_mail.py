"""Mail to real servers on loopback: what arrives, what is refused, what breaks off, and that nothing goes out twice."""

import pytest

from monitor.config import ConfigError
from monitor.delivery import deliveries, resolve, send_report, send_test
from monitor.delivery.ledger import Sending, claim, sending_alone

ONE = {"recipients": ["li.wei@desk.example"]}


def test_a_mail_has_text_html_and_the_report_and_a_second_run_sends_nothing(office, post_office):
    office.write()
    settings = office.with_delivery(
        recipients=["li.wei@desk.example", {"address": "zhang@desk.example", "language": "zh"}],
        site_url="https://monitor.example/reports/",
    )
    assert send_report(settings, office.warehouse).counts == {"week": "2026-W12", "sent": 2}
    english, chinese = post_office.mails
    assert english["Subject"] == "AI security disputes, week 12 of 2026 (Synthetic sample)"
    assert chinese["Subject"] == "人工智能安全争端：2026年第12周（合成样本）"
    assert "https://monitor.example/reports/2026-W12.en.html" in english.get_body(("html",)).get_content()
    assert "本周数据太少" in chinese.get_body(("plain",)).get_content()
    attached = next(chinese.iter_attachments())
    assert attached.get_filename() == "2026-W12.zh.html"
    assert "报告 1" in attached.get_content()
    assert all(raw.isascii() for raw in post_office.raw)  # also for servers without 8BITMIME
    assert send_report(settings, office.warehouse).counts == {"week": "2026-W12", "already": 2}
    assert len(post_office.mails) == 2


def test_the_ledger_holds_no_address(office, post_office):
    office.send(**ONE)
    (row,) = deliveries(office.warehouse)
    assert row.outcome == "sent"
    assert row.message_id == post_office.mails[0]["Message-ID"]
    assert row.sha256 is not None
    assert "li.wei" not in repr(row)
    assert (office.warehouse.data_dir / "delivery.key").stat().st_mode & 0o777 == 0o600


def test_without_its_key_nothing_is_sent(office, post_office):
    office.send(**ONE)
    (office.warehouse.data_dir / "delivery.key").unlink()
    with pytest.raises(ConfigError, match=r"delivery\.key: gone"):
        office.send(**ONE)
    assert len(post_office.mails) == 1


def test_one_who_is_refused_does_not_stop_the_others_and_is_tried_again(office, post_office):
    settings = {"recipients": ["gone@desk.example", "li.wei@desk.example"], "attempts": 2}
    post_office.refused = {"gone@desk.example"}
    first = office.send(**settings)
    assert [row.outcome for row in first.rows] == ["failed", "sent"]
    assert first.rows[0].detail == "The server refused it: 550 <[address]> is unknown here"
    office.send(**settings)
    assert [row.outcome for row in office.send(**settings).rows] == ["given up", "already"]
    post_office.refused = set()
    resolve(office.warehouse, first.rows[0].delivery_id, sent=False)
    assert [row.outcome for row in office.send(**settings).rows] == ["sent", "already"]
    assert post_office.to == ["li.wei@desk.example", "gone@desk.example"]


def test_refused_after_the_text_is_failed(office, post_office):
    post_office.answer = "452 no room"
    assert office.send(**ONE).counts["failed"] == 1
    post_office.answer = "250 taken"
    assert office.send(**ONE).counts["sent"] == 1


def test_where_the_server_dies_with_the_text_a_person_decides(office, breaks_off, post_office, monkeypatch):
    settings = ONE
    broken = breaks_off("after")
    (row,) = office.send(**settings).rows
    assert row.outcome == "unknown"
    assert [one.outcome for one in office.send(**settings).rows] == ["undecided"]
    assert broken.n_connections == 1
    assert resolve(office.warehouse, row.delivery_id[:6], sent=True).outcome == "sent"
    assert [one.outcome for one in office.send(**settings).rows] == ["already"]
    with pytest.raises(ConfigError, match="nothing to decide"):
        resolve(office.warehouse, row.delivery_id, sent=False)


def test_where_the_server_dies_before_the_text_it_is_sent_again(office, breaks_off, monkeypatch):
    settings = ONE
    broken = breaks_off("before")
    assert office.send(**settings).counts["failed"] == 1
    assert office.send(**settings).counts["failed"] == 1
    assert broken.n_connections == 2
    assert office.outcomes() == [("mail", "failed", 2)]


def test_nobody_listens(office, monkeypatch, breaks_off):
    breaks_off("before").listener.close()
    (row,) = office.send(**ONE).rows
    assert row.outcome == "failed"


def test_a_process_that_was_killed_leaves_it_to_a_person(office, post_office):
    settings = ONE
    office.send(**settings)
    with office.warehouse.transaction() as connection:
        connection.execute("UPDATE deliveries SET outcome = 'pending', finished_at = NULL")
    assert [row.outcome for row in office.send(**settings).rows] == ["undecided"]
    assert office.outcomes() == [("mail", "unknown", 1)]
    assert len(post_office.mails) == 1


def test_the_row_is_there_before_anything_is_handed_over(office):
    sending = Sending("report", office.settings.collect.clock.stop, "en", "mail", "abc", 1)
    with sending_alone(office.warehouse):
        assert claim(office.warehouse, sending, 5, again=False) == "send"
        assert office.outcomes() == [("mail", "pending", 1)]
        assert claim(office.warehouse, sending, 5, again=False) == "undecided"


def test_a_later_revision_goes_out_when_asked_for(office, post_office):
    settings = ONE
    office.send(**settings)
    assert office.send(2, **settings).counts["already"] == 1
    assert office.send(2, again=True, **settings).counts["sent"] == 1
    assert office.send(2, again=True, **settings).counts["already"] == 1
    ids = [mail["Message-ID"] for mail in post_office.mails]
    assert len(ids) == len(set(ids)) == 2


def test_a_test_is_marked_and_uses_up_nobodys_turn(office, post_office):
    office.write()
    settings = ONE
    send_test(office.with_delivery(**settings), office.warehouse, "li.wei@desk.example", "zh")
    assert post_office.mails[0]["Subject"].startswith("【测试】")
    assert office.send(**settings).counts["sent"] == 1


def test_a_report_that_is_not_as_written_is_not_sent(office, post_office):
    office.write()
    (office.settings.report_dir / "2026-W12.en.html").write_text("changed")
    with pytest.raises(ConfigError, match="not as it was written"):
        send_report(office.with_delivery(**ONE), office.warehouse)
    assert post_office.mails == []


def test_only_those_concerned(office, post_office):
    of_interest = {"address": "li.wei@desk.example", "countries": ["CHN"], "only_when_concerned": True}
    assert office.send(recipients=[of_interest]).rows == ()
    assert office.send(recipients=[of_interest | {"only_when_concerned": False}]).n("sent") == 1
