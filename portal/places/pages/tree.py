"""The tree of areas: look at it, and change it, each change after a page that says what it will do."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal.kit.errors import Refused
from portal.places import forms, queries, rules
from portal.places.actions import tree
from portal.places.models import Area
from portal.policy import DESKS, STAFF, Role
from portal.web.input import Form, asked, asked_number, filled
from portal.web.templates import F_, redirect, render

CREATED = F_("建好了。")
RENAMED = F_("改好名字了，原来的名字也留着。")
MOVED = F_("搬好了，以前在哪里也查得到。")
SPLIT = F_("分好了。")
MERGED = F_("并好了，并掉的留着备查。")

FIELDS: dict[type[Refused], str] = {
    rules.CodeTaken: "code", rules.NotALocalCode: "code", rules.NotANationalCode: "code", rules.CodeOfElsewhere: "code",
    rules.NameTaken: "name", rules.WrongParent: "kind",
}  # fmt: skip


async def areas(request: Request) -> Response:
    """Where one's own care begins."""
    roots = await queries.roots_of(request.user, STAFF | DESKS | {Role.SYSTEM_ADMIN})
    return await render(request, "places/areas.html", roots=roots, kinds=rules.KIND_NAMES, tab="building")


async def area(request: Request, area: Area) -> Response:
    branch = await queries.branch_of(area, asked_number(request, "after"))
    return await render(
        request, "places/area.html", branch=branch, kinds=rules.KIND_NAMES, types=rules.TYPE_NAMES,
        under=rules.kinds_under(area.kind), tab="building",
    )  # fmt: skip


async def create_area_form(request: Request, area: Area) -> Response:
    return await _create(request, area, Form[forms.CreateArea](typed={"kind": asked(request, "kind", 20)}))


async def _create(request: Request, area: Area, form: Form[forms.CreateArea], status: int = 200) -> Response:
    kinds = [(kind, rules.KIND_NAMES[kind]) for kind in rules.kinds_under(area.kind)]
    return await render(
        request, "places/create_area.html", status=status, area=area, form=form, kinds=kinds,
        types=rules.TYPE_NAMES.items(), digits=rules.NATIONAL_DIGITS, tab="building",
    )  # fmt: skip


async def create_area(request: Request, area: Area) -> Response:
    form = await filled(request, forms.CreateArea)
    if form.data is not None:
        try:
            made = await tree.create_area(request.user, area.id, form.data)
        except Refused as refusal:
            form.refuse(FIELDS.get(type(refusal), "name"), refusal)
        else:
            return redirect(request, "places.area", area_id=made, say=CREATED)
    return await _create(request, area, form, 422)


async def rename_area_form(request: Request, area: Area) -> Response:
    return await _change(request, area, "rename", Form[forms.RenameArea](typed={"name": area.name}))


async def rename_area(request: Request, area: Area) -> Response:
    form = await filled(request, forms.RenameArea)
    if form.data is not None:
        try:
            await tree.rename_area(request.user, area.id, form.data)
        except Refused as refusal:
            form.refuse("name", refusal)
        else:
            return redirect(request, "places.area", area_id=area.id, say=RENAMED)
    return await _change(request, area, "rename", form, 422)


async def move_area_form(request: Request, area: Area) -> Response:
    return await _move(request, area, Form[forms.MoveArea](typed={"parent_id": asked(request, "parent", 10)}))


async def _move(request: Request, area: Area, form: Form[forms.MoveArea], status: int = 200) -> Response:
    parents = await queries.possible_parents(request.user, area)
    wanted = next((name for id, name in parents if str(id) == form.typed.get("parent_id")), "")
    return await _change(request, area, "move", form, status, parents=parents, wanted=wanted)


async def move_area(request: Request, area: Area) -> Response:
    form = await filled(request, forms.MoveArea)
    if form.data is not None:
        try:
            await tree.move_area(request.user, area.id, form.data)
        except Refused as refusal:
            form.refuse("parent_id", refusal)
        else:
            # Whoever moved it may have moved it out of their own sight: the parent's page is one they keep.
            return redirect(request, "places.area", area_id=form.data.parent_id, say=MOVED)
    return await _move(request, area, form, 422)


async def split_area_form(request: Request, area: Area) -> Response:
    picked = {name: ",".join(request.query_params.getlist(name)[:2000]) for name in ("children", "homes")}
    return await _split(request, area, Form[forms.SplitArea](typed=picked))


async def _split(request: Request, area: Area, form: Form[forms.SplitArea], status: int = 200) -> Response:
    children, homes = await queries.parts_of(area)
    out, doors = forms.chosen(form.typed.get("children", "")), forms.chosen(form.typed.get("homes", ""))
    picked = [c.name for c in children if c.id in out] + [h.label for h in homes if h.id in doors]
    return await _change(request, area, "split", form, status, children=children, homes=homes, picked=picked)


async def split_area(request: Request, area: Area) -> Response:
    form = await filled(request, forms.SplitArea)
    if form.data is not None:
        try:
            made = await tree.split_area(request.user, area.id, form.data)
        except Refused as refusal:
            form.refuse(FIELDS.get(type(refusal), "children"), refusal)
        else:
            return redirect(request, "places.area", area_id=made, say=SPLIT)
    return await _split(request, area, form, 422)


async def merge_areas_form(request: Request, area: Area) -> Response:
    picked = ",".join(request.query_params.getlist("areas")[:300])
    return await _merge(request, area, Form[forms.MergeAreas](typed={"areas": picked}))


async def _merge(request: Request, area: Area, form: Form[forms.MergeAreas], status: int = 200) -> Response:
    siblings, chosen = await queries.siblings_of(area), forms.chosen(form.typed.get("areas", ""))
    picked = [each for each in siblings if each.id in chosen]
    counts = [(each.name, await queries.consequences(each)) for each in picked[:10]]
    return await _change(request, area, "merge", form, status, siblings=siblings, picked=picked, counts=counts)


async def merge_areas(request: Request, area: Area) -> Response:
    form = await filled(request, forms.MergeAreas)
    if form.data is not None:
        try:
            await tree.merge_areas(request.user, area.id, form.data)
        except Refused as refusal:
            form.refuse("areas", refusal)
        else:
            return redirect(request, "places.area", area_id=area.id, say=MERGED)
    return await _merge(request, area, form, 422)


async def _change(request: Request, area: Area, what: str, form: Form[Any], status: int = 200, **more: Any) -> Response:
    """A page that says what a change will do, before it is done."""
    return await render(
        request, f"places/{what}_area.html", status=status, area=area, form=form, kinds=rules.KIND_NAMES,
        consequences=await queries.consequences(area), tab="building", **more,
    )  # fmt: skip
