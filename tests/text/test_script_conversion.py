"""Script conversion, lengths, and ids."""

from monitor.text import count_han, short_id, text_hash, to_simplified, to_traditional, visual_length


def test_conversion_changes_characters_and_keeps_words():
    assert to_simplified("後來人工智慧晶片的資料") == "后来人工智慧晶片的资料"
    assert to_traditional("人工智能芯片的资料") == "人工智能芯片的資料"


def test_conversion_of_a_long_text_keeps_its_length():
    text = "資料庫與網路" * 30_000
    assert len(to_simplified(text)) == len(text)


def test_han_counts_ideographs_of_all_planes_only():
    assert count_han("AI与人工智慧，かな，한글，\U00020000！") == 6


def test_visual_length_counts_a_han_character_as_two_and_a_half_letters():
    assert visual_length("a b\n") == 2
    assert visual_length("国 a") == 3.5


def test_hashes_survive_lone_surrogates_and_depend_on_the_parts():
    assert len(text_hash("\ud800")) == 32
    assert short_id("a", "b") != short_id("ab")
