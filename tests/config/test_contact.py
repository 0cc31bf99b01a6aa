"""Who can be reached by a contact."""

import pytest

from monitor.config import ConfigError, load_settings
from monitor.config.contact import is_contact


@pytest.mark.parametrize(
    "contact",
    [
        "desk@example.org",
        "News desk <desk@news.example.co.uk>",
        "https://example.org/bot",
        "http://www.example.org",
        "HTTPS://example.org:8443/a?b=c",
    ],
)
def test_an_address_or_a_page_reaches_somebody(contact):
    assert is_contact(contact)


@pytest.mark.parametrize(
    "contact",
    [
        "me",
        "@handle",
        "desk@localhost",
        "example.org",
        "https://intranet/",
        "ftp://example.org/",
        "a@b.org\nX: y",
        "a@.org",
    ],
)
def test_what_reaches_nobody_is_no_contact(contact):
    assert not is_contact(contact)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("desk", "a.yaml:4: collect.contact: nobody can be reached there; write an e-mail address"),
        (
            "@handle",
            "a.yaml:4: not valid YAML: found character '@' that cannot start any token. Put a value that begins",
        ),
    ],
)
def test_a_contact_that_is_none_is_told_with_file_and_line(tmp_path, written, said):
    file = tmp_path / "a.yaml"
    file.write_text(f"name: a\noutlets: o\ncollect:\n  contact: {written}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"a\.yaml:4") as caught:
        load_settings(file)
    assert said in str(caught.value)
