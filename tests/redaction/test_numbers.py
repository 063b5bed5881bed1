import pytest

from qcode.redaction.check_digits import is_card, is_hong_kong_id, is_mainland_id, is_taiwan_id
from qcode.redaction.numbers import find_numbers


def found(text: str) -> list[tuple[str, str]]:
    return [(place.kind, text[place.start : place.end]) for place in find_numbers(text)]


def test_check_digits_on_published_examples() -> None:
    assert is_mainland_id("11010519491231002X"), "the example of GB 11643-1999"
    assert not is_mainland_id("110105194912310021")
    assert is_hong_kong_id("A", "123456", "3"), "the specimen card"
    assert is_hong_kong_id("AB", "987654", "3")
    assert not is_hong_kong_id("A", "123456", "4")
    assert is_taiwan_id("A123456789"), "the customary example"
    assert not is_taiwan_id("A123456788")
    assert is_card("4111111111111111"), "the customary Visa test number"
    assert is_card("378282246310005")
    assert not is_card("4111111111111112")


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("我的电话是13812345678，打给我", "phone", "13812345678"),
        ("call 138 1234 5678 please", "phone", "138 1234 5678"),
        ("call +86 138-1234-5678.", "phone", "+86 138-1234-5678"),
        ("他说手机一三八幺二三四五六七八", "phone", "一三八幺二三四五六七八"),
        ("镇里0851-81234567", "phone", "0851-81234567"),
        ("（0851）8123 4567", "phone", "（0851）8123 4567"),
        ("010-62345678", "phone", "010-62345678"),
        ("手機0912-345-678", "phone", "0912-345-678"),
        ("(02) 2345-6789", "phone", "(02) 2345-6789"),
        ("+852 9123 4567", "phone", "+852 9123 4567"),
        ("我電話 9123 4567", "phone", "9123 4567"),
        ("His phone was 9123 4567.", "phone", "9123 4567"),
        ("call +44 20 7946 0958", "phone", "+44 20 7946 0958"),
        ("身份证11010519491231002x。", "id", "11010519491231002x"),
        ("身分證 A123456(3)", "id", "A123456(3)"),
        ("字號A123456789", "id", "A123456789"),
        ("卡号 6222 0212 3456 7890 128", "card", "6222 0212 3456 7890 128"),
        ("4111-1111-1111-1111", "card", "4111-1111-1111-1111"),
        ("write to li.ming@example.org.", "e-mail", "li.ming@example.org"),
        ("邮箱liming@163.com吧", "e-mail", "liming@163.com"),
        ("加微信 liming_88，", "wechat", "liming_88"),
        ("微信号：limingxx", "wechat", "limingxx"),
        ("my WeChat is ming2008", "wechat", "ming2008"),
        ("QQ号是123456789", "qq", "123456789"),
        ("or wx：liwei88.", "wechat", "liwei88"),
        ("车牌贵A12345，白色", "plate", "贵A12345"),
        ("粤B·D12345的车", "plate", "粤B·D12345"),
        ("see https://weibo.com/u/123456.", "link", "https://weibo.com/u/123456"),
        ("www.zhihu.com/people/li-ming", "link", "www.zhihu.com/people/li-ming"),
    ],
)
def test_what_leads_to_a_person_is_found(text: str, kind: str, number: str) -> None:
    if kind == "card" and number.startswith("6222"):
        digits = number.replace(" ", "")
        last = next(d for d in "0123456789" if is_card(digits[:-1] + d))
        text, number = text.replace(number, number[:-1] + last), number[:-1] + last
    assert found(text) == [(kind, number)]


@pytest.mark.parametrize(
    "text",
    [
        "In 2015 and 2016, from 2019-2020, since 1998.",
        "2019-03-12, 2019/03/12, 20190312, 12.03.2019, 14 March 2019",
        "二〇一五年六月十三号，2015年6月9日",
        "at 10:30, 00:12:34.567, [00:00:07.210], 11:03-12:45",
        "1,640 children, 13000000 yuan, 12 345 678 people, 35000000",
        "see 3.2.1, 4.10.12, section 12.3.4567, page 110",
        "一千六百四十个娃，四百八以下，三千五百二十一万零八百",
        "2800-3600块，5000 6000的样子，1300-1500",
        "3.14159265358979 and 0.13812345678",
        "no. 20190312093000123 in the file",
        "我们用微信联系，微信群里头天天发；WeChat messages, the WeChat group, on WeChat because",
        "微信是个好东西。WeChat is everywhere.",
        "see https://www.gov.cn/zhengce/content/2016-02/14/content_5041066.htm",
        "class A123456 and code B200812",
        "电话响了，打了2019年的",
        "a phone in 2019-2020, phone 20190312",
        "十六个乡镇，六百四十二，一二三四五",
    ],
)
def test_years_dates_times_and_counts_are_left(text: str) -> None:
    assert found(text) == []
