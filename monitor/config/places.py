"""Places and languages the monitor knows by name. A place is a "country or territory", ISO 3166-1 alpha-3."""

from functools import cache

import pycountry
from babel import Locale

_WORDED: dict[str, tuple[str, str]] = {
    "ARE": ("United Arab Emirates", "阿联酋"),
    "AUS": ("Australia", "澳大利亚"),
    "BRA": ("Brazil", "巴西"),
    "CAN": ("Canada", "加拿大"),
    "CHE": ("Switzerland", "瑞士"),
    "CHN": ("Mainland China", "中国大陆"),
    "DEU": ("Germany", "德国"),
    "ESP": ("Spain", "西班牙"),
    "FRA": ("France", "法国"),
    "GBR": ("United Kingdom", "英国"),
    "HKG": ("Hong Kong", "香港"),
    "IDN": ("Indonesia", "印度尼西亚"),
    "IND": ("India", "印度"),
    "IRL": ("Ireland", "爱尔兰"),
    "ISR": ("Israel", "以色列"),
    "ITA": ("Italy", "意大利"),
    "JPN": ("Japan", "日本"),
    "KEN": ("Kenya", "肯尼亚"),
    "KOR": ("South Korea", "韩国"),
    "MAC": ("Macao", "澳门"),
    "MYS": ("Malaysia", "马来西亚"),
    "NGA": ("Nigeria", "尼日利亚"),
    "NLD": ("Netherlands", "荷兰"),
    "NZL": ("New Zealand", "新西兰"),
    "PAK": ("Pakistan", "巴基斯坦"),
    "PHL": ("Philippines", "菲律宾"),
    "QAT": ("Qatar", "卡塔尔"),
    "RUS": ("Russia", "俄罗斯"),
    "SAU": ("Saudi Arabia", "沙特阿拉伯"),
    "SGP": ("Singapore", "新加坡"),
    "SWE": ("Sweden", "瑞典"),
    "THA": ("Thailand", "泰国"),
    "TUR": ("Türkiye", "土耳其"),
    "TWN": ("Taiwan", "台湾"),
    "UKR": ("Ukraine", "乌克兰"),
    "USA": ("United States", "美国"),
    "VNM": ("Vietnam", "越南"),
    "ZAF": ("South Africa", "南非"),
}
"""Labels worded here; all others are those of the Unicode CLDR."""


def _all_places() -> dict[str, tuple[str, str]]:
    """Every place of ISO 3166-1 (pycountry) with its labels from the CLDR (Babel), by code; the worded labels come first."""
    english, chinese = Locale("en").territories, Locale("zh").territories
    every = {
        one.alpha_3: (english.get(one.alpha_2, one.name), chinese.get(one.alpha_2, one.name))
        for one in pycountry.countries
    }
    return dict(sorted({**every, **_WORDED}.items()))


PLACES: dict[str, tuple[str, str]] = _all_places()
"""Alpha-3 code to its English and Chinese label, for every place of ISO 3166-1."""

# What news archives write and no standard lists.
_ALSO: dict[str, tuple[str, ...]] = {
    "CHN": ("Chinese mainland", "People's Republic of China", "中国大陆", "PRC"),
    "CIV": ("Cote d'Ivoire", "Ivory Coast"),
    "COD": ("Democratic Republic of the Congo", "DR Congo", "Zaire"),
    "COG": ("Republic of the Congo", "Congo Republic"),
    "CPV": ("Cape Verde",),
    "CZE": ("Czech Republic",),
    "GBR": ("Great Britain", "Britain", "UK"),
    "MKD": ("Macedonia",),
    "MMR": ("Burma", "Myanmar"),
    "PSE": ("Palestine", "West Bank", "Gaza Strip", "Palestinian Territory"),
    "RUS": ("Russia",),
    "SWZ": ("Swaziland",),
    "TUR": ("Turkey",),
    "USA": ("United States of America", "US", "America"),
    "VAT": ("Vatican City",),
}

LANGUAGES: dict[str, tuple[str, str]] = {
    "en": ("English", "英文"),
    "zh-Hans": ("Chinese, Simplified", "简体中文"),
    "zh-Hant": ("Chinese, Traditional", "繁体中文"),
}


def place_name(code: str, language: str = "en") -> str:
    """Label of a place in ``en`` or ``zh``; the code itself where it has none."""
    names = PLACES.get(code)
    return code if names is None else names[0 if language == "en" else 1]


@cache
def place_code(name: str) -> str | None:
    """Alpha-3 code of a place given as a code (alpha-2 or alpha-3) or by an English or Chinese name; None for what is no place.

    Upper and lower case, and the names of ISO 3166, the CLDR and this file, are all read.
    """
    wanted = " ".join(name.split()).casefold()
    return _codes().get(wanted.removeprefix("the ")) if wanted else None


@cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    english, chinese = Locale("en").territories, Locale("zh").territories
    for one in pycountry.countries:
        names = (one.alpha_3, one.alpha_2, one.name, getattr(one, "common_name", ""), getattr(one, "official_name", ""))
        labels = (english.get(one.alpha_2, ""), chinese.get(one.alpha_2, ""), *PLACES[one.alpha_3])
        for name in (*names, *labels, *_ALSO.get(one.alpha_3, ())):
            found.setdefault(name.casefold().removeprefix("the "), one.alpha_3)
    found.pop("", None)
    return found
