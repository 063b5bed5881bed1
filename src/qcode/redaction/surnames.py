"""Chinese surnames with the spelling they have in Latin letters."""

# A Han character counts as two columns.
# ruff: noqa: E501

from __future__ import annotations

_SPELLED = """
Wang王汪 Li李黎厉郦 Zhang张章 Liu刘柳 Chen陈谌 Yang杨阳 Huang黄 Zhao赵 Wu吴武伍邬 Zhou周 Xu徐许 Sun孙 Ma马麻 Zhu朱祝
Hu胡 Guo郭 He何贺 Lin林蔺 Gao高 Luo罗骆 Zheng郑 Liang梁 Xie谢解 Song宋 Tang唐汤 Deng邓 Feng冯封 Han韩 Cao曹 Zeng曾
Peng彭 Xiao萧肖 Cai蔡 Pan潘 Tian田 Dong董 Yuan袁 Yu于余俞喻虞 Ye叶 Jiang蒋姜江 Du杜 Su苏宿 Wei魏韦卫 Cheng程成 Lv吕
Ding丁 Shen沈申 Ren任 Yao姚 Lu卢陆鲁路 Fu傅付符 Zhong钟仲 Cui崔 Tan谭谈 Liao廖 Fan范樊 Jin金靳晋 Shi石史施时 Dai戴代
Jia贾 Xia夏 Qiu邱裘 Fang方房 Hou侯 Zou邹 Xiong熊 Meng孟蒙 Qin秦覃 Bai白柏 Yan严阎颜闫 Xue薛 Yin尹殷 Duan段 Lei雷
Long龙 Tao陶 Hao郝 Gu顾古 Mao毛 Gong龚宫巩 Shao邵 Wan万 Qian钱 Mo莫 Kong孔 Xiang向项 Ou欧 Kang康 Ge葛 Niu牛
An安 Yi易 Chang常 Hong洪 Ni倪 Nie聂 Qi齐祁戚 Guan关管 Lan兰蓝 Zuo左 Ji季纪姬吉 Ruan阮 Mei梅 Zhuang庄 Xin辛 Tu涂屠
Bao包鲍 Zha查 Ai艾 Qu曲屈瞿 Zhan詹 Sheng盛 Tong童佟 Mu穆牟慕 Bi毕 Pei裴 Huo霍 Weng翁 You游尤 Geng耿 Hua华 Jiao焦
Chi池迟 Gan甘 Ling凌 Ran冉 Ouyang欧阳 Sima司马 Zhuge诸葛 Shangguan上官 Situ司徒 Huangfu皇甫 Xiahou夏侯 Linghu令狐
Yuwen宇文 Zhangsun长孙 Murong慕容 Gongsun公孙 Dongfang东方
"""
_COMPOUND = frozenset("欧阳 司马 诸葛 上官 司徒 皇甫 夏侯 令狐 宇文 长孙 慕容 公孙 东方".split())


def _spellings() -> dict[str, str]:
    found: dict[str, str] = {}
    for group in _SPELLED.split():
        latin = "".join(filter(str.isascii, group))
        names = group[len(latin) :]
        for name in (names,) if names in _COMPOUND else names:
            found[name] = latin
    return found


SPELLINGS = _spellings()
"""Surname in simplified characters to Latin letters."""
COMPOUND = "|".join(sorted(_COMPOUND))
SINGLE = "".join(name for name in SPELLINGS if len(name) == 1)
SURNAME = rf"(?:{COMPOUND}|[{SINGLE}])"
"""A surname in simplified characters, as part of a regular expression."""


def surname_of(name: str) -> str:
    """The surname at the start of a Chinese name of two to four characters; "" if none."""
    if not 2 <= len(name) <= 4:
        return ""
    if name[:2] in _COMPOUND and len(name) > 2:
        return name[:2]
    return name[0] if name[0] in SPELLINGS else ""
