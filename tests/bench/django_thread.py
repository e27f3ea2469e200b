"""The thread's page in Django, with its own templates, its default middleware, and the same rows: a reference."""

import re
import sys
from pathlib import Path

import django
import uvicorn
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application

HERE = Path(__file__).parents[2]
var, port = sys.argv[1], int(sys.argv[2])
settings.configure(
    SECRET_KEY="bench", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, USE_TZ=True, TIME_ZONE="Asia/Shanghai",
    LANGUAGE_CODE="zh-hans", DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware", "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{var}/portal.db", "CONN_MAX_AGE": None}},
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "django.contrib.auth.context_processors.auth"],
            "loaders": [("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", {})])],
        },
    }],
)  # fmt: skip
django.setup()

from django.db import models  # noqa: E402 - not before the settings
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import get_object_or_404, render  # noqa: E402
from django.urls import path  # noqa: E402


class Area(models.Model):
    name = models.CharField(max_length=60)
    path = models.CharField(max_length=200)

    class Meta:
        app_label, db_table, managed = "bench", "area", False


class Matter(models.Model):
    number = models.CharField(max_length=30)
    title = models.CharField(max_length=80)
    body = models.TextField()
    stage = models.CharField(max_length=10)
    area = models.ForeignKey(Area, models.PROTECT)
    raised_as = models.CharField(max_length=60)
    raised_at = models.DateTimeField()
    seconds = models.IntegerField()
    supporting = models.IntegerField()
    opposing = models.IntegerField()
    suggesting = models.IntegerField()
    posts_count = models.IntegerField()

    class Meta:
        app_label, db_table, managed = "bench", "matter", False


class Post(models.Model):
    matter = models.ForeignKey(Matter, models.PROTECT)
    parent = models.ForeignKey("self", models.PROTECT, null=True)
    said_as = models.CharField(max_length=60)
    helper_id = models.IntegerField(null=True)
    recorded = models.BooleanField()
    stance = models.CharField(max_length=10)
    body = models.TextField()
    posted_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    shown = models.CharField(max_length=10)
    nods = models.IntegerField()

    class Meta:
        app_label, db_table, managed = "bench", "post", False


def thread(request: HttpRequest, number: str) -> HttpResponse:
    matter = get_object_or_404(Matter.objects.select_related("area"), number=number)
    posts = list(Post.objects.filter(matter=matter, parent=None).order_by("-id")[:51])
    replies = list(Post.objects.filter(matter=matter, parent__in=[post.id for post in posts]).order_by("id"))
    return render(request, "thread.html", {"matter": matter, "posts": posts[:50], "replies": replies})


urlpatterns = [
    path("hall/<str:number>", thread, name="thread"),
    path("hall/<str:number>/posts/<int:post_id>", thread, name="post"),
    path("hall/<str:number>/posts/<int:post_id>/wordings", thread, name="wordings"),
]


def _text() -> str:
    """The text of our own templates, in Django's words: what stands around the comments, and one comment."""
    icon = '<svg class="i " viewBox="0 0 24 24" aria-hidden="true"><use href="/static/icons.svg#{}"/></svg>'
    frame = (Path(HERE) / "templates/hall/thread.html").read_text(encoding="utf-8")
    around = re.sub(r"\{[%#{].*?[%#}]\}", "", frame)
    stances = "".join(
        f'{{% {"if" if not n else "elif"} post.stance == "{key}" %}}<span class="tag tag--{css}">{icon.format(sign)}{word}</span>'
        for n, (key, css, sign, word) in enumerate(
            [
                ("support", "yes", "thumb-up", "支持"),
                ("oppose", "no", "thumb-down", "反对"),
                ("suggest", "lamp", "bulb", "建议"),
            ]
        )
    )
    comment = f"""<article class="card cm" id="p{{{{ post.id }}}}">{{% if post.shown != "shown" %}}<p class="meta">这一条看不到了。</p>
{{% else %}}<div class="row"><span class="av av--s">{{{{ post.said_as|slice:":1" }}}}</span><p class="grow"><b>{{{{ post.said_as }}}}</b>
{{% if post.helper_id %}} <span class="tag">代办</span>{{% endif %}}{{% if post.recorded %}} <span class="tag">代录</span>{{% endif %}}</p>{stances}{{% endif %}}</div>
<p class="cm__b">{{{{ post.body|linebreaksbr }}}}</p><p class="meta">{{{{ post.posted_at|date:"n月j日" }}}}{{% if post.edited_at %}} ·
<a class="link" href="{{% url "wordings" matter.number post.id %}}">改过</a>{{% endif %}}</p><div class="cm__a"><button form="nods" name="post" value="{{{{ post.id }}}}">{icon.format("thumb-up")}有道理
{{% if post.nods %}} {{{{ post.nods }}}}{{% endif %}}</button><a href="{{% url "post" matter.number post.id %}}#say">{icon.format("message-circle")}回复</a></div>{{% endif %}}</article>"""
    return f"""<!doctype html><html lang="zh-CN"><title>{{{{ matter.title }}}}</title><body><h1>{{{{ matter.title }}}}</h1>
<p class="meta">{{{{ matter.raised_as }}}}提议 · {{{{ matter.raised_at|date:"n月j日" }}}} · {{{{ matter.number }}}} · {{{{ matter.area.name }}}}</p>
<p>{{{{ matter.body|linebreaksbr }}}}</p>{around}<form method="post">{{% csrf_token %}}<b>{{{{ matter.supporting }}}} {{{{ matter.opposing }}}} {{{{ matter.suggesting }}}}</b></form>
{{% for post in posts %}}{comment}{{% for reply in replies %}}{{% if reply.parent_id == post.id %}}{{{{ reply.body|linebreaksbr }}}}{{% endif %}}{{% endfor %}}{{% endfor %}}</body></html>"""


if __name__ == "__main__":
    settings.TEMPLATES[0]["OPTIONS"]["loaders"][0][1][0] = (
        "django.template.loaders.locmem.Loader", {"thread.html": _text()},
    )  # fmt: skip
    kind = sys.argv[3] if len(sys.argv) > 3 else "asgi"
    app = get_wsgi_application() if kind == "wsgi" else get_asgi_application()
    uvicorn.run(
        app,
        port=port,
        log_config=None,
        access_log=False,
        interface="wsgi" if kind == "wsgi" else "asgi3",
        lifespan="off",
    )
