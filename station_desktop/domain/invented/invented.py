"""Invented residents and plausible answers, for the demo station: nobody here exists.

The same seed gives the same people. Names are drawn from common surnames and given names, lanes
are the neighbourhood's, numbers carry a valid check digit.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import msgspec

from station_desktop.domain.catalogue import Field
from station_desktop.domain.person.identity import check_digit

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
)
COMPOUND = ("欧阳", "司马", "诸葛", "上官")
ELDER_NAMES = [
    "秀英",
    "桂兰",
    "玉珍",
    "淑华",
    "凤英",
    "建国",
    "国强",
    "志明",
    "德才",
    "长海",
    "宝山",
    "文忠",
    "素芬",
    "桂芝",
    "淑珍",
    "玉兰",
    "振华",
    "永福",
    "庆祥",
    "惠兰",
    "春生",
    "瑞芝",
    "金生",
    "兰英",
]
YOUNGER_NAMES = [
    "小明",
    "敏",
    "静",
    "磊",
    "洋",
    "艳",
    "杰",
    "娟",
    "涛",
    "超",
    "霞",
    "浩然",
    "子轩",
    "欣怡",
    "雨桐",
    "佳琪",
    "志远",
    "海燕",
    "晓东",
    "丽娜",
    "思远",
    "一诺",
    "梓涵",
    "俊杰",
    "婷婷",
    "鹏飞",
    "晨曦",
    "文博",
]
LANES = (
    "老墙根街",
    "校场小六条",
    "校场头条",
    "上斜街",
    "三庙街",
    "报国寺东夹道",
    "长椿街",
    "达智桥胡同",
    "金井胡同",
    "储库营胡同",
)
_YARDS, _ROOMS = 8, 9
"""Courtyards of a lane and rooms of a courtyard: few enough that people share some of them."""
_AREAS = ("110102", "110102", "110104", "110104", "130102", "370102", "410103", "210102", "510104")
_WORDS: dict[str, str] = {
    "bank_name": "北京银行广安门支行",
    "bank": "北京银行广安门支行",
    "workplace": "北京市西城区某某商贸有限公司",
    "emergency_contact_name": "李晓东",
    "guardian_name": "李晓东",
}


class Invented(msgspec.Struct, frozen=True):
    """One invented resident as a registration form has it."""

    name: str
    id_number: str
    birth_date: date
    phone: str
    phone_note: str
    residence_address: str
    details: dict[str, str]

    def typed(self) -> dict[str, str]:
        return {
            "name": self.name,
            "id_number": self.id_number,
            "phone": self.phone,
            "phone_note": self.phone_note,
            "residence_address": self.residence_address,
            **self.details,
        }


def residents(count: int, seed: int, today: date) -> list[Invented]:
    """``count`` different people of a neighbourhood with many elders, the first always 张小明."""
    random = Random(seed)
    known = Invented(
        name="张小明",
        id_number="11010519491231002X",
        birth_date=date(1949, 12, 31),
        phone="13810001234",
        phone_note="",
        residence_address="北京市西城区广安门内街道校场小六条19号院3号",
        details={"bank_name": "北京银行广安门支行", "bank_account": "6222020200012345678"},
    )
    return [known, *(_one(random, serial, today) for serial in range(1, count))]


def _one(random: Random, serial: int, today: date) -> Invented:
    age = random.choices((3, 16, 32, 48, 66, 80), weights=(4, 8, 22, 22, 28, 16))[0]
    age += random.randrange(14)
    birth = today - timedelta(days=age * 365 + random.randrange(360))
    surname = random.choice(COMPOUND) if random.random() < 0.02 else random.choice(SURNAMES)
    name = surname + random.choice(ELDER_NAMES if age > 58 else YOUNGER_NAMES)
    body = f"{random.choice(_AREAS)}{birth:%Y%m%d}{serial % 1000:03d}"
    yard, room = random.randint(1, 96) % _YARDS * 2 + 1, random.randint(1, 24) % _ROOMS + 1
    door = f"{yard}号院{room}号"
    return Invented(
        name=name,
        id_number=body + check_digit(body),
        birth_date=birth,
        phone=f"1{random.choice('356789')}{random.randrange(10**9):09d}",
        phone_note=random.choice(("", "", "女儿", "儿子")) if age > 75 else "",
        residence_address=f"北京市西城区广安门内街道{random.choice(LANES)}{door}",
        details={},
    )


def answer(field: Field, random: Random, today: date) -> Any:
    """A plausible answer to one question of a form."""
    if field.type == "choice":
        return random.choice(field.choices).value
    if field.type == "multi_choice":
        return [random.choice(field.choices).value]
    if field.type in _TEXTS:
        return _WORDS.get(field.key, _TEXTS[field.type])
    return _drawn(field, random, today)


_TEXTS: dict[str, str] = {
    "text": "已当面核对",
    "long_text": "情况已当面了解，属实。",
    "address": "北京市西城区广安门内街道校场小六条19号院3号",
    "id_number": "11010519491231002X",
    "bank_card": "6222020200012345678",
    "phone": "13810001234",
}


def _drawn(field: Field, random: Random, today: date) -> Any:
    past = today - timedelta(days=random.randrange(20, 900))
    match field.type:
        case "boolean":
            return not field.urgent and random.random() < 0.5
        case "date":
            return past.isoformat()
        case "year_month":
            return f"{past:%Y-%m}"
        case "integer":
            return random.randint(1, 4)
        case "decimal":
            return str(random.randint(30, 90))
        case _:
            return str(random.randint(3, 40) * 100)
