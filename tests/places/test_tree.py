"""How areas stand in one another, how they are numbered, and which bodies an estate has."""

import pytest

from portal.kit.errors import Refused
from portal.places import rules
from portal.policy import Actor, Held, Role, permits
from portal.policy.acts import Act

pytestmark = pytest.mark.anywhere


@pytest.mark.parametrize(
    ("kind", "parent", "stands"),
    [
        ("district", "city", True), ("street", "district", True), ("community", "street", True), ("grid", "community", True),
        ("estate", "community", True), ("estate", "grid", True), ("building", "estate", True), ("stairwell", "building", True),
        ("building", "street", False), ("city", "city", False), ("stairwell", "estate", False), ("grid", "estate", False),
        ("community", "community", False), ("nonsense", "city", False),
    ],
)  # fmt: skip
def test_what_may_stand_under_what(kind, parent, stands):
    if stands:
        rules.must_stand_under(kind, parent)
        assert kind in rules.kinds_under(parent)
    else:
        with pytest.raises(rules.WrongParent) as refused:
            rules.must_stand_under(kind, parent)
        assert str(refused.value).endswith("。")


@pytest.mark.parametrize(
    ("kind", "typed", "parent", "code"),
    [
        ("street", "510504001", "510504", "510504001"), ("community", "510504001004", "510504001", "510504001004"),
        ("street", "510502001", "lhc-x", "510502001"), ("estate", "S7", "510504001004", "510504001004-S7"), ("stairwell", "1", "S1-3", "S1-3-1"),
        ("street", "51050", "510504", rules.NotANationalCode), ("street", "５１０５０４００１", "510504", rules.NotANationalCode),
        ("community", "510502001004", "510504001", rules.CodeOfElsewhere), ("building", "3栋", "S1", rules.NotALocalCode),
        ("building", "", "S1", rules.NotALocalCode), ("building", "123456789", "S1", rules.NotALocalCode),
    ],
)  # fmt: skip
def test_codes_are_national_down_to_the_community_and_local_below(kind, typed, parent, code):
    if isinstance(code, str):
        assert rules.code_of(kind, typed, parent) == code
        return
    with pytest.raises(code) as refused:
        rules.code_of(kind, typed, parent)
    assert isinstance(refused.value, Refused) and str(refused.value).endswith("。")


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [("/1/2/3/", rules.UnderItself), ("/1/2/3/9/", rules.UnderItself), ("/1/2/", rules.SamePlace)],
)
def test_nothing_moves_under_itself_or_to_where_it_is(wanted, refusal):
    with pytest.raises(refusal):
        rules.must_move("/1/2/3/", "/1/2/", wanted)
    rules.must_move("/1/2/3/", "/1/2/", "/1/30/")


@pytest.mark.parametrize(
    ("chosen", "refusal"), [([], rules.NothingChosen), ([1, 9], rules.NotInside), ([1, 2, 3], rules.EverythingChosen)]
)
def test_a_split_leaves_something_on_both_sides(chosen, refusal):
    with pytest.raises(refusal):
        rules.must_leave_some(chosen, [1, 2, 3])
    rules.must_leave_some([2], [1, 2, 3])


@pytest.mark.parametrize(
    ("type", "committee", "bodies"),
    [
        ("managed", True, ["owners_committee", "property"]), ("managed", False, ["interim_committee", "property"]),
        ("self_managed", True, ["self_management"]), ("self_managed", False, ["self_management"]),
        ("scattered", True, ["courtyard_group"]), ("resettlement", False, ["council", "property"]), ("unheard of", True, []),
    ],
)  # fmt: skip
def test_the_type_of_an_estate_says_which_bodies_it_has(type, committee, bodies):
    assert [body.key for body in rules.bodies_of(type, committee=committee)] == bodies


@pytest.mark.parametrize(
    ("role", "type", "may"),
    [
        (Role.OWNERS_COMMITTEE, "managed", True), (Role.OWNERS_COMMITTEE, "self_managed", False), (Role.PROPERTY_STAFF, "scattered", False),
        (Role.PROPERTY_STAFF, "resettlement", True), (Role.SELF_MANAGEMENT, "managed", False), (Role.SELF_MANAGEMENT, "self_managed", True),
        (Role.BUILDING_HEAD, "scattered", True), (Role.GRID_WORKER, "managed", True),
    ],
)  # fmt: skip
def test_an_office_exists_where_its_body_does(role, type, may):
    assert rules.may_have(role, type) is may


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 0830-1200000 ", "0830-1200000"), ("", ""), ("12345", "12345"), ("13800001234", rules.PrivatePhone),
        ("120 0000 0001", rules.PrivatePhone), ("打门卫", rules.NotADeskPhone), ("1", rules.NotADeskPhone),
    ],
)  # fmt: skip
def test_a_desk_has_a_telephone_and_a_person_has_none_here(typed, kept):
    if isinstance(kept, str):
        assert rules.desk_phone(typed) == kept
    else:
        with pytest.raises(kept):
            rules.desk_phone(typed)


class Place:
    def __init__(self, kind, path):
        self.kind, self.path = kind, path


@pytest.mark.parametrize(
    ("role", "held", "act", "kind", "path", "may"),
    [
        (Role.SYSTEM_ADMIN, "/1/", Act.CREATE_AREA, "city", "/1/", True), (Role.SYSTEM_ADMIN, "/1/", Act.CHANGE_AREA, "street", "/1/2/3/", True),
        (Role.SYSTEM_ADMIN, "/1/2/", Act.CHANGE_AREA, "district", "/1/2/", False), (Role.SYSTEM_ADMIN, "/1/2/", Act.CREATE_AREA, "district", "/1/9/", False),
        (Role.COMMUNITY_STAFF, "/1/2/3/4/", Act.CREATE_AREA, "community", "/1/2/3/4/", True), (Role.COMMUNITY_STAFF, "/1/2/3/4/", Act.CHANGE_AREA, "community", "/1/2/3/4/", False),
        (Role.COMMUNITY_STAFF, "/1/2/3/4/", Act.CHANGE_AREA, "building", "/1/2/3/4/5/6/", True), (Role.COMMUNITY_STAFF, "/1/2/3/4/", Act.CHANGE_AREA, "building", "/1/2/3/9/5/6/", False),
        (Role.STREET_STAFF, "/1/2/3/", Act.CREATE_AREA, "street", "/1/2/3/", False), (Role.STREET_STAFF, "/1/2/3/", Act.CHANGE_AREA, "estate", "/1/2/3/4/5/", True),
        (Role.GRID_WORKER, "/1/2/3/4/", Act.CHANGE_AREA, "building", "/1/2/3/4/5/6/", False), (Role.BUILDING_HEAD, "/1/2/", Act.CREATE_AREA, "building", "/1/2/", False),
    ],
)  # fmt: skip
def test_who_keeps_which_part_of_the_tree(role, held, act, kind, path, may):
    assert permits(Actor(id=1, roles=(Held(role, held),)), act, Place(kind, path)) is may
