"""What is kept of homes and rooms: registers, bookings, the guide."""

from portal.kit.words import N_
from portal.meetings.actions import keeping as meetings
from portal.places.actions import keeping as places
from portal.retention.shapes import NO_PERSON, Data, End, Table
from portal.venues.actions import keeping as venues

REGISTERS: tuple[Data, ...] = (
    Data(
        N_("产权名册：门牌、面积、业主名字"),
        N_("算业主表决的人数和面积"),
        N_("管名册的人；别人只看得到门牌"),
        (
            Table("ownership", N_("卖掉 3 年后删"), End.DELETED, places.OWNERSHIPS),
            Table("owner", N_("名下没有房了，名字跟着抹掉"), End.UNNAMED, places.OWNERS),
            Table("staged_row", N_("导入的表格，办完 1 天后删"), End.DELETED, places.STAGED),
            Table("import_fault", N_("导入时的问题 30 天后删"), End.DELETED, places.FAULTS),
            Table("register_import", N_("导入的记录留 3 年，里面没有名字"), End.DELETED, places.IMPORTS),
            Table("home_move", NO_PERSON, End.KEPT),
            Table("home", NO_PERSON, End.KEPT),
            Table("area_spell", NO_PERSON, End.KEPT),
            Table("area_succession", NO_PERSON, End.KEPT),
            Table("area", NO_PERSON, End.KEPT),
            Table("estate", NO_PERSON, End.KEPT),
            Table("facility", NO_PERSON, End.KEPT),
            Table("roll_objection", N_("名册上的不同意见留 6 年"), End.DELETED, meetings.OBJECTIONS),
            Table("roll_inspection", N_("名册上的不同意见留 6 年"), End.DELETED, meetings.INSPECTIONS),
        ),
    ),
)
ROOMS: tuple[Data, ...] = (
    Data(
        N_("约过的场地、说过哪里不对"),
        N_("场地不撞，办事指南不出错"),
        N_("您自己和管场地的人"),
        (
            Table("booking", N_("用完 1 年后删"), End.DELETED, venues.BOOKINGS),
            Table("correction", N_("答复 1 年后删"), End.DELETED, venues.CORRECTIONS),
            Table("opening_exception", N_("过后 1 年删"), End.DELETED, venues.EXCEPTIONS),
            Table("opening_hours", NO_PERSON, End.KEPT),
            Table("guide_item", NO_PERSON, End.KEPT),
            Table("venue", NO_PERSON, End.KEPT),
        ),
    ),
)
