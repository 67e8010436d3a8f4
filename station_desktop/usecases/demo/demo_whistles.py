"""The demo station's whistles: what the station had no power over in the last weeks, who came and
how soon. One is going on with a department late, as on any busy morning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Protocol

import msgspec

from station_desktop.domain.case import closing
from station_desktop.domain.case.cases import Case
from station_desktop.domain.whistle.whistles import Kind, Whistle
from station_desktop.usecases.casework import cases, flow
from station_desktop.usecases.counter import own_words
from station_desktop.usecases.counter.own_words import OwnWords
from station_desktop.usecases.whistle import whistling
from station_desktop.usecases.work import Work


class Turned(Protocol):
    """A clock that can be set to each moment of the story."""

    moment: datetime


class Came(msgspec.Struct, frozen=True):
    """One department: minutes from the whistle to its call, from the call to its sign-in and from
    there to its report (``None`` for never or not yet), what it did and said."""

    name: str
    took: int | None
    did: str = ""
    said: str = ""
    worked: int | None = None
    after: int = 0
    who: str = ""


class Story(msgspec.Struct, frozen=True):
    """One whistle: so many minutes before now, for a demand of these words at this place."""

    ago: int
    kind: Kind
    what: str
    place: str
    departments: tuple[Came, ...]
    result: str = ""
    need: str = "safety"
    without: str = ""


_DAY = 24 * 60
STORIES: tuple[Story, ...] = (
    Story(
        54 * _DAY,
        "everyday",
        "下斜街南口早市占道经营，轮椅和婴儿车过不去",
        "下斜街南口",
        (
            Came("城管执法队", 18, "劝离摊贩6处，暂扣1处", "占道摊位已清，早晚加派巡查", 55),
            Came("市场监管所", 27, "查验食品经营许可", "2处无照，已责令停止", 40),
        ),
        "摊位清走，通道恢复，城管早晚巡查两周。",
        "convenience",
    ),
    Story(
        46 * _DAY,
        "hard",
        "康乐里3号院违建占用消防通道，消防车进不去",
        "康乐里3号院",
        (
            Came("城管执法队", 25, "现场勘查，下达限期拆除决定", "当事人自行拆除完毕", 190),
            Came("消防救援站", 44, "划定通道、测量净宽", "通道净宽4.1米，符合要求", 60),
            Came("房管所", 29, "核对房屋产权资料", "占用部分无产权登记", 70),
        ),
        "违建拆除，消防通道恢复，划线管理。",
        "safety",
    ),
    Story(
        39 * _DAY,
        "emergency",
        "报国寺西夹道自来水管爆裂，水漫进两户平房",
        "报国寺西夹道7号门前",
        (
            Came("自来水公司", 21, "关阀抢修", "更换管段，恢复供水", 145),
            Came("应急管理办公室", 16, "排水、安置老人一户", "两户屋内积水已清", 120),
        ),
        "当晚恢复供水，两户受损已登记理赔。",
        "housing",
    ),
    Story(
        31 * _DAY,
        "everyday",
        "槐柏树街北里枯树倾斜，压着架空线",
        "槐柏树街北里5号楼前",
        (
            Came("园林绿化队", 34, "伐除枯树，清运枝干", "已伐除，补种待春季", 95),
            Came("供电公司", 28, "断电配合、检查线路", "线路完好，已送电", 80),
        ),
        "枯树伐除，线路无损。",
        "safety",
    ),
    Story(
        24 * _DAY,
        "hard",
        "长椿里餐馆油烟直排，楼上居民反映多次",
        "长椿里12号底商",
        (
            Came("生态环境所", 26, "检测油烟浓度超标", "责令加装净化器，一周后复测达标", 210),
            Came("市场监管所", 61, "核查经营许可", "许可齐全", 35),
        ),
        "净化器装好，复测达标，居民认可。",
        "liveability",
    ),
    Story(
        16 * _DAY,
        "everyday",
        "校场小六条路灯连续三天不亮",
        "校场小六条东段",
        (Came("市政工程养护中心", 29, "更换灯头和电缆接头", "11盏路灯恢复照明", 85),),
        "路灯恢复，加入季度巡检。",
        "safety",
    ),
    Story(
        9 * _DAY,
        "emergency",
        "三庙街配电箱冒烟，楼道有焦糊味",
        "三庙街18号院2号楼",
        (
            Came("消防救援站", 9, "断电、检查有无复燃", "未起明火，隐患排除", 40),
            Came("供电公司", 23, "更换配电箱", "已换箱送电", 110),
            Came("派出所", None),
        ),
        "配电箱更换，全楼检查用电。",
        "safety",
        "民警在辖区另处警情，电话说明情况",
    ),
    Story(
        150,
        "hard",
        "老墙根街共享单车堆满便道，盲道不通",
        "老墙根街西口",
        (
            Came("城管执法队", 24, "清理堆放单车约120辆"),
            Came("交通支队", 28, "核定停放区"),
        ),
        need="convenience",
    ),
    Story(
        38,
        "emergency",
        "老墙根街2号院门口污水井堵塞，污水漫到路面",
        "老墙根街2号院门口",
        (
            Came("排水集团", 16, "下井查看堵点", who="高师傅等3人"),
            Came("环境卫生服务中心", None),
            Came("城管执法队", None, after=26),
        ),
        need="safety",
    ),
)
_NOTES = {
    "discuss": "楼门议事会上商量",
    "agree": "居民和部门意见一致",
    "carry_out": "部门到场处置完毕",
}


def furnish(work: Work, clock: Turned, random: Random, now: datetime) -> None:
    """Tell every whistle with the clock turned to each of its moments; ``clock`` ends at ``now``.
    ``work`` is a stationmaster's."""
    for story in STORIES:
        _tell(work, clock, random, now, story)
    clock.moment = now


