"""For how long a draft waits, and what its fields are called."""

from datetime import timedelta

from portal.kit.words import N_

KEPT_FOR = timedelta(hours=24)

# What a person wrote is shown, to be read over once more. Everything else goes along unseen.
SHOWN = {"title": N_("一句话"), "body": N_("您写的"), "summary": N_("说清楚一点"), "note": N_("补一句")}
ACTS = {
    "raise-matter": N_("提一件事"), "reply": N_("说两句"), "second-matter": N_("附议"), "enter-meeting": N_("签到"),
    "sign-up": N_("报名"), "add-statement": N_("加一条观点"), "tap-statement": N_("点一条观点"), "ask-for-help": N_("请人帮一把"),
}  # fmt: skip
