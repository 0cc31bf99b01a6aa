import numpy as np

from monitor.stories.labels import TERMS_MARK, central_titles, distinctive_terms, group_labels, term_labels


def test_the_most_central_title_wins_and_the_first_of_equals():
    groups, titles = np.array([0, 0, 0, 1, 2, 2]), ["a", "b", "c", "d", "e", "f"]
    centrality = np.array([0.1, 0.5, 0.2, np.nan, 0.3, 0.3])
    assert central_titles(groups, titles, centrality, 4) == ["b", "d", "e", None]


def test_terms_are_those_that_others_lack():
    texts = [
        "Lanshan accused of copying Atlas-5",
        "Lanshan removed from the app stores",
        "岚山智能否认抄袭，公布训练报告",
    ]
    first, second, third = distinctive_terms(texts, 2)
    assert "Lanshan" not in first + second
    assert first == "accused · Atlas-5"
    assert third
    assert all("\u4e00" <= character <= "\u9fff" or character in " ·" for character in third)


def test_texts_without_terms_have_an_empty_label():
    assert distinctive_terms(["2026", "", "of the"]) == ["", "", ""]
    assert distinctive_terms([]) == []


def test_labels_in_both_languages_chinese_in_simplified_characters():
    titles = np.array(["Chip rule tightened", "晶片許可收緊", "Only English here"])
    labels_en, labels_zh = group_labels(
        np.array([0, 0, 1]), titles, np.array(["en", "zh-Hant", "en"]), np.array([0.5, 0.5, np.nan]), 2
    )
    assert labels_en == ["Chip rule tightened", "Only English here"]
    assert labels_zh[0] == "晶片许可收紧"
    assert labels_zh[1].startswith(TERMS_MARK["zh"])
    assert "English" in labels_zh[1]


def test_labels_of_terms_fall_back_on_the_other_language():
    titles = np.array(["Export rule for chips", "印度下架岚山助手"])
    labels_en, labels_zh = term_labels(np.array([0, 1]), titles, np.array(["en", "zh-Hans"]), 2)
    assert "Export" in labels_en[0]
    assert labels_en[1].startswith(TERMS_MARK["en"])
    assert "印度" in labels_en[1]
    assert labels_zh[0].startswith(TERMS_MARK["zh"])
    assert labels_zh[1].count("·") >= 1
