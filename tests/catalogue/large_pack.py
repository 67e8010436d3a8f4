"""A synthetic catalogue of the district's "full model" size, the same at every call.

10 sectors, 118 large, 577 middle and 3,575 small categories; each small category is one item. The
texts are made up: only the size and the shape are true.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from station_desktop.domain.catalogue import (
    CATEGORIES,
    Category,
    Choice,
    Field,
    Item,
    ItemMaterial,
    Limit,
    Material,
    Mode,
    Pack,
    Process,
    Result,
    Words,
)

SECTORS, LARGE, MIDDLE, SMALL = 10, 118, 577, 3_575

_SECTORS = ["民政", "人社", "医保", "卫健", "住建", "城管", "公安", "司法", "教育", "文体"]
_THINGS = [
    "补贴",
    "证件",
    "登记",
    "养护",
    "巡查",
    "维修",
    "救助",
    "培训",
    "宣传",
    "协商",
    "评估",
    "借用",
    "认证",
    "清运",
    "探访",
]
_PLACES = ["楼门", "院落", "胡同", "街巷", "小区", "广场", "车棚", "绿地", "站点", "家庭"]
_ACTS = ["申请", "办理", "变更", "查询", "报修", "预约", "上报", "确认", "补办", "注销"]
_WAYS = ("当场说明", "上门查看", "电话答复", "转交街道")

_PROCESSES: dict[Category, Process] = {
    "party_masses": "leadership",
    "government": "administrative",
    "life": "market",
    "public": "negotiation",
}


@cache
def large_pack() -> Pack:
    """The whole catalogue; about ten thousand questions and seven thousand documents asked for."""
    materials = tuple(_materials())
    return Pack(
        version="full-model-1",
        title=Words("全模式服务目录（合成）", "Full-model catalogue, synthetic"),
        notice=Words("合成数据，只用于检验规模。", "Synthetic data, for checking size only."),
        items=tuple(_item(number, materials) for number in range(SMALL)),
        materials=materials,
    )


def place(number: int) -> tuple[int, int, int]:
    """Sector, large and middle category of the small category ``number``, each from 0."""
    middle = number * MIDDLE // SMALL
    large = middle * LARGE // MIDDLE
    return large * SECTORS // LARGE, large, middle


def _materials() -> Iterator[Material]:
    for number in range(240):
        name = f"{_PLACES[number % 10]}{_THINGS[number % 15]}材料{number:03}"
        yield Material(
            key=f"paper_{number:03}",
            name=Words(name, f"Paper {number:03}"),
            grade="ABCD"[number % 4],  # type: ignore[arg-type]
            reusable_days=(None, 90, 365)[number % 3],
            never_later=number % 5 == 0,
            issued_by=Words(f"{_SECTORS[number % 10]}部门", f"Department {number % 10}"),
        )


def _item(number: int, materials: tuple[Material, ...]) -> Item:
    sector, large, middle = place(number)
    category = CATEGORIES[sector % 4]
    modes: tuple[Mode, ...] = ("direct", "collect", "dispatch", "booking")
    mode = modes[number % 4]
    where, thing, act = _PLACES[number % 10], _THINGS[number % 15], _ACTS[number // 15 % 10]
    name = f"{where}{thing}{act}（{middle:03}类第{number:04}项）"
    return Item(
        code=f"S{sector:02}-{large:03}-{middle:03}-{number:04}",
        category=category,
        group=Words(f"{_SECTORS[sector]}大类{large:03}", f"Large category {large:03}"),
        name=Words(name, f"Service {number:04}"),
        mode=mode,
        process=_PROCESSES[category],
        department=Words(f"街道{_SECTORS[sector]}窗口", f"Subdistrict counter {sector}"),
        eligibility=Words(f"在本社区居住、需要{thing}{act}的居民", "Residents who need it"),
        result=Result(
            Words(f"{thing}{act}已办结", "Done"),
            Words("办结通知", "Completion notice"),
            Words("请留意电话通知。", "We will phone you."),
        ),
        promised=Limit(0 if mode == "direct" else 1 + number % 20),
        fields=tuple(_fields(number)),
        materials=tuple(_documents(number, materials)),
        words=(f"{where}{thing}怎么{act}{number}", f"{act}{thing}{number}"),
        words_en=(f"service {number}",),
        source="synthetic",
    )


def _fields(number: int) -> Iterator[Field]:
    ways = tuple(Choice(f"way_{index}", Words(way, way)) for index, way in enumerate(_WAYS))
    yield Field("way", "choice", Words("办理方式", "Way"), required=True, choices=ways)
    yield Field(
        "address",
        "address",
        Words("服务地址", "Address"),
        required=True,
        prefill="resident.residence_address",
        applies_when="way=way_1",
    )
    yield Field("note", "long_text", Words(f"情况说明{number:04}", "Note"), sensitive=True)


def _documents(number: int, materials: tuple[Material, ...]) -> Iterator[ItemMaterial]:
    for step in range(number % 4):
        material = materials[(number * 7 + step * 31) % len(materials)]
        yield ItemMaterial(
            material.key, "check", copies=step, never_later=material.never_later or step == 2
        )
