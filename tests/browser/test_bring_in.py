"""Ten questions pasted from Word come into a topic, on a phone and on a laptop, with and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Opening, SessionGiver
from tests.conftest import TestCell

# As people paste it: two ways to write, a key behind, a star before, and one question without a key.
PASTED = "\n".join(
    [
        *(f"Câu {n}. Việc thứ {n} do ai làm?\nA. Bí thư\nB. Phó bí thư\nĐáp án: A\n" for n in range(1, 6)),
        *(f"Câu {n}: Việc thứ {n} làm ngày nào?\n*a) Thứ hai\nb) Thứ ba\n" for n in range(6, 10)),
        "Câu 10. Câu này chưa có đáp án.\nA. Một\nB. Hai",
    ]
)
LINE_OF_THE_TENTH = 1 + next(n for n, line in enumerate(PASTED.splitlines()) if line.startswith("Câu 10"))


def begin_topic(page: Page, title: str) -> None:
    page.goto("/soan")
    page.get_by_label("Tên chuyên đề").first.fill(title)
    page.get_by_role("button", name="Bắt đầu").first.click()


@pytest.mark.parametrize("device", [PHONE, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_ten_pasted_questions_become_eight_that_were_chosen(
    device: dict[str, object], scripts: bool, people: TestCell, opening: Opening, give_session: SessionGiver
) -> None:
    with opening(device, java_script_enabled=scripts) as context:
        give_session(context, people.secretary)
        page = context.new_page()
        begin_topic(page, "Việc của chi bộ")
        topic = page.url
        page.get_by_role("link", name="Đưa câu hỏi vào").click()
        page.locator("textarea[name=text]").fill(PASTED)
        page.locator("main form .button--primary").click()
        expect(page.locator("main")).to_contain_text("Đọc được 9 câu")
        noted = page.locator(".source-lines__noted")
        expect(noted).to_have_count(1)
        assert noted.get_attribute("value") == str(LINE_OF_THE_TENTH)
        expect(noted).to_contain_text("không đọc được: Không rõ phương án nào đúng")
        page.get_by_text("3. Việc thứ 3 do ai làm?").first.click()
        page.locator("label:has([name=consent])").click()
        page.locator("main form .button--primary").click()
        expect(page).to_have_url(topic)
        expect(page.locator("main")).to_contain_text("Đã thêm 8 câu")
        expect(page.get_by_text("Việc thứ 9 làm ngày nào?")).to_be_visible()
        expect(page.get_by_text("Việc thứ 3 do ai làm?")).to_have_count(0)


def test_who_did_not_agree_is_asked_and_keeps_the_ticks(
    people: TestCell, opening: Opening, give_session: SessionGiver
) -> None:
    with opening(PHONE, java_script_enabled=False) as context:
        give_session(context, people.secretary)
        page = context.new_page()
        begin_topic(page, "Việc của chi bộ")
        page.get_by_role("link", name="Đưa câu hỏi vào").click()
        page.locator("textarea[name=text]").fill(PASTED)
        page.locator("main form .button--primary").click()
        page.get_by_text("3. Việc thứ 3 do ai làm?").first.click()
        page.locator("main form .button--primary").click(no_wait_after=True)
        # The browser itself asks for the tick and sends nothing.
        expect(page.locator("[name=consent]:invalid")).to_have_count(1)
        expect(page.locator("[name=chosen]:checked")).to_have_count(8)
