"""Texts of questions as they are pasted from Word, each with what a person reads in it.

What a person reads stands as one line a question: the question | its options, the right ones with a star.
The contents say of themselves what is right, or are sums.
"""

# ruff: noqa: E501 # the lines are those of the texts

from typing import Final, NamedTuple


class Pasted(NamedTuple):
    """A text, and what a person reads in it."""

    name: str
    text: str
    read: str


TEXTS: Final = (
    Pasted(
        "a set with headings, a key below each question and the end marked",
        """ĐẢNG BỘ XÃ HÒA BÌNH
CHI BỘ THÔN ĐÔNG
BỘ CÂU HỎI TRẮC NGHIỆM
(Chọn 01 đáp án đúng)

Câu 1. Thông báo ghi: họp lúc 19 giờ. Họp lúc mấy giờ?
A. 17 giờ
B. 19 giờ
C. 20 giờ
D. 21 giờ
Đáp án: B

Câu 2. Thông báo ghi: mang theo sổ. Cần mang gì?
A. Bút
B. Sổ
C. Ghế
D. Nước
Đáp án: B
HẾT
""",
        """Thông báo ghi: họp lúc 19 giờ. Họp lúc mấy giờ? | 17 giờ / 19 giờ* / 20 giờ / 21 giờ
Thông báo ghi: mang theo sổ. Cần mang gì? | Bút / Sổ* / Ghế / Nước""",
    ),
    Pasted(
        "options on one line with tabs",
        "Câu 1: 2 + 3 bằng mấy?\nA. 4\tB. 5\tC. 6\tD. 7\nĐáp án: B\n"
        "Câu 2: 9 - 4 bằng mấy?\nA. 3\tB. 4\tC. 5\tD. 6\nĐáp án: C\n",
        "2 + 3 bằng mấy? | 4 / 5* / 6 / 7\n9 - 4 bằng mấy? | 3 / 4 / 5* / 6",
    ),
    Pasted(
        "options on one line with spaces, slashes after letters",
        "Câu 1: Trong dãy 2, 4, 6 số nào đứng giữa?\nA/ 2     B/ 4     C/ 6\nĐA: B\n\n"
        "Câu 2: Trong dãy 7, 8, 9 số nào lớn nhất?\nA/ 7     B/ 8     C/ 9\nĐA: C\n",
        "Trong dãy 2, 4, 6 số nào đứng giữa? | 2 / 4* / 6\nTrong dãy 7, 8, 9 số nào lớn nhất? | 7 / 8 / 9*",
    ),
    Pasted(
        "stars before the right options, small letters with brackets",
        """1) Giấy mời ghi thứ Bảy. Ngày họp là thứ mấy?
a) Thứ Sáu
*b) Thứ Bảy
c) Chủ nhật
2) Giấy mời ghi hai việc: nghe báo cáo, bàn kế hoạch. Những việc nào có trong giấy mời?
*a) Nghe báo cáo
*b) Bàn kế hoạch
c) Văn nghệ
""",
        """Giấy mời ghi thứ Bảy. Ngày họp là thứ mấy? | Thứ Sáu / Thứ Bảy* / Chủ nhật
Giấy mời ghi hai việc: nghe báo cáo, bàn kế hoạch. Những việc nào có trong giấy mời? | Nghe báo cáo* / Bàn kế hoạch* / Văn nghệ""",
    ),
    Pasted(
        "a table of keys at the end, with hyphens",
        """Câu 1. 10 chia 2 bằng mấy?
A. 4
B. 5
C. 6
Câu 2. 3 nhân 3 bằng mấy?
A. 6
B. 8
C. 9
Câu 3. 8 trừ 8 bằng mấy?
A. 0
B. 1
C. 8
BẢNG ĐÁP ÁN
1-B 2-C 3-A
""",
        "10 chia 2 bằng mấy? | 4 / 5* / 6\n3 nhân 3 bằng mấy? | 6 / 8 / 9*\n8 trừ 8 bằng mấy? | 0* / 1 / 8",
    ),
    Pasted(
        "a table of keys at the end, dots and letters together",
        """1. Trong ba ngày 3/2, 4/2, 5/2, ngày nào sớm nhất?
A. 3/2
B. 4/2
C. 5/2
2. Trong ba ngày 3/2, 4/2, 5/2, ngày nào muộn nhất?
A. 3/2
B. 4/2
C. 5/2
ĐÁP ÁN
1.A 2.C
""",
        """Trong ba ngày 3/2, 4/2, 5/2, ngày nào sớm nhất? | 3/2* / 4/2 / 5/2
Trong ba ngày 3/2, 4/2, 5/2, ngày nào muộn nhất? | 3/2 / 4/2 / 5/2*""",
    ),
    Pasted(
        "keys one a line at the end",
        "Câu 1. 1 + 1 bằng mấy?\nA. 1\nB. 2\nCâu 2. 2 + 2 bằng mấy?\nA. 4\nB. 5\n\nĐÁP ÁN\nCâu 1: B\nCâu 2: A\n",
        "1 + 1 bằng mấy? | 1 / 2*\n2 + 2 bằng mấy? | 4* / 5",
    ),
    Pasted(
        "parts, a reason under each question",
        """Phần I: CHỌN MỘT ĐÁP ÁN
Câu 1. Nghị quyết trong ví dụ giao việc cho tổ 2. Tổ nào làm?
A. Tổ 1
B. Tổ 2
Đáp án: B
Lời giải: Ví dụ ghi rõ tổ 2.
Phần II: CHỌN MỘT ĐÁP ÁN
Câu 1. Nghị quyết trong ví dụ có hạn là tháng 5. Hạn là tháng mấy?
A. Tháng 4
B. Tháng 5
Đáp án: B
Giải thích: Ví dụ ghi tháng 5.
""",
        """Nghị quyết trong ví dụ giao việc cho tổ 2. Tổ nào làm? | Tổ 1 / Tổ 2*
Nghị quyết trong ví dụ có hạn là tháng 5. Hạn là tháng mấy? | Tháng 4 / Tháng 5*""",
    ),
    Pasted(
        "hard spaces and curly quotes",
        "Câu\xa01:\xa0Trong câu “Đi đúng giờ”, từ đầu tiên là gì?\nA.\xa0“Đi”\nB.\xa0“đúng”\nC.\xa0“giờ”\nĐáp\xa0án:\xa0A\n",
        "Trong câu “Đi đúng giờ”, từ đầu tiên là gì? | “Đi”* / “đúng” / “giờ”",
    ),
    Pasted(
        "marks apart from their letters, as a Mac sends them",
        "Ca\u0302u 1. So\u0302\u0301 na\u0300o lo\u031b\u0301n ho\u031bn 5?\nA. 4\nB. 6\n\u0110a\u0301p a\u0301n: B\n",
        "Số nào lớn hơn 5? | 4 / 6*",
    ),
    Pasted(
        "a question and an option that go on in the next line",
        """Câu 1. Thông báo dài hai dòng nói rằng buổi sinh hoạt
dời sang ngày 20. Buổi sinh hoạt vào ngày nào?
A. Ngày 10 như đã
báo lần trước
B. Ngày 20
Đáp án: B
""",
        "Thông báo dài hai dòng nói rằng buổi sinh hoạt dời sang ngày 20. Buổi sinh hoạt vào ngày nào?"
        " | Ngày 10 như đã báo lần trước / Ngày 20*",
    ),
    Pasted(
        "the key in brackets behind the question's options",
        "Câu 1. 6 chia 3 bằng mấy?\nA. 2\nB. 3\n(Đáp án: A)\nCâu 2. 6 nhân 3 bằng mấy?\nA. 9\nB. 18\n(Đáp án: B)\n",
        "6 chia 3 bằng mấy? | 2* / 3\n6 nhân 3 bằng mấy? | 9 / 18*",
    ),
    Pasted(
        "the right answer in words",
        "Câu 1. Trong chữ «chi bộ» có mấy từ?\nA. Một\nB. Hai\nĐáp án đúng: B. Hai\n",
        "Trong chữ «chi bộ» có mấy từ? | Một / Hai*",
    ),
    Pasted(
        "ten options",
        "Câu 1. Số nào là số 7?\n" + "".join(f"{chr(65 + n)}. {n}\n" for n in range(10)) + "Đáp án: H\n",
        "Số nào là số 7? | 0 / 1 / 2 / 3 / 4 / 5 / 6 / 7* / 8 / 9",
    ),
    Pasted(
        "a question without any key among others",
        "Câu 1. 1 + 2?\nA. 3\nB. 4\nĐáp án: A\nCâu 2. Câu này quên đáp án?\nA. Có\nB. Không\nCâu 3. 2 + 2?\nA. 3\nB. 4\nĐáp án: B\n",
        "1 + 2? | 3* / 4\n2 + 2? | 3 / 4*",
    ),
    Pasted(
        "a question without options among others",
        "Câu 1. 5 + 5?\nA. 10\nB. 11\nĐáp án: A\nCâu 2. Hãy nêu suy nghĩ của đồng chí.\nCâu 3. 5 - 5?\nA. 0\nB. 5\nĐáp án: A\n",
        "5 + 5? | 10* / 11\n5 - 5? | 0* / 5",
    ),
    Pasted(
        "several right ones named together",
        "Câu 1. Số nào là số chẵn?\nA. 2\nB. 3\nC. 4\nD. 5\nĐáp án: A, C\n",
        "Số nào là số chẵn? | 2* / 3 / 4* / 5",
    ),
    Pasted(
        "signature and date at the end, pages numbered",
        "Câu 1. 20 + 1?\nA. 20\nB. 21\nĐáp án: B\nTrang 1/2\nCâu 2. 30 + 1?\nA. 31\nB. 32\nĐáp án: A\n"
        "----- HẾT -----\nNgười soạn\n(Ký, ghi rõ họ tên)\n",
        "20 + 1? | 20 / 21*\n30 + 1? | 31* / 32",
    ),
    Pasted(
        "options without letters, one letter forgotten, the reason behind the key",
        "Câu 1. 2 + 3 bằng mấy?\n4\n5\n6\nĐáp án: B\nCâu 2. 3 + 3 bằng mấy?\nA. 4\n5\nC. 6\nĐáp án: C. Lời giải: cộng lại\n",
        "2 + 3 bằng mấy? | 4 / 5* / 6\n3 + 3 bằng mấy? | 4 / 5 / 6*",
    ),
    Pasted(
        "a page number between options, a signature without an end",
        "Câu 1. 2 + 3?\nA. 4\n- 2 -\nB. 5\nĐáp án: B\nCâu 2. 2 + 2?\n*A. 4\nB. 5\n\nXã Đông, ngày 20 tháng 5 năm 2026\n"
        "T/M CHI BỘ\nNguyễn Văn A\n",
        "2 + 3? | 4 / 5*\n2 + 2? | 4* / 5",
    ),
    Pasted(
        "in capitals, without a space after the dot",
        "CÂU 1.SỐ NHỎ NHẤT TRONG 1, 2, 3?\nA.1\nB.2\nC.3\nĐÁP ÁN:A\n",
        "SỐ NHỎ NHẤT TRONG 1, 2, 3? | 1* / 2 / 3",
    ),
    Pasted(
        "typed without tone marks",
        "Cau 1: 4 + 4 bang may?\na. 8\nb. 9\nDap an: a\nCau 2: 4 - 4 bang may?\na. 1\nb. 0\nDap an: b\n",
        "4 + 4 bang may? | 8* / 9\n4 - 4 bang may? | 1 / 0*",
    ),
)
