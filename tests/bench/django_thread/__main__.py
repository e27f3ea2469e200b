"""The thread's page in Django: the same rows, the same words on it, its own templates and its usual middleware."""

import sys
from pathlib import Path

import django
import uvicorn
from django.conf import settings
from django.core.asgi import get_asgi_application

HERE = Path(__file__).parent
var, port = sys.argv[1], int(sys.argv[2])
settings.configure(
    SECRET_KEY="bench", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, USE_TZ=True, TIME_ZONE="Asia/Shanghai", USE_I18N=True,
    LANGUAGE_CODE="zh-hans", LANGUAGES=[("zh-hans", "中文"), ("en", "English")], DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.locale.LocaleMiddleware", "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware", "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{var}/portal.db", "CONN_MAX_AGE": None}},
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages", "django.template.context_processors.i18n",
                f"{__package__}.words.on_every_page",
            ],
            "libraries": {"hall": f"{__package__}.words"},
            "loaders": [("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
        },
    }],
)  # fmt: skip
django.setup()

from django import forms  # noqa: E402 - not before the settings
from django.db import models  # noqa: E402
from django.db.models import Prefetch  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import get_object_or_404, render  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils.translation import gettext as _  # noqa: E402

STAGES = ("propose", "discuss", "decide", "carry_out", "review")
ORDERS = (("newest", "最新"), ("oldest", "最早"), ("balanced", "各方轮着看"), ("unanswered", "还没人回应"))
INSIDE_AN_ESTATE = ("estate", "building", "stairwell")
PER_PAGE = 50


class Area(models.Model):
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    path = models.CharField(max_length=200)

    class Meta:
        app_label, db_table, managed = "bench", "area", False


class Matter(models.Model):
    number = models.CharField(max_length=30)
    title = models.CharField(max_length=80)
    body = models.TextField()
    options = models.TextField()
    facts = models.TextField()
    stage = models.CharField(max_length=10)
    state = models.CharField(max_length=20)
    area = models.ForeignKey(Area, models.PROTECT)
    raised_as = models.CharField(max_length=60)
    raised_at = models.DateTimeField()
    helper_id = models.IntegerField(null=True)
    recorded = models.BooleanField()
    due_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    seconds = models.IntegerField()
    supporting = models.IntegerField()
    opposing = models.IntegerField()
    suggesting = models.IntegerField()
    posts_count = models.IntegerField()

    class Meta:
        app_label, db_table, managed = "bench", "matter", False


class Post(models.Model):
    matter = models.ForeignKey(Matter, models.PROTECT)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="answers")
    quoted = models.ForeignKey("self", models.PROTECT, null=True, related_name="quotations")
    said_as = models.CharField(max_length=60)
    helper_id = models.IntegerField(null=True)
    recorded = models.BooleanField()
    stance = models.CharField(max_length=10)
    body = models.TextField()
    posted_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    shown = models.CharField(max_length=10)
    nods = models.IntegerField()
    nods_before = models.IntegerField()

    class Meta:
        app_label, db_table, managed = "bench", "post", False


class Attachment(models.Model):
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="attachments")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="attachments")
    words = models.TextField()
    state = models.CharField(max_length=10)

    class Meta:
        app_label, db_table, managed = "bench", "attachment", False


class Answer(models.Model):
    matter = models.ForeignKey(Matter, models.PROTECT)
    office = models.CharField(max_length=60)
    body = models.TextField()
    answered_at = models.DateTimeField()
    late = models.BooleanField()

    class Meta:
        app_label, db_table, managed = "bench", "answer", False


class Statement(models.Model):
    matter = models.ForeignKey(Matter, models.PROTECT)

    class Meta:
        app_label, db_table, managed = "bench", "statement", False


class Opinion(models.Model):
    matter = models.ForeignKey(Matter, models.PROTECT)

    class Meta:
        app_label, db_table, managed = "bench", "opinion", False


