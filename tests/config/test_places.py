"""Places by code and name."""

import pycountry
import pytest

from monitor.config import PLACES, place_code, place_name


def test_every_place_of_the_standard_has_both_labels():
    assert {one.alpha_3 for one in pycountry.countries} == set(PLACES)
    assert all(english.strip() and chinese.strip() for english, chinese in PLACES.values())


def test_our_own_wording_comes_first():
    assert place_name("CHN") == "Mainland China"
    assert place_name("TWN", "zh") == "台湾"
    assert place_name("HKG") == "Hong Kong"
    assert place_name("FJI", "zh") == "斐济"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("United States", "USA"), ("us", "USA"), ("Mainland China", "CHN"), ("China", "CHN"), ("中国", "CHN"), ("Turkey", "TUR"),
        ("Russia", "RUS"), ("the Netherlands", "NLD"), ("Côte d’Ivoire", "CIV"), ("Hong Kong", "HKG"), (" south  korea ", "KOR"),
        ("Atlantis", None), ("", None),
    ],
)  # fmt: skip
def test_names_and_codes_are_read(name, code):
    assert place_code(name) == code
