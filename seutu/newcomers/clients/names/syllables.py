"""Chinese and Korean names written in one word, family name first; Ethiopic, where a syllable may lack its vowel."""

from __future__ import annotations

import re

from anyascii import anyascii

# Read otherwise as a family name than elsewhere.
HAN_FAMILY = {"曾": "zeng", "單": "shan", "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "任": "ren", "区": "ou"}
HAN_FAMILY |= {"朴": "piao", "繁": "po", "盖": "ge", "員": "yun", "吕": "lyu", "呂": "lyu", "冼": "xian", "尉": "wei"}
HAN_OF_TWO = frozenset(
    "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 东方 東方 皇甫 尉迟 公孙 令狐 慕容 司徒 夏侯 端木 南宫 独孤".split()
)
# Korean families write their name by custom, not by the official rules.
HANGUL_FAMILY = {"김": "kim", "이": "lee", "박": "park", "최": "choi", "정": "jung", "강": "kang", "조": "cho"}
HANGUL_FAMILY |= {
    "윤": "yoon",
    "임": "lim",
    "오": "oh",
    "신": "shin",
    "유": "yoo",
    "권": "kwon",
    "고": "ko",
    "문": "moon",
}
LONGEST = 4
BEFORE_THE_SAME = re.compile(r"([b-df-hj-np-tv-z])(?=\1)")


def from_han(word: str) -> str:
    """王小明 → "wang xiaoming"."""
    if len(word) > LONGEST:
        return anyascii(word).lower()
    family = word[:2] if word[:2] in HAN_OF_TWO and len(word) > 2 else word[:1]
    return f"{HAN_FAMILY.get(family) or anyascii(family).lower()} {anyascii(word[len(family) :]).lower()}"


def from_hangul(word: str) -> str:
    """김민수 → "kim minsu"."""
    if len(word) not in {3, LONGEST}:
        return anyascii(word).lower()
    return f"{HANGUL_FAMILY.get(word[0]) or anyascii(word[0]).lower()} {anyascii(word[1:]).lower()}"


def from_ethiopic(word: str) -> str:
    """መኮንን → "mekonenen": doubled letters are not written, so two alike are two syllables."""
    return BEFORE_THE_SAME.sub(r"\1e", anyascii(word).replace("`", "'").lower())
