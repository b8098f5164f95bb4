"""The shape of help, and what several roles do alike."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to do, in steps. ``route`` is the page where it begins, ``button`` leads there."""

    heading: Text
    steps: tuple[Text, ...]
    route: str = ""
    button: Text = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """All that one role does here."""

    name: Text
    lead: Text
    topics: tuple[Topic, ...]


LOG = Topic(
    _("Log a case"),
    (
        _("Press “Log a case”. It takes about two minutes."),
        _("Say what happened in your own words. You need to know no law."),
        _("Write no real names. A case is about the problem; the person stays safe."),
        _("Before it is saved you see who will be able to read it."),
    ),
    "cases:log",
    _("Log a case"),
)
FOLLOW = Topic(
    _("Hear when something moves"),
    (
        _("Open a campaign, a law review or a case and press “Follow”."),
        _("Each piece of news comes once, to your inbox here."),
        _("If you like, add your e-mail address. A mail about a case never says what the case is."),
    ),
    "notifications:settings",
    _("My alerts"),
)
READ_ROAD = Topic(
    _("See where a law stands"),
    (
        _("Open “Law reviews” and choose the law."),
        _("At the top stands what was reached, and since when."),
        _("Below stand the next steps, with their dates and how often each date moved."),
        _("“Stalled” means that nothing was heard for longer than this stage should take."),
        _("Behind each fact is its source. Facts that sources disagree on say so."),
    ),
    "cases:reviews",
    _("Law reviews"),
)
PROPOSE = Topic(
    _("Tell the officer what you heard"),
    (
        _("Open the law review and press “Propose an update”."),
        _("Say what happened and when, and where it can be read."),
        _("The ILO’s country officer accepts it or tells you why not. You hear it in your inbox."),
    ),
    "cases:reviews",
    _("Law reviews"),
)
SAFE = Topic(
    _("Stay safe"),
    (
        _(
            "“Leave quickly” at the top shows another page at once. Pressing Esc three times does "
            "it too."
        ),
        _("On a phone or computer that others use, sign out when you are done."),
        _("Choose your language at the foot of any page."),
    ),
)
SEND_ON = Topic(
    _("Send a campaign around"),
    (
        _("Open a public campaign and press “Send it around”."),
        _("Send the text or the picture on. In them stands only what everybody may read."),
    ),
    "campaigns:campaigns",
    _("Campaigns"),
)
