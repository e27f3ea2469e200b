"""For how long a draft waits, and what its fields are called."""

from datetime import timedelta

from portal.kit.words import N_

KEPT_FOR = timedelta(hours=24)

# What a person wrote is shown, to be read over once more. Everything else goes along unseen.
SHOWN = {"title": N_("一句话"), "body": N_("您写的"), "summary": N_("说清楚一点"), "note": N_("补一句")}
ACTS = {
    "raise-matter": N_("提一件事"), "reply": N_("说两句"), "take-stance": N_("表个态"), "nod": N_("点有道理"),
    "second-matter": N_("附议"), "enter-meeting": N_("签到"), "sign-up": N_("报名"), "ask-for-help": N_("请人帮一把"),
    "add-statement": N_("加一条观点"), "tap-statement": N_("点一条观点"),
}  # fmt: skip


def needs_a_home(act: str) -> bool:
    """Whether the act waits for a home. Who signs up for a shift may live anywhere."""
    return act in ACTS and act != "sign-up"
