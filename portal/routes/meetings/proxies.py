"""委托."""

from portal.meetings import queries as meetings
from portal.meetings.pages import proxies as proxies_pages
from portal.meetings.queries.proxies import proxy_for, proxy_offered
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, post

ROUTES: list[Door | LiveDoor] = [
    get("/meetings/{meeting_id:int}/proxy", proxies_pages.proxy, Act.GIVE_PROXY, find=meetings.meeting_for),
    post("/meetings/{meeting_id:int}/proxy", proxies_pages.give_proxy, Act.GIVE_PROXY, find=meetings.meeting_for),
    get("/proxy/{token}", proxies_pages.proxy_offer, Act.ACCEPT_PROXY, find=proxy_offered),
    post("/proxy/{token}", proxies_pages.accept_proxy, Act.ACCEPT_PROXY, find=proxy_offered),
    post("/proxies/{proxy_id:int}/revoke", proxies_pages.revoke_proxy, Act.REVOKE_PROXY, find=proxy_for),
]
