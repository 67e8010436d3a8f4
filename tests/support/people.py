"""Invented people with valid ID numbers, the same ones for the same seed."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import msgspec
from stdnum.iso7064 import mod_11_2

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志文斌宇婷雪慧莹浩鑫凯琳"
AREAS = ("110102", "110104", "130102", "210203", "320106", "370211", "510107", "999999")
LANES = ("校场小六条", "老墙根街", "报国寺东夹道", "上斜街", "三庙街", "长椿街")


class Person(msgspec.Struct, frozen=True):
    name: str
    id_number: str
    birth_date: date
    phone: str
    address: str

    def typed(self) -> dict[str, str]:
        """As a registration form has it."""
        return {
            "name": self.name,
            "id_number": self.id_number,
            "phone": self.phone,
            "residence_address": self.address,
        }


def people(count: int, seed: int = 1) -> list[Person]:
    """``count`` different people."""
    random = Random(seed)
    return [_person(random, number) for number in range(count)]


def _person(random: Random, serial: int) -> Person:
    name = random.choice(SURNAMES) + "".join(random.choices(GIVEN, k=random.choice((1, 2, 2))))
    birth = date(1932, 1, 1) + timedelta(days=random.randrange(29000))
    body = f"{random.choice(AREAS)}{birth:%Y%m%d}{serial % 1000:03d}"
    number = body + mod_11_2.calc_check_digit(body)
    phone = f"1{random.choice('3456789')}{random.randrange(10**9):09d}"
    door = f"{random.randint(1, 90)}号院{random.randint(1, 20)}号"
    address = f"北京市西城区广安门内街道{random.choice(LANES)}{door}"
    return Person(name, number, birth, phone, address)
