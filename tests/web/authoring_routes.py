"""The addresses of the author's table, rows of tests/web/routes.py; the topic is a copy of the test topic."""

from typing import Final

from tests.conftest import TOPIC

OWN_SLUG: Final = f"{TOPIC}-2"
OWN_TOPIC: Final = f"/soan/{OWN_SLUG}"

# "METHOD rule": an address. Any leader may open the first ones, only the cell's own the others.
ANY_LEADER: Final[dict[str, str]] = {
    "GET /soan": "/soan",
    "POST /soan": "/soan",
    "GET /kho-cau-hoi": "/kho-cau-hoi",
    "POST /kho-cau-hoi": "/kho-cau-hoi",
    "POST /soan/nhan": "/soan/nhan",
    "GET /soan/chep/<slug>.zip": f"/soan/chep/{TOPIC}.zip",
    "POST /soan/chep/<slug>": f"/soan/chep/{TOPIC}",
}
OWN_LEADER: Final[dict[str, str]] = {
    "GET /soan/<slug>": OWN_TOPIC,
    "GET /soan/<slug>/gioi-thieu": f"{OWN_TOPIC}/gioi-thieu",
    "POST /soan/<slug>/gioi-thieu": f"{OWN_TOPIC}/gioi-thieu",
    "POST /soan/<slug>/phan/<part_id>/<any(len, xuong, bo, lui):deed>": f"{OWN_TOPIC}/phan/mot/len",
    "POST /soan/<slug>/phan/<part_id>/tra-lai": f"{OWN_TOPIC}/phan/mot/tra-lai",
    "POST /soan/<slug>/cong-bo": f"{OWN_TOPIC}/cong-bo",
    "GET /soan/<slug>/nhap": f"{OWN_TOPIC}/nhap",
    "POST /soan/<slug>/nhap": f"{OWN_TOPIC}/nhap",
    "POST /soan/<slug>/nhap/lay": f"{OWN_TOPIC}/nhap/lay",
    "GET /soan/<slug>/mang-di": f"{OWN_TOPIC}/mang-di",
    "GET /soan/<slug>/mang-di.zip": f"{OWN_TOPIC}/mang-di.zip",
    "GET /soan/<slug>/mang-di/<name>": f"{OWN_TOPIC}/mang-di/gift",
    "GET /soan/<slug>/kiem-tra": f"{OWN_TOPIC}/kiem-tra",
    "POST /soan/<slug>/da-kiem-tra": f"{OWN_TOPIC}/da-kiem-tra",
    "POST /soan/<slug>/can-nguoi-kiem-tra": f"{OWN_TOPIC}/can-nguoi-kiem-tra",
    "GET /soan/<slug>/ban/<int:number>": f"{OWN_TOPIC}/ban/1",
    "GET /soan/<slug>/khac": f"{OWN_TOPIC}/khac",
    "GET /soan/<slug>/sua-dap-an": f"{OWN_TOPIC}/sua-dap-an",
    "POST /soan/<slug>/sua-dap-an/<question_id>": f"{OWN_TOPIC}/sua-dap-an/mot",
    "POST /soan/<slug>/bai": f"{OWN_TOPIC}/bai",
    "GET /soan/<slug>/bai/<part_id>": f"{OWN_TOPIC}/bai/bai-mot",
    "POST /soan/<slug>/bai/<part_id>": f"{OWN_TOPIC}/bai/bai-mot",
    "GET /soan/<slug>/cau/moi/<any(quiz, meeting, check):kind>": f"{OWN_TOPIC}/cau/moi/quiz",
    "POST /soan/<slug>/cau/moi/<any(quiz, meeting, check):kind>": f"{OWN_TOPIC}/cau/moi/quiz",
    "GET /soan/<slug>/cau/<part_id>": f"{OWN_TOPIC}/cau/mot",
    "POST /soan/<slug>/cau/<part_id>": f"{OWN_TOPIC}/cau/mot",
    "POST /soan/<slug>/bai/<part_id>/hinh": f"{OWN_TOPIC}/bai/bai-mot/hinh",
    "POST /soan/<slug>/thoi-cong-bo": f"{OWN_TOPIC}/thoi-cong-bo",
}
