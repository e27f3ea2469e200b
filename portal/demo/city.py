"""The areas and registers of the demo city, computed to the exact figures."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.places.rules import AreaKind, EstateType, HomeKind, HomeState

SURNAMES = "王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢唐许冯宋韩邓彭曹曾田萧潘袁蔡蒋余于杜叶程魏苏吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武"
GIVEN = "秀英桂兰玉珍国强建华志明淑芬德贵素华明辉晓敏永红文博光荣福清正平家和春梅天佑思远雨桐子涵世杰长江凤琴"
DEVELOPER = "酒城置业（演示）"


@dataclass(frozen=True)
class AreaSpec:
    kind: AreaKind
    name: str
    code: str
    parent: str | None


@dataclass(frozen=True)
class HomeSpec:
    """`size` in 0.01 m²; `owner` is the index of its owner in the estate's list."""

    building: str
    stairwell: str
    label: str
    floor: int
    kind: HomeKind
    size: int
    state: HomeState
    owner: int


@dataclass
class EstateSpec:
    code: str
    type: EstateType
    areas: list[AreaSpec] = field(default_factory=list)
    homes: list[HomeSpec] = field(default_factory=list)
    owners: list[tuple[str, str]] = field(default_factory=list)  # name and kind

    def own(self, name: str = "", kind: str = "person") -> int:
        self.owners.append((name or invented_name(len(self.owners) + len(self.code)), kind))
        return len(self.owners) - 1


def invented_name(n: int) -> str:
    """A name for a register entry, the same on every run."""
    return SURNAMES[n * 7 % len(SURNAMES)] + GIVEN[n * 2 % (len(GIVEN) - 1)] + GIVEN[n * 2 % (len(GIVEN) - 1) + 1]


ABOVE = (
    AreaSpec(AreaKind.CITY, "泸州市", "5105", None),
    AreaSpec(AreaKind.DISTRICT, "江阳区", "510502", "5105"),
    AreaSpec(AreaKind.DISTRICT, "龙马潭区", "510504", "5105"),
    AreaSpec(AreaKind.DISTRICT, "纳溪区", "510503", "5105"),
    AreaSpec(AreaKind.STREET, "大山坪街道", "510502-dsp", "510502"),
    AreaSpec(AreaKind.STREET, "华阳街道", "510502-hy", "510502"),
    AreaSpec(AreaKind.STREET, "莲花池街道", "510504-lhc", "510504"),
    AreaSpec(AreaKind.STREET, "鱼塘街道", "510504-yt", "510504"),
    AreaSpec(AreaKind.STREET, "红星街道", "510504-hx", "510504"),
    AreaSpec(AreaKind.STREET, "永宁街道", "510503-yn", "510503"),
    AreaSpec(AreaKind.COMMUNITY, "龙眼坡社区（演示）", "lyp", "510502-dsp"),
    AreaSpec(AreaKind.COMMUNITY, "学院路社区（演示）", "xyl", "510502-hy"),
    AreaSpec(AreaKind.COMMUNITY, "江月社区（演示）", "jy", "510504-lhc"),
    AreaSpec(AreaKind.COMMUNITY, "新望社区（演示）", "xw", "510504-yt"),
    AreaSpec(AreaKind.COMMUNITY, "星光社区（演示）", "xg", "510504-hx"),
    AreaSpec(AreaKind.COMMUNITY, "河滨社区（演示）", "hb", "510503-yn"),
    AreaSpec(AreaKind.GRID, "第3网格", "lyp-3", "lyp"),
    AreaSpec(AreaKind.GRID, "第1网格", "xyl-1", "xyl"),
)


def _estate(code: str, name: str, parent: str, type: EstateType) -> EstateSpec:
    spec = EstateSpec(code, type)
    spec.areas.append(AreaSpec(AreaKind.ESTATE, f"{name}（演示）", code, parent))
    return spec


def _building(spec: EstateSpec, name: str, stairwells: int) -> tuple[str, list[str]]:
    building = f"{spec.code}-{name}"
    spec.areas.append(AreaSpec(AreaKind.BUILDING, name, building, spec.code))
    codes = []
    for n in range(1, stairwells + 1):
        codes.append(f"{building}-{n}")
        spec.areas.append(AreaSpec(AreaKind.STAIRWELL, f"{n}单元", codes[-1], building))
    return building, codes


