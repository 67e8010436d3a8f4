"""What stations call their columns, and the field of the resident that each means."""

from __future__ import annotations

import re

from station_desktop.domain.text.folding import half_width, without_invisible

DOOR_PARTS = ("street", "house", "building", "unit", "room", "door")
"""Parts of an address in columns of their own, in the order they are joined."""

_EXACT: dict[str, str] = {
    "name": "姓名 名字 人员姓名 居民姓名 本人姓名 成员姓名 人口姓名 中文姓名 name fullname",
    "id_number": (
        "身份证号 身份证号码 身份证 公民身份号码 公民身份证号 公民身份证号码 居民身份证号 "
        "居民身份证号码 证件号码 证件号 有效证件号码 身份号码 idnumber idno id idcard"
    ),
    "sex": "性别 sex gender",
    "birth_date": "出生日期 出生年月日 出生年月 生日 出生时间 birthdate dateofbirth birthday",
    "phone": (
        "联系电话 联系方式 手机 手机号 手机号码 电话 电话号码 移动电话 本人电话 联系手机 "
        "联系电话1 电话1 手机1 phone mobile telephone tel"
    ),
    "other_phone": (
        "联系电话2 电话2 手机2 备用电话 其他电话 其他联系方式 家庭电话 固定电话 座机 住宅电话 宅电"
    ),
    "phone_note": "电话备注 机主 号码归属 电话归属",
    "residence_address": (
        "现住址 居住地址 住址 现居住地 现居住地址 现居地址 居住地 实际居住地 实际居住地址 "
        "实际住址 常住地址 家庭住址 家庭地址 详细地址 住所 地址 房屋地址 address residenceaddress"
    ),
    "registered_address": (
        "户籍地址 户籍地 户口所在地 户籍所在地 户口地址 户籍住址 户籍详细地址 户口所在地地址 "
        "registeredaddress"
    ),
    "street": "街巷 胡同 街路巷 街巷名称 道路 小区 小区名称 小区名 street",
    "house": "门牌 门牌号 院号 院门号 门牌号码 house",
    "building": "楼号 楼栋 栋号 楼栋号 幢号 楼 楼幢 楼门 building",
    "unit": "单元 单元号 门号 unit",
    "room": "室号 房号 房间号 户室 房间 室 门户号 房屋号 room",
    "door": "楼单元室 楼门号 楼门户 楼号单元室号 楼房号 楼门单元",
    "ethnicity": "民族 ethnicity",
    "relation_to_head": "与户主关系 与户主的关系 户主关系 家庭关系 关系 relation",
    "household_number": "户号 户编号 家庭编号 家庭号",
    "political_status": "政治面貌 党派 politicalstatus",
    "education": "文化程度 学历 受教育程度 最高学历 教育程度 education",
    "marital_status": "婚姻状况 婚姻 婚姻状态 婚否 婚姻情况 maritalstatus",
    "person_category": "人员类别 人员类型 人口类别 人口类型 人员分类 类别 人群类别 特殊人群",
    "residence_status": "人户状态 人户情况 人户分离 人户一致 居住状态 人户类型",
    "grid": "网格 网格号 所属网格 网格编号 网格名称 片区 grid",
    "note": "备注 说明 其他 备注说明 note remarks",
    "workplace": "工作单位 单位 服务处所 单位名称 从业单位",
    "employment_status": "就业状况 就业状态 从业状况 就业情况",
    "household_registration": "户口性质 户口类型 户口类别 户籍性质",
    "medical_insurance": "医保类型 医疗保险 参保类型 医保",
    "disability_level": "残疾等级 残疾级别",
    "disability_category": "残疾类别 残疾类型",
    "disability_certificate_no": "残疾证号 残疾人证号 残疾证号码",
    "bank_account": "银行卡号 银行账号 卡号 存折号",
    "bank_name": "开户行 开户银行 银行名称",
    "guardian_name": "监护人 监护人姓名",
    "guardian_phone": "监护人电话 监护人联系电话 监护人手机",
    "guardian_id_number": "监护人身份证号 监护人身份证号码 监护人证件号码",
}
FIELD_OF_HEAD = {head: field for field, heads in _EXACT.items() for head in heads.split()}
FIELDS: tuple[str, ...] = tuple(_EXACT)
"""All a column may be mapped to."""

_NEAR = (
    (re.compile(r"身份证|身份号码|证件号"), "id_number"),
    (re.compile(r"姓名|^(?:住户|居民|人员|成员|老人|党员|职工)$"), "name"),
    (re.compile(r"户籍.*(?:址|地)|户口.*(?:址|地)"), "registered_address"),
    (re.compile(r"(?:现住|居住|住).*(?:址|地)|住址"), "residence_address"),
    (re.compile(r"手机|电话|联系方式"), "phone"),
    (re.compile(r"出生"), "birth_date"),
    (re.compile(r"性别"), "sex"),
    (re.compile(r"政治面貌"), "political_status"),
    (re.compile(r"文化程度|学历"), "education"),
    (re.compile(r"婚姻"), "marital_status"),
    (re.compile(r"与户主|户主关系"), "relation_to_head"),
    (re.compile(r"人户"), "residence_status"),
    (re.compile(r"网格"), "grid"),
    (re.compile(r"备注"), "note"),
)
_OTHERS = re.compile(
    r"户主|监护|配偶|丈夫|妻子|父|母|子女|儿子|女儿|亲属|紧急|联系人|负责|网格员|网格长|包片|楼门长"
    r"|志愿者|单位|房主|房东|产权|代理|经办|填表|曾用|签名|类型|种类|有效期|照片|核对|时间$"
)
_BRACKETS = re.compile(r"[(\[【〔<《][^)\]】〕>》]*[)\]】〕>》]")
_DROPPED = re.compile(r"[\s*:：_\-—/、,，.。·\"'“”]+")


def head_key(text: str) -> str:
    """A head without what people change about it: width, spaces, signs, remarks in brackets."""
    plain = half_width(without_invisible(text)).lower()
    return _DROPPED.sub("", _BRACKETS.sub("", plain)) or _DROPPED.sub("", plain)


def meaning(head: str) -> tuple[str, float]:
    """The field a head means and how sure that is, 0 to 1; ``("", 0.0)`` for none."""
    key = head_key(head)
    if not key or len(key) > 30:
        return "", 0.0
    exact = FIELD_OF_HEAD.get(key)
    if exact is not None:
        return exact, 1.0
    if len(key) <= 15 and _OTHERS.search(key.replace("户主关系", "关系")) is None:
        for pattern, field in _NEAR:
            if pattern.search(key):
                return field, 0.6
    return "", 0.0
