"""The sheet that explains the template to whoever fills it in."""

from typing import Final

HELP: Final = (
    ("Cách điền", "Mỗi câu hỏi một dòng trên trang «Câu hỏi». Không đưa tài liệu có độ mật vào tệp này."),
    ("Mã", "Có thể bỏ trống. Chữ thường không dấu, số, gạch nối; mỗi câu một mã, không bao giờ đổi."),
    (
        "Loại",
        "Có thể bỏ trống khi câu có phương án và đáp án. Nếu điền: chọn một, chọn nhiều, đúng sai, tự gõ, "
        "số, ghép đôi, phân nhóm, sắp thứ tự.",
    ),
    ("Câu hỏi", "Nội dung câu hỏi. Xuống dòng trong ô bằng Alt+Enter."),
    (
        "A, B, C…",
        "Các phương án, từ 2 đến 10, mỗi ô một phương án. Muốn nhắc người chọn phương án ấy: Alt+Enter rồi "
        "viết » và lời nhắc.",
    ),
    ("A, B, C… (ghép đôi)", "Mỗi ô một cặp: vế trái → vế phải. Vế phải thừa: → vế phải."),
    ("A, B, C… (phân nhóm)", "Mỗi ô một mục: mục → nhóm."),
    ("A, B, C… (sắp thứ tự)", "Mỗi ô một mục, viết theo thứ tự đúng."),
    (
        "Đáp án",
        "Chữ của phương án đúng: B. Nhiều phương án đúng: A, C. Câu đúng sai: Đúng, Sai hoặc Chưa đủ căn cứ. "
        "Câu tự gõ: các cách trả lời được chấp nhận, cách nhau bằng dấu |. "
        "Câu số: 3,14 hoặc 3,14 (3,1 .. 3,2) km.",
    ),
    ("Giải thích", "Vì sao; hiện sau khi trả lời, cả khi trả lời đúng."),
    ("Nguồn", "Đường dẫn, hoặc văn bản có số và ngày."),
    ("Mức độ", "nhớ, nhận định hoặc vận dụng. Bỏ trống là nhớ."),
    ("Điểm", "Số nguyên từ 1 đến 10. Bỏ trống là 1."),
    ("Đúng đến", "Ngày cuối nội dung còn đúng, viết 31/12/2026. Có thể bỏ trống."),
    ("Trao đổi", "Lời gợi ý trao đổi cho người điều hành buổi sinh hoạt. Có thể bỏ trống."),
    ("Thiếu dấu", "Viết «được» nếu câu tự gõ chấp nhận câu trả lời thiếu dấu."),
)
