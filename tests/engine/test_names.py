"""People in Vietnamese order."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.vietnamese import given_name, person_sort_key, person_sort_text

# As Intl.Collator('vi') puts them by given name.
PEOPLE = [
    "Nguyễn Văn An",
    "Trần Ánh",
    "Phạm Đức Ân",
    "Lê Thị Bình",
    "Sùng Mí Dính",
    "Vũ Văn Dũng",
    "Hoàng Thị Đào",
    "Giàng Mí Lúa",
    "Đặng Anh Quân",
]
NAMES = st.lists(st.text(st.sampled_from("aăâdđeêơưầẫnăgyĐÂ "), max_size=12), max_size=6)


@pytest.mark.parametrize("key", [person_sort_key, person_sort_text])
def test_people_stand_by_given_name_as_cldr_orders_letters(key):
    assert sorted(reversed(PEOPLE), key=key) == PEOPLE


@pytest.mark.parametrize("key", [person_sort_key, person_sort_text])
def test_tones_stand_as_cldr_orders_them(key):
    assert sorted(["ma", "má", "mà", "mạ", "mã", "mả"], key=key) == ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(["Đăng", "Dũng", "Ân", "An", "Ôn", "Yến"], key=key) == [
        "An",
        "Ân",
        "Dũng",
        "Đăng",
        "Ôn",
        "Yến",
    ]


def test_the_alphabet_is_the_vietnamese_one():
    alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
    assert "".join(sorted(reversed(alphabet), key=person_sort_text)) == alphabet


def test_family_name_then_middle_words_decide_between_equal_given_names():
    people = ["Bùi Văn An", "Lê An", "Lê Thị An", "Lê Văn An", "Lê Văn Anh"]
    assert sorted(reversed(people), key=person_sort_text) == people


def test_a_shorter_given_name_stands_first_and_a_tone_counts_after_the_letters():
    people = ["Lê An", "Lê Án", "Lê Ang", "Lê Anh"]
    assert sorted(reversed(people), key=person_sort_text) == people


def test_case_composition_and_tone_placement_do_not_count():
    assert person_sort_text("LÊ VĂN HÒA") == person_sort_text("Le\u0302 Văn Hoà")


def test_what_is_in_brackets_is_no_name_and_decides_last():
    assert given_name("Nguyễn Văn An (thôn 2)") == "An"
    people = ["Nguyễn Văn An", "Nguyễn Văn An (thôn 1)", "Nguyễn Văn An (thôn 2)", "Nguyễn Văn Anh"]
    assert sorted(reversed(people), key=person_sort_text) == people


def test_the_given_name_is_the_last_word():
    assert given_name("Giàng Mí Lúa") == "Lúa"
    assert given_name("  ") == ""
    assert person_sort_key("") == ()


@given(NAMES)
def test_key_and_text_put_names_in_the_same_order(names):
    assert sorted(names, key=person_sort_key) == sorted(names, key=person_sort_text)


@given(st.text())
def test_the_text_holds_ascii_letters_and_digits_alone(name):
    assert set(person_sort_text(name)) <= set(string.ascii_lowercase + string.digits)
