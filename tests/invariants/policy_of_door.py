"""Who comes in, shows again who she is, and keeps her account: see ``policy``.

Nobody signs up: no route of allauth exists but these.
"""

Row = dict[str, str]

EVERYBODY = "+++++++++++"
LEADS_ON = ">>>>>>>>>>>"

#                    vncolyfghei
AT_THE_DOOR: Row = {
    "any":          "+>>>>>>>>>+",
}  # fmt: skip
AT_ANY_TIME: Row = {
    "any":          EVERYBODY,
}  # fmt: skip
UNDER_WAY: Row = {  # only in the middle of signing in, and these are not
    "any":          LEADS_ON,
}  # fmt: skip
HER_OWN: Row = {
    "any":          "s+++++++++s",
}  # fmt: skip
ON_HER_WAY: Row = {
    "any":          "s>>>>>>>>>s",
}  # fmt: skip
NOT_SET: Row = {  # nobody here uses an app, nor has recovery codes
    "any":          "s.........s",
}  # fmt: skip
HER_PASSKEY: Row = {
    "own":          "s+++++++++s",
    "other":        "s.........s",
}  # fmt: skip
ASK_HANDOVER: Row = {
    "own":          "s.xx+xx.x.s",
    "other":        "s......xx.s",
}  # fmt: skip
HANDOVER: Row = {  # asked by another leader, about a third
    "own":          "s...+.....s",
    "other":        "s.........s",
}  # fmt: skip

FORMS: dict[str, Row] = {
    **dict.fromkeys(("account_reauthenticate", "mfa_reauthenticate_webauthn"), HER_OWN),
    **dict.fromkeys(("mfa_activate_totp", "mfa_generate_recovery_codes"), HER_OWN),
    "mfa_deactivate_totp": NOT_SET,
    "mfa_remove_webauthn": HER_PASSKEY,
    "campaigns:end-sessions": HER_OWN,
    "campaigns:end-session": HER_OWN,
    "campaigns:add-address": HER_OWN,
    "campaigns:forget-address": HER_OWN,
    "campaigns:ask-handover": ASK_HANDOVER,
    "campaigns:confirm-handover": HANDOVER,
    "campaigns:withdraw-handover": HANDOVER,
}

READ: dict[str, Row] = {
    **FORMS,
    "account_login": AT_THE_DOOR,
    "account_request_login_code": {"any": "+>>>>>>>>>+"},
    **dict.fromkeys(("mfa_authenticate", "mfa_login_webauthn"), UNDER_WAY),
    **dict.fromkeys(("account_confirm_login_code", "account_complete_password_reset"), UNDER_WAY),
    "account_confirm_password_reset_code": UNDER_WAY,
    "account_reset_password": {"any": EVERYBODY},
    "account_password_reset_completed": {"any": EVERYBODY},
    "mfa_reauthenticate": ON_HER_WAY,
    "mfa_index": ON_HER_WAY,
    "mfa_add_webauthn": HER_OWN,
    "mfa_view_recovery_codes": NOT_SET,
    "campaigns:safety": HER_OWN,
    "campaigns:confirm-address": ON_HER_WAY,
}

POST: dict[str, Row] = {
    **FORMS,
    **dict.fromkeys(
        (
            "account_login",
            "account_request_login_code",
            "account_confirm_login_code",
            "account_complete_password_reset",
            "account_confirm_password_reset_code",
            "account_reset_password",
            "mfa_authenticate",
            "mfa_login_webauthn",
        ),
        AT_ANY_TIME,
    ),
    **dict.fromkeys(
        ("mfa_reauthenticate", "mfa_add_webauthn", "campaigns:confirm-address"), HER_OWN
    ),
}

LED_ON = {name for name, row in READ.items() if ">" in row.get("any", "")} | {"sign-in"}
"""Lead on whoever has nothing to do there, before they look at the method."""
