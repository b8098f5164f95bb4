"""What the help pages say. Short, plain, and in the words that stand on the buttons."""

from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Role
from campaigns.web.help_topics import FOLLOW, LOG, PROPOSE, READ_ROAD, SAFE, SEND_ON, Guide, Topic

VISITOR = "visitor"

_LEADER = Guide(
    _("For leaders of a network"),
    _("You look after your network’s cases, its people and its campaigns."),
    (
        LOG,
        Topic(
            _("Get a case moving"),
            (
                _("On your first page stand the cases that wait for somebody."),
                _("Open one and press “Take it up”, or “Hand over” to an organiser."),
                _(
                    "When it lies with an authority, press “It was submitted”. At the end, press "
                    "“It ended”."
                ),
            ),
            "cases:cases",
            _("Cases"),
        ),
        Topic(
            _("Decide who may read a case"),
            (
                _("At first only your network can read it."),
                _("Open the case and press “Who may read it” to share it with allies or the ILO."),
                _("Before you share, ask the person it is about."),
            ),
        ),
        Topic(
            _("Work together"),
            (
                _("In a case, give tasks with a date, and write comments."),
                _("Above each comment stands who will read it."),
            ),
        ),
        Topic(
            _("Look after your people"),
            (
                _("On your network’s page you see who is a member and what each may do."),
                _("To let somebody in, press “Invite somebody” and pass the link on yourself."),
                _("When somebody leaves, her role ends that day, and with it what she may read."),
            ),
            "campaigns:networks",
            _("Networks"),
        ),
        PROPOSE,
        SEND_ON,
        FOLLOW,
        SAFE,
    ),
)
_ORGANISER = Guide(
    _("For organisers"),
    _("You carry cases forward and keep the campaign’s facts fresh."),
    (
        Topic(
            _("Begin the day"),
            (
                _("Your first page shows your tasks, what is due, and what moved."),
                _("What needs an answer stands on top."),
            ),
            "home",
            _("Home"),
        ),
        LOG,
        Topic(
            _("Carry a case forward"),
            (
                _(
                    "You can change cases that were handed to you; others of your network you can "
                    "read."
                ),
                _("Open your case: the next step stands at the top."),
                _(
                    "Join it to the law review that could solve it, so that both sides can be seen "
                    "together."
                ),
            ),
            "cases:cases",
            _("Cases"),
        ),
        PROPOSE,
        READ_ROAD,
        SEND_ON,
        FOLLOW,
        SAFE,
    ),
)
_CONTRIBUTOR = Guide(
    _("For members who log cases"),
    _("You tell what happened. Your network takes it from there."),
    (
        LOG,
        Topic(
            _("See what became of it"),
            (
                _("Under “Cases” stands what you logged. Only you see your own list."),
                _("Open a case: it says what happened since and what comes next."),
            ),
            "cases:cases",
            _("Cases"),
        ),
        READ_ROAD,
        FOLLOW,
        SAFE,
    ),
)
_OFFICER = Guide(
    _("For ILO country officers"),
    _(
        "You keep your country’s law reviews true: what was reached, what comes next, and the "
        "source."
    ),
    (
        Topic(
            _("Begin with what is quiet"),
            (
                _("Your first page shows which review has been without news for longest."),
                _("If nothing has changed, press “No change since then”. That is one tap."),
                _(
                    "If something has, press “Record what happened” and give the date and the "
                    "source."
                ),
            ),
            "home",
            _("Home"),
        ),
        Topic(
            _("Keep the plan honest"),
            (
                _("Open the review and press “Plan a milestone” for each step that is expected."),
                _(
                    "When a date slips, press “Move the date” and say why. The first date stays to "
                    "be seen."
                ),
                _("When the step is done, press “Reached”. Everybody who follows hears it once."),
            ),
            "cases:reviews",
            _("Law reviews"),
        ),
        Topic(
            _("Put right what was wrong"),
            (
                _("Facts are never erased. Press “Take back” beside the fact and say why."),
                _("Where sources disagree, record both. The fact is then shown as disputed."),
            ),
        ),
        Topic(
            _("Answer what organisers propose"),
            (
                _("Proposed updates wait on your first page, with their source."),
                _("Accept, and the fact is recorded. Decline, and say why."),
            ),
        ),
        Topic(
            _("Record the ILO’s support"),
            (
                _("Press “Record ILO support”: a training, a legal review, a mission."),
                _("Say which review, milestone or case it helped."),
                _("Cases you see only where a network has shared them with the ILO."),
            ),
            "cases:add-support",
            _("Record ILO support"),
        ),
        FOLLOW,
        SAFE,
    ),
)
_ADMINISTRATOR = Guide(
    _("For administrators"),
    _("You keep the house in order. Cases are not yours to read, and that protects you too."),
    (
        Topic(
            _("Give somebody a role"),
            (
                _("Press “Keep the house” on your first page."),
                _(
                    "Make the account, then give a role with one place: a network, a country or "
                    "the house."
                ),
                _("To end a role, give it a last day. Nothing is erased."),
            ),
            "admin:index",
            _("Keep the house"),
        ),
        Topic(
            _("Keep the lists"),
            (
                _(
                    "Networks, themes, laws, standards, programmes and key figures are kept there "
                    "as well."
                ),
                _("Each figure needs its source and its date."),
            ),
            "admin:index",
            _("Keep the house"),
        ),
        Topic(
            _("When alerts do not arrive"),
            (
                _("In the same place are the lists of what was sent and what failed."),
                _("They say to whom and when, and never what a case is about."),
            ),
        ),
        SAFE,
    ),
)
_VISITOR = Guide(
    _("For visitors"),
    _("Here networks of domestic workers show what they ask for, and how far the law has come."),
    (
        Topic(
            _("Read a campaign"),
            (
                _("Open “Campaigns” and choose one."),
                _("It says what is asked, who asks for it, and where the law stands."),
                _("Cases and the people behind them are never shown here."),
            ),
            "campaigns:campaigns",
            _("Campaigns"),
        ),
        READ_ROAD,
        SEND_ON,
        Topic(
            _("Something happened to you"),
            (
                _(
                    "Talk to the network that leads the campaign in your country: its name stands "
                    "on the page."
                ),
                _(
                    "Accounts are given by a network’s leader. There is no open sign-up, so that "
                    "cases stay safe."
                ),
            ),
            "sign-in",
            _("Sign in"),
        ),
        SAFE,
    ),
)

GUIDES: dict[str, Guide] = {
    Role.LEADER.value: _LEADER,
    Role.ORGANISER.value: _ORGANISER,
    Role.CONTRIBUTOR.value: _CONTRIBUTOR,
    Role.OFFICER.value: _OFFICER,
    Role.ADMINISTRATOR.value: _ADMINISTRATOR,
    VISITOR: _VISITOR,
}
