"""Rosters of invented people: the same seed, the same people, each number with its check digit.

``people`` makes them, ``write_xlsx`` and ``write_csv`` put them into a file as a station keeps it.
Nobody here exists: surnames, given names, lanes and numbers are drawn at random.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import xlsxwriter

HEADS = (
    "序号",
    "姓名",
    "性别",
    "民族",
    "身份证号",
    "户籍地址",
    "现住址",
    "与户主关系",
    "联系电话",
    "政治面貌",
    "文化程度",
    "婚姻状况",
    "人员类别",
    "人户状态",
    "网格",
    "备注",
)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英华慧巧美玉兰桂珍凤洁梅琳素云莲真环雪荣爱妹霞"
    "香月莺媛瑞凡佳嘉琼勤珠贞莉晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉"
    "君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希宁欣飘育滢馥筠柔竹霭凝"
    "晓欢霄枫芸菲寒伊亚宜可姬舒影荔枝思民永健世广志义兴良海山仁波贵福生龙元全国胜学祥才发"
)
_LANES = (
    "校场小六条",
    "校场口胡同",
    "老墙根街",
    "三庙街",
    "上斜街",
    "达智桥胡同",
    "金井胡同",
    "储库营胡同",
)
_AREAS = ("110102", "110104", "110101", "130102", "370102", "410103", "210102")
_NATIONS = ("汉族", "汉族", "汉族", "汉族", "满族", "回族", "蒙古族")
_PARTY = ("群众", "群众", "中共党员", "共青团员")
_SCHOOL = ("小学", "初中", "高中", "大专", "本科", "研究生")
_WED = ("未婚", "已婚", "离异", "丧偶")
_KIND = ("普通居民", "独居老人", "低保", "优抚对象")
_STATE = ("人户一致", "人在户不在", "户在人不在")
_RELATION = ("户主", "配偶", "子", "女", "父亲", "母亲")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


class Person(NamedTuple):
    """One row of a roster, as text."""

    number: int
    name: str
    sex: str
    nation: str
    id_number: str
    registered_address: str
    residence_address: str
    relation: str
    phone: str
    party: str
    school: str
    wed: str
    kind: str
    state: str
    grid: str
    note: str

    def cells(self) -> list[str | int]:
        return list(self)


def id_number(area: str, born: date, sequence: int) -> str:
    """A citizen number with its check digit (GB 11643); an odd ``sequence`` is a man's."""
    body = f"{area}{born:%Y%m%d}{sequence:03}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def people(count: int, seed: int = 2026) -> Iterator[Person]:
    """``count`` invented people, no two with one number, none whose number ends in 000."""
    chance = random.Random(seed)
    taken: set[str] = set()
    while len(taken) < count:
        person = _person(chance, len(taken) + 1)
        if person.id_number not in taken and not person.id_number.endswith("000"):
            taken.add(person.id_number)
            yield person


def _person(chance: random.Random, number: int) -> Person:
    born = date(1930, 1, 1) + timedelta(days=chance.randrange(34_000))
    sequence = chance.randrange(1, 999)
    given = "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2))))
    lane = f"{chance.choice(_LANES)}{chance.randrange(1, 120)}号"
    home = f"北京市西城区广安门内街道{lane}{chance.randrange(1, 40)}室"
    return Person(
        number=number,
        name=chance.choice(_SURNAMES) + given,
        sex="男" if sequence % 2 else "女",
        nation=chance.choice(_NATIONS),
        id_number=id_number(chance.choice(_AREAS), born, sequence),
        registered_address=home if chance.random() < 0.7 else f"河北省保定市莲池区五四路{number}号",
        residence_address=home,
        relation=chance.choice(_RELATION),
        phone=f"1{chance.choice('3578')}{chance.randrange(10**9):09}",
        party=chance.choice(_PARTY),
        school=chance.choice(_SCHOOL),
        wed=chance.choice(_WED),
        kind=chance.choice(_KIND),
        state=chance.choice(_STATE),
        grid=f"第{chance.randrange(1, 9)}网格",
        note="",
    )


def write_xlsx(path: Path, rows: Iterable[Person], *, sheet: str = "居民名册") -> Path:
    """One plain sheet: a head row and the people below."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_numbers": False})
    page = book.add_worksheet(sheet)
    page.write_row(0, 0, HEADS)
    for index, person in enumerate(rows, start=1):
        page.write_row(index, 0, person.cells())
    book.close()
    return path


def write_csv(
    path: Path, rows: Iterable[Person], *, encoding: str = "utf-8", delimiter: str = ","
) -> Path:
    """As :func:`write_xlsx`, as delimited text."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(HEADS)
        writer.writerows(person.cells() for person in rows)
    return path
