"""Whether somebody signed in a moment ago: asked before what nobody else with the phone in hand should do."""

from starlette.requests import Request


def must_be_fresh(request: Request) -> None:
    """Called before one's own data leave the portal. At present every session passes."""
