"""Text from the office fonts of before Unicode is told from sound text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.vietnamese import is_mojibake

TOPICS = Path(__file__, "../../../quizzes/topics").resolve()


@pytest.mark.parametrize(
    "text",
    [
        "HCM tªn gäi thêi niªn thiÕu lµ NguyÔn Sinh Cung",
        "NguyÔn V¨n §øc",
        "§¶ng Céng s¶n ViÖt Nam",
        "Chi bé c¬ së",
        "®ång chÝ bÝ th­",
        "C©u 1. ViÖc ®Çu tiªn cÇn lµm lµ g×?",
    ],
)
def test_tcvn3_is_found(text):
    assert is_mojibake(text) == "TCVN3"


@pytest.mark.parametrize(
    "text",
    [
        "Moãi ngöôøi ñaûng vieân",
        "Chi boä",
        "Ñaûng Coäng saûn Vieät Nam",
        "Caâu 1. Vieäc ñaàu tieân caàn laøm laø gì?",
    ],
)
def test_vni_is_found(text):
    assert is_mojibake(text) == "VNI"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Chi bo 3",
        "Đảng viên học tập, làm theo Bác",
        "là",
        "Giàng Mí Lúa, Sùng Mí Dính, Vàng Chá Sò, Vừ Thị Thò",
        "Nyob zoo! Hmôngz Pêx tsênhz lul gâux, txir nênhs Ntơưv",
        "Y Thông Niê, H’Hen Niê, Krông Ana, Đắk Lắk, Êđê",
        "«Chưa đủ căn cứ» · 3 × 4 = 12 · ½ · 20 °C · m² ©2024 Báo® § 5",
        "Müller, café, très bien, señor, Noël, Übermut",
        "Latouche-Tréville",
        "Lênin, bê-tông, phôtô, ô-xy",
        "Số 36-HD/VPTW, Hà Nội, ngày 03 tháng 4 năm 2018",
        "HOÀ BÌNH; UỶ BAN; KHÔNG CÓ GÌ QUÝ HƠN ĐỘC LẬP, TỰ DO",
        "Ða\u0309ng viên, nǎm, khó khǎn",
    ],
)
def test_sound_text_raises_no_alarm(text):
    assert is_mojibake(text) is None


def test_one_odd_word_in_sound_text_raises_no_alarm():
    assert is_mojibake("Đồng chí ghi chữ “§¶ng” như trong văn bản cũ") is None


def test_a_few_words_cut_short_in_a_long_text_raise_no_alarm():
    cut = "phâ thô họ cầ "
    assert is_mojibake(cut * 3) == "TCVN3"
    assert is_mojibake(cut * 3 + "Đảng viên được phân công nhiệm vụ, rồi báo cáo kết quả. " * 400) is None


def test_one_old_question_among_a_hundred_sound_ones_is_found():
    sound = "Đảng viên được phân công nhiệm vụ, rồi báo cáo kết quả ở đâu? A. Chi bộ B. Đảng ủy\n" * 99
    assert is_mojibake(sound + "C©u 1. ViÖc ®Çu tiªn cÇn lµm lµ g×?") == "TCVN3"


def test_no_line_of_the_content_that_ships_raises_an_alarm():
    files = [path for path in TOPICS.rglob("*.*") if path.suffix in {".toml", ".md"}]
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line for line in lines if is_mojibake(line)] == []


@given(st.text())
def test_any_text_can_be_asked_about(text):
    assert is_mojibake(text) in ("TCVN3", "VNI", None)
