"""Places and languages the monitor knows by name. A place is a "country or territory", ISO 3166-1 alpha-3."""

PLACES: dict[str, tuple[str, str]] = {
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
"""Alpha-3 code to its English and Chinese label; a code that is missing here is added here."""

LANGUAGES: dict[str, tuple[str, str]] = {
    "en": ("English", "英文"),
    "zh-Hans": ("Chinese, Simplified", "简体中文"),
    "zh-Hant": ("Chinese, Traditional", "繁体中文"),
}


def place_name(code: str, language: str = "en") -> str:
    """Label of a place in ``en`` or ``zh``; the code itself where it has none."""
    names = PLACES.get(code)
    return code if names is None else names[0 if language == "en" else 1]