class Reply(forms.Form):
    body = forms.CharField(
        max_length=500, widget=forms.Textarea(attrs={"class": "in", "id": "f-body", "rows": 3, "cols": None})
    )


def thread(request: HttpRequest, number: str) -> HttpResponse:
    matter = get_object_or_404(Matter.objects.select_related("area"), number=number)
    shown = (
        Post.objects.exclude(shown="held")
        .filter(matter=matter)
        .select_related("quoted")
        .prefetch_related("attachments")
    )
    replies = Prefetch("answers", shown.order_by("id"), to_attr="replies")
    posts = list(shown.filter(parent=None).prefetch_related(replies).order_by("-id")[: PER_PAGE + 1])
    more = posts[PER_PAGE - 1].pk if len(posts) > PER_PAGE else None
    return render(request, "thread.html", {
        "matter": matter, "posts": posts[:PER_PAGE], "next": more, "newest": posts[0].pk if posts else 0,
        "place": place(matter.area), "stage": _("表决"), "stands": _("要上会了"), "rail": rail(matter.stage), "line": 5,
        "answers": Answer.objects.filter(matter=matter).order_by("-id")[:5],
        "attachments": matter.attachments.filter(post=None, state="shown"), "merged": matter.merged.all(),
        "statements": Statement.objects.filter(matter=matter).count(), "opinion": Opinion.objects.filter(matter=matter).first(),
        "orders": [(name, _(word)) for name, word in ORDERS], "order": "newest", "mine": "", "form": Reply(),
        "stances": [
            {"value": "support", "css": "yes", "sign": "thumb-up", "word": _("支持"), "count": matter.supporting},
            {"value": "oppose", "css": "no", "sign": "thumb-down", "word": _("反对"), "count": matter.opposing},
            {"value": "suggest", "css": "tip", "sign": "bulb", "word": _("建议"), "count": matter.suggesting},
        ],
    })  # fmt: skip


def place(area: Area) -> str:
    steps = area.path.strip("/").split("/")
    above = ["/" + "/".join(steps[: n + 1]) + "/" for n in range(len(steps))]
    return " ".join(
        each.name for each in Area.objects.filter(path__in=above).order_by("path") if each.kind in INSIDE_AN_ESTATE
    )


def rail(stage: str) -> list[dict[str, str]]:
    now = 2
    words = (("提", "提议"), ("议", "商量"), ("决", "表决"), ("办", "办理"), ("评", "评价"))
    return [
        {"css": "done" if n < now else "now" if n == now else "", "sign": _(sign), "word": _(word)}
        for n, (sign, word) in enumerate(words)
    ]


_PAGES = {
    "thread": "", "post": "/posts/<int:post_id>", "wordings": "/posts/<int:post_id>/wordings", "facts": "/facts",
    "second": "/second", "reply": "/replies", "stance": "/stance", "live": "/live", "news": "/news", "nods": "/nods",
    "follow": "/follow", "poster": "/poster", "calendar": "/calendar.ics", "feed": "/feed.atom",
}  # fmt: skip
_OTHERS = {
    "hall": "hall", "home": "", "meetings": "meetings", "volunteers": "volunteers", "sign_in": "sign-in", "about": "about",
    "privacy": "privacy", "choose": "choose", "code_book": "hall/rules", "media": "hall/media/<int:media_id>",
    "complain": "hall/words/<str:kind>/<int:thing_id>", "timeline": "matters/<str:number>",
}  # fmt: skip
urlpatterns = [
    *(path(route, thread, name=name) for name, route in _OTHERS.items()),
    *(path(f"hall/<str:number>{route}", thread, name=name) for name, route in _PAGES.items()),
]

if __name__ == "__main__":
    sys.modules[settings.ROOT_URLCONF] = sys.modules[__name__]
    uvicorn.run(get_asgi_application(), port=port, log_config=None, access_log=False, lifespan="off")