def _tell(work: Work, clock: Turned, random: Random, now: datetime, story: Story) -> None:
    blown = _begun(random, now, story)
    clock.moment = blown - timedelta(minutes=random.randint(4, 9))
    case = _taken_down(work, story)
    clock.moment = blown
    at_once = tuple(came.name for came in story.departments if not came.after)
    whistle = whistling.blow(work, case.number, story.kind, story.what, story.place, at_once)
    for moment, act in sorted(_acts(work, whistle, story, blown), key=lambda pair: pair[0]):
        clock.moment = moment
        act()
    if story.result:
        clock.moment += timedelta(minutes=random.randint(5, 20))
        _end(work, whistle, story, random)
        _complete(work, case.number, story.result)


def _begun(random: Random, now: datetime, story: Story) -> datetime:
    """Those of earlier days were blown in office hours."""
    moment = now - timedelta(minutes=story.ago)
    if story.ago < _DAY:
        return moment
    return moment.replace(hour=random.randint(9, 14), minute=random.randint(0, 59), second=0)


def _taken_down(work: Work, story: Story) -> Case:
    words = OwnWords(
        what=story.what,
        category="public",
        lane="transfer",
        contact="热心居民",
        place=story.place,
        need=story.need,
        channel="phone",
    )
    return own_words.take_down(work, words)


def _acts(
    work: Work, whistle: Whistle, story: Story, blown: datetime
) -> Iterator[tuple[datetime, Callable[[], object]]]:
    """Everything that departments did, with its moment."""
    for came in story.departments:
        called = blown + timedelta(minutes=came.after)
        if came.after:
            yield called, partial(whistling.call, work, whistle.id, came.name)
        if came.took is None:
            continue
        there = called + timedelta(minutes=came.took)
        yield there, partial(whistling.check_in, work, whistle.id, came.name, "", came.who)
        begun = there + timedelta(minutes=3)
        yield begun, partial(whistling.act, work, whistle.id, came.name, came.did)
        if came.worked is not None:
            done = there + timedelta(minutes=came.worked)
            yield done, partial(whistling.report, work, whistle.id, came.name, came.said)


def _end(work: Work, whistle: Whistle, story: Story, random: Random) -> None:
    for came in story.departments:
        grade = 1 if came.took is None else 3 if came.took > 30 else random.choice((4, 5, 5))
        whistling.appraise(work, whistle.id, came.name, "station", grade)
        if came.took is not None:
            back = random.choice((4, 5))
            whistling.appraise(work, whistle.id, came.name, "department", back)
    whistling.close(work, whistle.id, story.result, override=story.without)


def _complete(work: Work, number: str, result: str) -> None:
    case = flow.verify(work, number, True, "网格员到现场看过，情况属实")
    for move in closing.way_to_final(case.machine, case.at):
        flow.take(work, number, move, note=_NOTES[move])
    cases.complete(work, number, result)
