"""Vietnamese text as people type it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.vietnamese import clean, comparable, fold, has_same_letters, lacks_only_marks, without_tones

LETTERS = (
    "aăâeêioôơuưyđ bckhlmnst\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323\u030cÐǎéỳ\u200b\u00a0\n.,'-1230"
)
VIETNAMESE = st.text(st.sampled_from(LETTERS), max_size=20)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("e\u0301\u0302", "ế"),
        ("e\u0323\u0302", "ệ"),
        ("e\u0302\u0323", "ệ"),
        ("o\u0301\u031b", "ớ"),
        ("a\u0300\u0306", "ằ"),
        ("ê\u0301", "ế"),
        ("é\u0302", "ế"),
        ("Ðối với, ðảng", "Đối với, đảng"),
        ("nǎm khó khǎn", "năm khó khăn"),
        ("ǎ\u0301", "ắ"),
        ("ạ\u030c", "ặ"),
        ("  chi\u00a0 bộ\t\n", "chi bộ"),
        ("chi\u200b b\u00adộ\ufeff\x00", "chi bộ"),
        ("a\ud800b", "ab"),
        ("Nguye\u0302\u0303n Hoa\u0300ng Đu\u031b\u0301c", "Nguyễn Hoàng Đức"),
    ],
)
def test_one_form_is_stored_however_it_was_typed(typed, stored):
    assert clean(typed) == stored


def test_line_breaks_become_spaces_or_stay_on_demand():
    text = "\n một \r\n hai\r\r\r\rba\x0b"
    assert clean(text) == "một hai ba"
    assert clean(text, keep_lines=True) == "một\nhai\n\nba"


@given(st.text() | VIETNAMESE, st.booleans())
def test_cleaning_twice_is_cleaning_once(text, keep_lines):
    once = clean(text, keep_lines=keep_lines)
    assert clean(once, keep_lines=keep_lines) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


@given(VIETNAMESE)
def test_composed_and_decomposed_text_are_stored_alike(text):
    assert clean(unicodedata.normalize("NFD", text)) == clean(unicodedata.normalize("NFC", text))


def test_text_is_found_without_marks():
    assert fold("  Đảng bộ tỉnh HÀ GIANG ") == "dang bo tinh ha giang"
    assert fold("Ða\u0309ng") == "dang"


@given(st.text() | VIETNAMESE)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_tones_go_and_letters_stay():
    assert without_tones("Đảng bộ, tự lực, cường") == "Đang bô, tư lưc, cương"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("Khỏe", "khoẻ"),
        ("THÚY", "thuý"),
        ("cấp ủy", "cấp uỷ"),
        ("kỷ luật", "kỉ luật"),
        ("kỷ luật", "kĩ luật"),
        ("kỹ năng", "kĩ năng"),
        ("lý luận", "lí luận"),
        ("Mỹ", "mĩ"),
        ("hy vọng", "hi vọng"),
        ("3 tỷ", "3 tỉ"),
        ("sỹ quan", "sĩ quan"),
        ("tự lực, tự cường", "Tự  lực - tự cường."),
        ("21-NQ/TW", "21 nq tw"),
        ("H’Mông", "H'mông"),
        ("5.612.345 đảng viên", "5612345 đảng viên"),
        ("100 %", "100%"),
        ("1,5", "1.5"),
    ],
)
def test_two_ways_of_writing_one_answer_are_equal(one, other):
    assert comparable(one) == comparable(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("chi bộ", "chỉ bộ"),
        ("dân", "dần"),
        ("dân", "đân"),
        ("quy", "qui"),
        ("hai", "hay"),
        ("tai", "tay"),
        ("thúy", "thúi"),
        ("mỹ", "mỷ"),
        ("1,5", "15"),
        ("3.5.1890", "351890"),
        ("một hai", "mộthai"),
        ("a+b", "a b"),
    ],
)
def test_two_answers_are_not_taken_for_one(one, other):
    assert comparable(one) != comparable(other)


@given(st.text() | VIETNAMESE)
def test_what_is_compared_is_stable_under_cleaning_case_and_spaces(text):
    assert comparable(clean(text)) == comparable(text)
    assert comparable(f"  {text} … ") == comparable(text)


def test_the_same_letters_are_seen_without_any_marks():
    assert has_same_letters("Đảng", "dang")
    assert has_same_letters("chi bộ", "chỉ bố")
    assert not has_same_letters("chi bộ", "chi hội")


def test_a_lack_of_marks_is_told_from_another_word():
    right = comparable("chi bộ")
    assert lacks_only_marks(comparable("chi bo"), right)
    assert lacks_only_marks(comparable("chi bô"), right)
    assert lacks_only_marks(comparable("ky luat"), comparable("kỷ luật"))
    assert lacks_only_marks(comparable("hoa binh"), comparable("hòa bình"))
    assert not lacks_only_marks(comparable("chỉ bộ"), right)
    assert not lacks_only_marks(comparable("chi bố"), right)
    assert not lacks_only_marks(right, right)


@given(st.text() | VIETNAMESE)
def test_a_text_without_its_marks_lacks_only_marks(text):
    full, bare = comparable(text), comparable(without_tones(clean(text)))
    assert full == bare or lacks_only_marks(bare, full)
