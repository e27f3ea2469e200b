"""What no room owns."""

from portal.policy import Act
from portal.web import health, language
from portal.web.routing import Door, LiveDoor, get, post

ROUTES: list[Door | LiveDoor] = [
    post("/choose", language.choose, Act.LOOK),
    get("/favicon.ico", health.favicon, Act.LOOK),
    get("/healthz", health.healthz, Act.LOOK),
    get("/readyz", health.readyz, Act.LOOK),
    get("/metrics", health.metrics, Act.READ_METRICS),
]
