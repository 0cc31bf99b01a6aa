"""Language and script."""

import pytest

from monitor.articles import detect_language


@pytest.mark.parametrize(
    ("text", "hint", "language", "script", "method"),
    [
        ("美国扩大芯片出口管制", None, "zh-Hans", "Hans", "script_count"),
        ("美國擴大晶片出口管制", "zh-Hans", "zh-Hant", "Hant", "script_count"),
        ("OpenAI发布GPT-5", "en", "zh-Hans", "Hans", "script_count"),
        ("東京五輪のニュースをお伝えします", None, "ja", "Jpan", "script_count"),
        ("정부는 새로운 규칙을 발표했다", None, "ko", "Kore", "script_count"),
        ("一人之下", "zh-Hant", "zh-Hant", "Hant", "feed"),  # the same characters in both scripts
        ("The office widened its export rules to rented computing power on Tuesday, officials said, and asked firms to report "
         "their customers abroad.", "zh-Hans", "en", "Latn", "langdetect"),
        ("El gobierno anunció el martes nuevas reglas de exportación para los centros de datos, según dijeron los funcionarios "
         "en una rueda de prensa.", "en", "es", "Latn", "langdetect"),
        ("Meridian Labs v. Lanshan AI", "en", "en", "Latn", "langdetect"),
        ("Lanshan AI", "de", "de", "Latn", "feed"),
        ("Правительство объявило во вторник о новых правилах экспорта чипов и вычислительных мощностей для компаний и всех "
         "поставщиков облачных услуг.", "en", "ru", "Cyrl", "langdetect"),
        ("Η κυβέρνηση ανακοίνωσε νέους κανόνες", None, "el", "Grek", "script_count"),
        ("2026 – 3.5%", "en", "en", "Latn", "feed"),
        ("2026 – 3.5%", None, "und", "Zyyy", "langdetect"),
        ("", "zh-Hant", "zh-Hant", "Hant", "feed"),
    ],
)  # fmt: skip
def test_language_script_and_how_they_were_decided(text, hint, language, script, method):
    found = detect_language(text, hint)
    assert (found.language, found.script, found.method) == (language, script, method)
    assert 0 <= found.confidence <= 1


def test_an_english_text_that_quotes_chinese_is_english():
    text = "The ministry said the plan, known as 自立自强 at home, would go on. " * 5
    assert detect_language(text).language == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("President resigns", "en"),
        ("Oil prices drop amid hopes for supply", "en"),
        ("Rules on chips take effect in May", "en"),
        ("Senate Democrats advance climate, drug bill", "en"),
        ("El gobierno anuncia nuevas reglas para los centros de datos", "es"),
        ("Regierung beschließt neue Regeln für Rechenzentren", "de"),
        ("Le gouvernement annonce de nouvelles règles", "fr"),
        ("O governo anuncia novas regras para os centros de dados", "pt"),
    ],
)
def test_short_headlines_are_told_without_a_feed(text, language):
    assert detect_language(text).language == language


def test_the_answer_is_the_same_every_time():
    texts = ["Olympia: Stillkinder", "Regel gilt ab Montag", "Tokyo 2020: Aruna, Ejike to captain Team"]
    assert [detect_language(text) for text in texts * 3] == [detect_language(text) for text in texts] * 3
