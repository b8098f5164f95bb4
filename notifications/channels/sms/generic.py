"""Any gateway that takes a JSON object by POST: most companies and self-made ones do."""

from http import HTTPStatus

from django.conf import settings

from notifications.channels import http
from notifications.channels.base import NoSuchAddress, Repeat

_NO_SUCH_NUMBER = frozenset({404, 410, 422})
_NAMES = ("id", "message_id", "messageId", "reference")


class Generic:
    """Names its fields as ``SMS_HTTP_FIELDS`` says; what a repeat does is a setting, too."""

    @property
    def repeat(self) -> Repeat:
        """Say whether it can be asked, or knows our key."""
        if settings.SMS_HTTP_LOOK_UP_URL:
            return Repeat.LOOK_UP
        return Repeat.KEY if settings.SMS_HTTP_KNOWS_KEY else Repeat.NONE

    def is_on(self) -> bool:
        """Say whether its address is known."""
        return bool(settings.SMS_HTTP_URL)

    def send(self, text: str, *, to: str, key: str) -> str:
        """Hand over one text; see ``Gateway.send``."""
        said = {"to": to, "text": text, "key": key, "from": settings.SMS_FROM}
        fields = {"to": "to", "text": "text", "key": "reference"} | settings.SMS_HTTP_FIELDS
        body = {fields[name]: value for name, value in said.items() if name in fields}
        answer = http.ask("POST", settings.SMS_HTTP_URL, json=body, headers=_headers())
        knew = answer.status == HTTPStatus.CONFLICT and self.repeat is Repeat.KEY
        if answer.is_fine or knew:
            return _name_in(answer)
        reason = f"HTTP {answer.status}"
        if answer.status in _NO_SUCH_NUMBER:
            raise NoSuchAddress(reason)
        raise http.refusal(answer)

    def look_up(self, key: str) -> str | None:
        """Ask for the text of this key; see ``Gateway.look_up``."""
        url = settings.SMS_HTTP_LOOK_UP_URL.replace("{key}", key)
        answer = http.ask("GET", url, headers=_headers())
        if answer.is_fine:
            return _name_in(answer)
        if answer.status == HTTPStatus.NOT_FOUND:
            return None
        raise http.refusal(answer)


def _headers() -> dict[str, str]:
    token = settings.SMS_HTTP_TOKEN
    return {"Authorization": f"Bearer {token}"} if token else {}


def _name_in(answer: http.Answer) -> str:
    named = (answer.body[name] for name in _NAMES if answer.body.get(name))
    return str(next(named, ""))
