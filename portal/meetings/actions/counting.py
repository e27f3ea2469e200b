"""Count a motion from what was frozen and what is stored."""

from portal.meetings import queries, rules
from portal.meetings.models import HandVote, Motion, Right
from portal.meetings.queries import box, reach
from portal.meetings.queries.hands import counted_by_both
from portal.meetings.queries.silence import spoken_of
from portal.meetings.rules import hands, silence


async def count(motion: Motion) -> dict[str, object]:
    """A step: the result of a motion from its frozen electorate and its stored ballots, as it is written down, and how
    many the notice had not reached: they are told apart from those who did not vote (§3.5)."""
    return await _counted(motion) | await reach.unreached_of(motion)


async def _counted(motion: Motion) -> dict[str, object]:
    rule = rules.thawed(motion.rule) if motion.rule else rules.rule_of(motion.rule_code)
    if await HandVote.exists(motion_id=motion.id):
        return hands.result_of_hands(await counted_by_both(motion.id), await queries.entitlements_of(motion.id), rule)
    choices = await choices_of(motion, rule)
    electorate = await queries.entitlements_of(motion.id)
    question = queries.question_of(motion)
    if question is not None:
        return rules.decide(question, electorate, choices, rule)
    if rule.silent != silence.FOLLOW:
        tally = rules.tally(electorate, choices, rule)
        return rules.as_result(tally, rules.outcome(tally, rule))
    return await _with_silence(motion, rule, electorate, choices)


async def _with_silence(
    motion: Motion, rule: rules.DecisionRule, electorate: list[rules.Entitlement], choices: dict[str, str]
) -> dict[str, object]:
    """Silent owners whose ballot was delivered follow the majority; co-owners who contradict each other are not silent."""
    said = await spoken_of(motion.id)
    reached = await reach.ballots_delivered(motion) - said
    tally = rules.tally(electorate, choices, rule, reached)
    told = silence.told_of_silence(rule, tally, [voter.key for voter in electorate], said, reached)
    return rules.as_result(tally, rules.outcome(tally, rule)) | dict(told)


async def choices_of(motion: Motion, rule: rules.DecisionRule) -> dict[str, str]:
    """The one choice that counts for each right that takes part, by its key."""
    keys = {int(id): str(key) for id, key in await Right.filter(motion_id=motion.id).values_list("id", "key")}
    cast = {keys[right]: each for right, each in (await box.cast_in(motion)).items()}
    counted = {key: rules.counted_choice(each, rule.conflict, rule.two_channels) for key, each in cast.items()}
    return {key: choice for key, choice in counted.items() if choice is not None}
