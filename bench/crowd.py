"""A crowd that follows one law review: people, what they chose, and when they may be disturbed."""

from typing import Any

from django.db import connection

PEOPLE = """
INSERT INTO accounts_user (id, password, username, display_name, email, language, time_zone,
    calendar, is_active, closed_as, text_size, created_at)
SELECT gen_random_uuid(), '!', 'person-' || n, '', '', (ARRAY['th', 'my', 'en'])[1 + n % 3],
    (ARRAY['Asia/Bangkok', 'Asia/Yangon', 'Asia/Manila', 'Europe/Zurich'])[1 + n % 4],
    'gregorian', true, '', 'normal', now()
FROM generate_series(1, {size}) AS n
"""
FOLLOW = """
INSERT INTO notifications_subscription (id, user_id, scope_type, scope_id, level, created_at)
SELECT gen_random_uuid(), id, 'review', '{review}', 'all', now() FROM accounts_user
WHERE username LIKE 'person-%'
"""
PREFERENCES = """
INSERT INTO notifications_preference (id, user_id, kind, channel, cadence)
SELECT gen_random_uuid(), id, '', 'email',
    (ARRAY['now', 'daily', 'off'])[1 + abs(hashtext(username)) % 3]
FROM accounts_user WHERE username LIKE 'person-%' AND abs(hashtext(username)) % 2 = 0
"""
HOURS = """
INSERT INTO notifications_hours (user_id, quiet, digest_hour, digest_weekday, urgent_breaks_quiet)
SELECT id, (ARRAY['22:00-07:00' || repeat(',22:00-07:00', 6), ',,,,,,00:00-00:00'])
    [1 + abs(hashtext(username)) % 2], 8, 0, true
FROM accounts_user WHERE username LIKE 'person-%' AND abs(hashtext(username)) % 3 = 0
"""
ADDRESSES = """
INSERT INTO notifications_address (id, user_id, channel, sealed, fingerprint, state, verified_at,
    created_at, is_letter_due)
SELECT gen_random_uuid(), id, '{channel}', '', '{channel}' || username, 'active', now(), now(),
    false
FROM accounts_user WHERE username LIKE 'person-%'
"""


def run(sql: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)


def settle() -> None:
    """Clear what was left behind, so that nothing is done in the background meanwhile."""
    run("VACUUM (ANALYZE)")
    run("CHECKPOINT")
