"""Invented people and cases for the papers; every number has a valid checksum."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from station_desktop.papers.facts import (
    Answer,
    AnswerGroup,
    CaseFacts,
    Deadline,
    Delivery,
    Facts,
    Kind,
    MaterialLine,
    MissingLine,
    Party,
    Refusal,
    Station,
    Visit,
)

NUMBER = "LQG-20260316-01-0007-4"
AT = datetime(2026, 3, 16, 10, 42)


def station(language: str = "zh_CN") -> Station:
    if language == "en":
        return Station(
            name="Laoqianggen Community Service Station, Guangnei Subdistrict",
            code="LQG",
            address="1 Laoqianggen Street, Xicheng District, Beijing",
            phone="010-63010001",
            hours="Monday to Friday 9:00–17:00",
            complaint_phone="12345",
        )
    return Station(
        name="广内街道老墙根社区服务站",
        code="LQG",
        address="北京市西城区老墙根街1号",
        phone="010-63010001",
        hours="周一至周五 9:00—17:00",
        complaint_phone="12345",
    )


def resident(language: str = "zh_CN") -> Party:
    en = language == "en"
    return Party(
        name="张小明",
        id_type="Resident identity card" if en else "居民身份证",
        id_number="11010519491231002X",
        phone="13800138000",
        sex="Male" if en else "男",
        birth=date(1949, 12, 31),
        address="19 Xiaochang Hutong, Xicheng District" if en else "北京市西城区校场胡同19号",
    )


def agent(language: str = "zh_CN") -> Party:
    en = language == "en"
    return Party(
        name="𬱖雅·阿依努尔",
        id_type="Resident identity card" if en else "居民身份证",
        id_number="440524188001010014",
        phone="13900139000",
        relation="Daughter" if en else "女儿",
    )


def case(language: str = "zh_CN") -> CaseFacts:
    return _case_en() if language == "en" else _case_zh()


def _case_zh() -> CaseFacts:
    return CaseFacts(
        number=NUMBER,
        item_name="养老助残卡申领",
        item_code="GOV-EL-001",
        department="区民政局（街道民生保障办公室）",
        accepted_at=AT,
        deadline=Deadline(
            counted_from=date(2026, 3, 17),
            due=date(2026, 4, 7),
            promised_limit="15个工作日",
            legal_limit="20个工作日",
            explanation=("收件当日不计。", "4月4日至6日清明节放假，不计入。"),
        ),
        materials=(
            MaterialLine("居民身份证", original="check", copies=1, returned=True),
            MaterialLine("户口簿（首页及本人页）", original="check", copies=1),
            MaterialLine("近期一寸白底彩色照片", original="keep", copies=2),
            MaterialLine("委托书", original="keep", later=True, promised=date(2026, 3, 20)),
        ),
        missing=(
            MissingLine(
                "近期一寸白底彩色照片",
                "所交照片为蓝底",
                "近六个月内免冠、白底、彩色，一寸",
                2,
                "养老助残卡办理指南",
            ),
            MissingLine(
                "委托书", "未提交", "委托人签字并写明委托事项和期限", 1, "养老助残卡办理指南"
            ),
            MissingLine("户口簿", "只有首页，缺本人页", "首页和本人页，字迹清楚", 1),
        ),
        form=(
            AnswerGroup(
                "申请信息",
                (
                    Answer("办理类型", "首次申领"),
                    Answer("领卡方式", "到社区服务站领取"),
                    Answer("是否持有残疾人证", "否", sensitive=True),
                    Answer("户籍所在地", "北京市西城区广安门内街道"),
                    Answer(
                        "需要说明的情况",
                        "本人行动不便，制卡完成后由女儿代为领取，请提前电话通知。",
                    ),
                ),
            ),
        ),
        result="卡片已制作完成",
        result_paper="养老助残卡",
        next_step="制卡完成后，本站电话通知您凭身份证到站领取。",
        how_to_check="凭编号到本站任一窗口查询，或拨打010-63010001。",
    )


def _case_en() -> CaseFacts:
    return CaseFacts(
        number=NUMBER,
        item_name="Apply for the senior card",
        item_code="GOV-EL-001",
        department="District Civil Affairs Bureau (Subdistrict Livelihood Office)",
        accepted_at=AT,
        deadline=Deadline(
            counted_from=date(2026, 3, 17),
            due=date(2026, 4, 7),
            promised_limit="15 working days",
            legal_limit="20 working days",
            explanation=(
                "The day of receipt is not counted.",
                "4 to 6 April are holidays and are not counted.",
            ),
        ),
        materials=(
            MaterialLine("Resident identity card", original="check", copies=1, returned=True),
            MaterialLine("Household register (first and own page)", original="check", copies=1),
            MaterialLine("Recent one-inch colour photograph", original="keep", copies=2),
            MaterialLine(
                "Letter of mandate", original="keep", later=True, promised=date(2026, 3, 20)
            ),
        ),
        missing=(
            MissingLine(
                "Recent one-inch colour photograph",
                "The photograph handed in has a blue ground",
                "Taken in the last six months, bareheaded, white ground, one inch",
                2,
                "Guide to the senior card",
            ),
            MissingLine(
                "Letter of mandate", "Not handed in", "Signed, naming matter and period", 1
            ),
        ),
        form=(
            AnswerGroup(
                "Application",
                (
                    Answer("Kind of application", "First card"),
                    Answer("How to collect", "At the station"),
                    Answer("Disability certificate", "No", sensitive=True),
                    Answer("Remarks", "I walk badly; my daughter will collect the card for me."),
                ),
            ),
        ),
        result="The card has been made",
        result_paper="Senior card",
        next_step="We will phone you when the card is ready; bring your identity card.",
        how_to_check="Give the number at any desk of this station, or phone 010-63010001.",
    )


def facts(kind: Kind = "receipt", language: str = "zh_CN") -> Facts:
    """Facts with everything ``kind`` is about."""
    base = Facts(
        station=station(language),
        resident=resident(language),
        printed_at=AT,
        officer="王敏",
        cases=(case(language),),
        agent=agent(language),
    )
    en = language == "en"
    extra: dict[str, object] = {
        "refusal": Refusal(
            reason="This card is issued where you are registered."
            if en
            else "您的户籍不在本市，且未办理北京市居住证，不符合本事项的受理条件。",
            where_to_go="The police station of your street, to apply for a residence permit first"
            if en
            else "请先到居住地派出所或社区服务站登记，申领北京市居住证。",
        ),
        "appointment": Visit(
            organisation="Kangning Housekeeping Co." if en else "康宁家政服务有限公司",
            place="19 Xiaochang Hutong" if en else "校场胡同19号",
            contact="李师傅" if not en else "Master Li",
            phone="13700137000",
            time="18 March 2026, 9:00–10:00" if en else "2026年3月18日 9:00—10:00",
            task="Unblock the kitchen drain" if en else "疏通厨房下水道",
            reply_by=date(2026, 3, 20),
        ),
        "completion": Delivery(
            way="Collected at the station" if en else "到站领取",
            at=datetime(2026, 4, 3, 9, 20),
            receiver="𬱖雅·阿依努尔",
        ),
    }
    fields = {"refusal": "refusal", "appointment": "visit", "completion": "delivery"}
    if kind in fields:
        return msgspec.structs.replace(base, **{fields[kind]: extra[kind]})
    return base
