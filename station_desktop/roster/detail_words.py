"""What rosters write where a form offers choices, as the choice's value.

The values are those of the reference catalogue's forms, so that what a roster says can be filled
into them. A word not listed here is kept as written under ``<field>_as_written``: nothing is lost,
and no form is filled with what it does not offer.
"""

from __future__ import annotations

from functools import lru_cache

_WORDS: dict[str, dict[str, str]] = {
    "political_status": {
        "party_member": "中共党员 党员 共产党员 中国共产党党员 正式党员 流动党员",
        "probationary_member": "中共预备党员 预备党员 中国共产党预备党员",
        "league_member": "共青团员 团员 中国共产主义青年团团员",
        "democratic_party": (
            "民主党派 民革党员 民盟盟员 民建会员 民进会员 农工党党员 致公党党员 "
            "九三学社社员 台盟盟员"
        ),
        "masses": "群众 普通群众 无党派 无党派人士 无",
    },
    "education": {
        "primary_or_below": (
            "小学及以下 小学 文盲 半文盲 学龄前 学前教育 未上过学 小学毕业 小学肄业"
        ),
        "junior_middle": "初中 初级中学 初中毕业",
        "senior_middle": (
            "高中、中专或技校 高中 中专 技校 职高 中技 普通高中 中等专业学校 技工学校 "
            "职业高中 高中毕业 中等职业教育"
        ),
        "junior_college": "大专 专科 大学专科 高职 大专毕业 专科毕业",
        "bachelor": "大学本科 本科 大学 学士 本科毕业 大学毕业",
        "postgraduate": "研究生 硕士 博士 硕士研究生 博士研究生 研究生毕业",
    },
    "marital_status": {
        "unmarried": "未婚 否 未",
        "married": "已婚 初婚 再婚 复婚 有配偶 是 已",
        "divorced": "离异 离婚",
        "widowed": "丧偶",
    },
    "employment_status": {
        "employed": "在职 就业 已就业 在业 上班",
        "flexible": "灵活就业",
        "self_employed": "个体经营 个体 个体户 自谋职业",
        "unemployed": "失业或无业 失业 无业 未就业 待业",
        "retired": "退休 离退休 离休 退职",
        "student": "在校学生 学生 在校 在读",
        "unable_to_work": "丧失劳动能力",
    },
    "household_registration": {
        "agricultural": "农业 农业户口 农村 农村户口 农",
        "non_agricultural": "非农业 非农业户口 非农 城镇 城镇户口",
        "resident": "居民户 居民户口 家庭户 居民家庭户",
    },
    "medical_insurance": {
        "employee": "职工医保 职工 城镇职工 城镇职工医保 城镇职工基本医疗保险 在职医保",
        "resident": "城乡居民医保 居民医保 城乡居民 城乡居民基本医疗保险 一老一小 新农合",
        "public_funded": "公费医疗 公费",
        "none": "未参保 无 没有",
        "other": "其他",
    },
    "disability_level": {
        "level_1": "一级 1级 1 Ⅰ级 壹级",
        "level_2": "二级 2级 2 Ⅱ级 贰级",
        "level_3": "三级 3级 3 Ⅲ级 叁级",
        "level_4": "四级 4级 4 Ⅳ级 肆级",
    },
    "disability_category": {
        "visual": "视力 视力残疾",
        "hearing": "听力 听力残疾",
        "speech": "言语 言语残疾 语言",
        "physical": "肢体 肢体残疾",
        "intellectual": "智力 智力残疾",
        "psychiatric": "精神 精神残疾",
        "multiple": "多重 多重残疾",
    },
}
_VALUES = {
    field: {word: value for value, written in words.items() for word in written.split()}
    for field, words in _WORDS.items()
}
_NOTHING = frozenset(("不详", "未知", "未说明", "不清楚", "/", "-", "—", "－", "——", "空", "暂无"))
_NONE = frozenset(("无", "没有"))


@lru_cache(maxsize=8192)
def detail(field: str, text: str) -> tuple[str, str]:
    """The attribute and the value to keep of a cell; an empty value keeps nothing."""
    if text in _NOTHING:
        return field, ""
    values = _VALUES.get(field)
    if values is None:
        return field, "" if text in _NONE else text
    value = values.get(text) or values.get("".join(text.split()))
    if value is not None:
        return field, value
    return ("", "") if text in _NONE else (f"{field}_as_written", text)