def _walk_up(spec: EstateSpec, buildings: int, stairwells: int, floors: int, sizes: tuple[int, ...]) -> EstateSpec:
    """Buildings whose every floor has the same flats, each owned by one person who owns nothing else."""
    for b in range(1, buildings + 1):
        building, codes = _building(spec, f"{b}栋", stairwells)
        for s, code in enumerate(codes or [building], 1):
            for floor in range(1, floors + 1):
                for door, size in enumerate(sizes, 1):
                    where = f"{b}栋{s}单元" if codes else f"{b}栋"
                    label = f"{where}{floor}{door:02}"
                    spec.homes.append(
                        HomeSpec(building, code, label, floor, HomeKind.FLAT, size, HomeState.DELIVERED, spec.own())
                    )
    return spec


def s1() -> EstateSpec:
    spec = _estate("S1", "桂圆林苑", "lyp-3", EstateType.SELF_MANAGED)
    return _walk_up(spec, 6, 2, 7, (7236, 8958))


def s3() -> EstateSpec:
    return _walk_up(_estate("S3", "沱江雅苑", "jy", EstateType.SCATTERED), 4, 0, 8, (6640, 7110))


def s5() -> EstateSpec:
    spec = _estate("S5", "龙马新城一期", "xg", EstateType.MANAGED)
    return _walk_up(spec, 6, 0, 24, (8360, 8360, 9835, 9835, 11550, 11550))


def s6() -> EstateSpec:
    return _walk_up(_estate("S6", "永宁华府", "hb", EstateType.MANAGED), 9, 2, 11, (10880, 12345))


def s4() -> EstateSpec:
    """45 blocks, 37 of two stairwells and 8 of three; 95 stairwells of 15 homes and 3 of 16; three sizes."""
    spec = _estate("S4", "望江安置小区", "xw", EstateType.RESETTLEMENT)
    sizes = _sizes_of_s4()
    stairwell = 0
    for b in range(1, 46):
        building, codes = _building(spec, f"{b}栋", 2 if b <= 37 else 3)
        for s, code in enumerate(codes, 1):
            stairwell += 1
            for n in range(16 if stairwell > 95 else 15):
                label = f"{b}栋{s}单元{n // 3 + 1}{n % 3 + 1:02}"
                home = HomeSpec(
                    building, code, label, n // 3 + 1, HomeKind.FLAT, next(sizes), HomeState.DELIVERED, spec.own()
                )
                spec.homes.append(home)
    return spec


def _sizes_of_s4() -> Iterator[int]:
    """527 × 68.00, 418 × 88.00 and 528 × 110.00, mixed evenly."""
    left = {6800: 527, 8800: 418, 11000: 528}
    while any(left.values()):
        for size in left:
            if left[size]:
                left[size] -= 1
                yield size


def s2() -> EstateSpec:
    """酒城锦绣: 1,056 flats and 48 shops, 125,411.28 m², 1,026 heads.

    The developer keeps 20 × 141.20, 16 × 126.75 and 12 shops; 31 owners hold one flat of 98.41 and one shop each.
    """
    spec = _estate("S2", "酒城锦绣", "xyl-1", EstateType.MANAGED)
    developer = spec.own(DEVELOPER, "developer")
    unsold = {14120: 20, 12675: 16}
    doubles: list[int] = []
    for b in range(1, 9):
        building, _codes = _building(spec, f"{b}栋", 0)
        for floor in range(1, 34):
            for door, size in enumerate((9841, 9841, 12675, 14120), 1):
                keeps = unsold.get(size, 0) > 0
                if keeps:
                    unsold[size] -= 1
                owner = developer if keeps else spec.own()
                if size == 9841 and len(doubles) < 31:
                    doubles.append(owner)
                state = HomeState.UNSOLD if keeps else HomeState.DELIVERED
                spec.homes.append(
                    HomeSpec(building, building, f"{b}栋{floor}{door:02}", floor, HomeKind.FLAT, size, state, owner)
                )
    _shops_of_s2(spec, developer, doubles)
    return spec


def _shops_of_s2(spec: EstateSpec, developer: int, doubles: list[int]) -> None:
    for n in range(1, 49):
        building = f"S2-{(n - 1) % 8 + 1}栋"
        owner = developer if n <= 12 else doubles[n - 13] if n <= 43 else spec.own()
        state = HomeState.UNSOLD if n <= 12 else HomeState.DELIVERED
        spec.homes.append(HomeSpec(building, building, f"商铺{n:02}", 1, HomeKind.SHOP, 5650, state, owner))


def estates() -> list[EstateSpec]:
    return [s1(), s2(), s3(), s4(), s5(), s6()]
