"""All settings, read once from the environment; .env.example lists them with their meaning."""

import base64
import datetime as dt
import hashlib
import os
import warnings
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- What this installation is -----------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
SAMPLE = env.bool("SAMPLE", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    missing = (
        "SECRET_KEY is not set. Put a long random text into the environment; "
        "`make run` makes one for trying out."
    )
    raise ImproperlyConfigured(missing)
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8033").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
IATI_ORG_REF = env.str("IATI_ORG_REF", default="")
IATI_ORG_NAME = env.str("IATI_ORG_NAME", default="Saphan")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()


def _keys(listed: list[str], *, trial: bytes) -> dict[str, bytes]:
    """Read keys ("id:base64", newest first); where none is given, for trying out, derive one."""
    if not listed:
        return {"try": hashlib.sha256(trial + SECRET_KEY.encode()).digest()}
    pairs = (entry.split(":", 1) for entry in listed)
    return {key_id: base64.b64decode(key) for key_id, key in pairs}


SEAL_KEYS = _keys(env.list("SEAL_KEYS", default=[]), trial=b"seal:")
# What chains the read trail: whoever holds the database alone cannot forge a row of it.
AUDIT_KEYS = _keys(env.list("AUDIT_KEYS", default=[]), trial=b"audit:")

# --- Applications -------------------------------------------------------------------------
INSTALLED_APPS = [
    "backend.admin.HouseAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "knox",
    "csp",
    *(["django_linear_migrations"] if find_spec("django_linear_migrations") else []),
    "backend.accounts",
    "backend.audit",
    "backend.api",
    "backend.web",
    "backend.sample",
    "campaigns",
    "cases",
    "notifications",
    # Behind ours, so that its pages are drawn by our templates.
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
FIRST_PARTY_APPS = [
    "backend.accounts",
    "backend.audit",
    "backend.api",
    "campaigns",
    "cases",
    "notifications",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "backend.web.middleware.CompressedPages",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "backend.web.middleware.KeptApart",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "backend.web.door.middleware.SignedInForAWhile",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "backend.web.middleware.PersonalSettings",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "backend.web.door.middleware.FreshOrAgain",
    "campaigns.web.gate.SecondFactorFirst",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "backend.urls"
WSGI_APPLICATION = "backend.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["backend.web.templatetags.saphan"],
        },
    },
]

# --- Database: SQLite for one house, PostgreSQL for many ----------------------------------
with warnings.catch_warnings(action="ignore"):  # what it warns of is refused below
    DATABASES = {
        "default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'saphan.sqlite3'}"),
    }
if not DATABASES["default"].get("ENGINE"):
    unknown = (
        "DATABASE_URL does not name a database. "
        "It looks like postgres://user:password@host:5432/name; without it, SQLite is used."
    )
    raise ImproperlyConfigured(unknown)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue instead of failing when a reader turns writer (PRAGMAs: readers never wait).
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {})["connect_timeout"] = 5
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Limits and short memories live where every process sees them and a lost Redis cannot take them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # One per person and minute; what goes beyond would be forgotten, a limit with it.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Drawn pictures can be drawn again; each is kept under what it says, so it is never stale.
    "pictures": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "pictures",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

# --- Signing in ---------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "backend.sample.guard.SamplePasswordGuard",  # first: it may end an attempt, never let one in
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
PASSWORD_HASHERS = [
    "backend.accounts.hashing.BoundedArgon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# Each takes 100 MiB and a core for a tenth of a second: more at once would stop everything else.
HASHES_AT_ONCE = env.int("HASHES_AT_ONCE", default=max(1, (os.cpu_count() or 1) // 2))
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_ENGINE = "backend.accounts.sessions"
SESSION_IDLE = dt.timedelta(minutes=env.int("SESSION_IDLE_MINUTES", default=30))
SESSION_AT_MOST = dt.timedelta(hours=env.int("SESSION_HOURS", default=12))
SESSION_COOKIE_AGE = int(SESSION_AT_MOST.total_seconds())
SESSION_COOKIE_SAMESITE = "Lax"
# Leaders, officers and administrators: the sample's people have none, its password is public.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=not SAMPLE)

# allauth: how one signs in. Its defaults that are not safe here are set, and `check --deploy`
# (backend/accounts/checks.py) fails where one of them is not as it has to be.
ACCOUNT_ADAPTER = "backend.web.door.adapters.DoorAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # only an address she confirmed herself opens anything
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,10/5m/key"}
MFA_ADAPTER = "backend.web.door.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = "Saphan"
MFA_TOTP_TOLERANCE = 0  # the memory of used codes lasts one period: with more, one works twice
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
MFA_RECOVERY_CODES_SHOW_ONCE = True

# --- Transport and browser ----------------------------------------------------------------
HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
# The prefix binds a cookie to this host and to https: no neighbour can set one for us.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrftoken"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
# Nothing of the machine is asked for but passkeys, and sharing where the phone offers it.
# What could tell where she is or what is said around her; each word is paid for with every page.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
}

# --- Languages and time -------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("th", _("Thai")), ("my", _("Burmese"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"


# --- Uploaded files: kept sealed, on disk or in a store that speaks S3 ----------------------
def _sealed_store() -> dict[str, Any]:
    """Return where sealed files are kept. What a store holds it cannot read."""
    bucket = env.str("STORE_BUCKET", default="")
    if not bucket:
        folder = VAR_DIR / "sealed"
        return {"BACKEND": "backend.files.store.OnDisk", "OPTIONS": {"location": folder}}
    options = {
        "bucket_name": bucket,
        "endpoint_url": env.str("STORE_URL", default="") or None,
        "region_name": env.str("STORE_REGION", default="") or None,
        "access_key": env.str("STORE_KEY_ID", default="") or None,
        "secret_key": env.str("STORE_KEY", default="") or None,
        "location": env.str("STORE_FOLDER", default="sealed"),
        "default_acl": "private",
        "file_overwrite": False,
        "querystring_auth": True,
        "max_memory_size": 0,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


# Kept in memory and never in a temporary file: what was not sealed yet is on no disk.
FILE_UPLOAD_HANDLERS = ["backend.files.receiving.InMemory"]
# Each is read in a process of its own, which may take half a gigabyte and a core.
FILES_AT_ONCE = env.int("FILES_AT_ONCE", default=max(1, (os.cpu_count() or 1) // 2))
# ClamAV, if there is one: tcp://127.0.0.1:3310 or unix:///run/clamav/clamd.ctl
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", default="")

# --- Static files -------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_USE_FINDERS = SAMPLE or DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "sealed": _sealed_store(),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if SAMPLE or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}

# --- Mail ---------------------------------------------------------------------------------
EMAIL_CONFIG = env.email("EMAIL_URL", default="filemail://")
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
if EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend":
    EMAIL_BACKEND = "notifications.channels.email.smtp.Backend"
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST", "")
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL_CONFIG.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_TIMEOUT = 10
MAIL_LONGEST = 45  # seconds for one mail in all, whatever the server does
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="Saphan <alerts@saphan.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# A second way out, for what the first one definitely refused.
EMAIL_SECOND_URL = env.str("EMAIL_SECOND_URL", default="")
EMAIL_SECOND = env.email("EMAIL_SECOND_URL") if EMAIL_SECOND_URL else {}

# --- Watching over it ---------------------------------------------------------------------
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")

# --- Who reads much in one hour: the others who lead the network are told --------------------
READS_AN_HOUR = env.int("READS_AN_HOUR", default=200)
SEALED_READS_AN_HOUR = env.int("SEALED_READS_AN_HOUR", default=30)

# --- What is forgotten --------------------------------------------------------------------
MESSAGES_KEPT_DAYS = env.int("MESSAGES_KEPT_DAYS", default=90)
NOTICES_KEPT_DAYS = env.int("NOTICES_KEPT_DAYS", default=365)
# A mail service in the place of a mail server: its name in anymail, its keys, and who may report.
MAIL_SERVICE = env.str("MAIL_SERVICE", default="")
if MAIL_SERVICE:
    EMAIL_BACKEND = f"anymail.backends.{MAIL_SERVICE}.EmailBackend"
MAIL_WEBHOOK_SECRET = env.str("MAIL_WEBHOOK_SECRET", default="")
ANYMAIL = {
    **env.dict("MAIL_SERVICE_KEYS", default={}),
    "WEBHOOK_SECRET": MAIL_WEBHOOK_SECRET,
    "REQUESTS_TIMEOUT": (3.05, 10),
}

# --- Other ways alerts go out: each is off until it has what it needs ----------------------
OUTGOING_ALLOWED_HOSTS = env.list("OUTGOING_ALLOWED_HOSTS", default=[])
PUSH_PRIVATE_KEY = env.str("PUSH_PRIVATE_KEY", default="")
PUSH_CONTACT = env.str("PUSH_CONTACT", default=f"mailto:{parseaddr(DEFAULT_FROM_EMAIL)[1]}")
PHONE_COUNTRY = env.str("PHONE_COUNTRY", default="")
SMS_GATEWAY = env.str("SMS_GATEWAY", default="")
SMS_FROM = env.str("SMS_FROM", default="")
SMS_HTTP_URL = env.str("SMS_HTTP_URL", default="")
SMS_HTTP_TOKEN = env.str("SMS_HTTP_TOKEN", default="")
SMS_HTTP_FIELDS = env.dict("SMS_HTTP_FIELDS", default={})
SMS_HTTP_KNOWS_KEY = env.bool("SMS_HTTP_KNOWS_KEY", default=False)
SMS_HTTP_LOOK_UP_URL = env.str("SMS_HTTP_LOOK_UP_URL", default="")
SMS_HTTP_REPORT_TOKEN = env.str("SMS_HTTP_REPORT_TOKEN", default="")
SMS_HTTP_REPORT_FIELDS = env.dict("SMS_HTTP_REPORT_FIELDS", default={})
SMS_HTTP_REPORT_GONE = env.list("SMS_HTTP_REPORT_GONE", default=[])
SMS_PRICE = env.str("SMS_PRICE", default="")
SMS_A_DAY = env.int("SMS_A_DAY", default=1000)
TWILIO_ACCOUNT_SID = env.str("TWILIO_ACCOUNT_SID", default="")
TWILIO_AUTH_TOKEN = env.str("TWILIO_AUTH_TOKEN", default="")
TWILIO_URL = env.str("TWILIO_URL", default="https://api.twilio.com")
TELEGRAM_TOKEN = env.str("TELEGRAM_TOKEN", default="")
TELEGRAM_BOT = env.str("TELEGRAM_BOT", default="")
TELEGRAM_SECRET = env.str("TELEGRAM_SECRET", default="")
TELEGRAM_URL = env.str("TELEGRAM_URL", default="https://api.telegram.org")
LINE_TOKEN = env.str("LINE_TOKEN", default="")
LINE_SECRET = env.str("LINE_SECRET", default="")
LINE_ID = env.str("LINE_ID", default="")
LINE_URL = env.str("LINE_URL", default="https://api.line.me")
WHATSAPP_TOKEN = env.str("WHATSAPP_TOKEN", default="")
WHATSAPP_SECRET = env.str("WHATSAPP_SECRET", default="")
WHATSAPP_VERIFY = env.str("WHATSAPP_VERIFY", default="")
WHATSAPP_NUMBER = env.str("WHATSAPP_NUMBER", default="")
WHATSAPP_NUMBER_ID = env.str("WHATSAPP_NUMBER_ID", default="")
WHATSAPP_TEMPLATE = env.str("WHATSAPP_TEMPLATE", default="")
WHATSAPP_URL = env.str("WHATSAPP_URL", default="https://graph.facebook.com/v23.0")

# --- The HTTP API -------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "backend.api.auth.TokenAuthentication",
        "backend.api.auth.SessionAuthentication",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["backend.api.parsers.JsonParser"],
    "DEFAULT_FILTER_BACKENDS": [
        "django_filters.rest_framework.DjangoFilterBackend",
        "backend.api.filters.Search",
        "backend.api.filters.Ordering",
    ],
    "DEFAULT_PAGINATION_CLASS": "backend.api.pagination.KeysetPagination",
    "DEFAULT_SCHEMA_CLASS": "backend.api.schema.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "anon": env.str("THROTTLE_ANON", default="60/min"),
        "user": env.str("THROTTLE_USER", default="600/min"),
        "sign_in": env.str("THROTTLE_SIGN_IN", default="20/min"),
        "join": "20/day",
    },
    # How many of our own proxies write X-Forwarded-For; more would let a forged one evade limits.
    "NUM_PROXIES": env.int("NUM_PROXIES", default=0),
    "EXCEPTION_HANDLER": "backend.api.errors.to_problem",
    "URL_FORMAT_OVERRIDE": None,
    "PAGE_SIZE": 50,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
# Everybody knows the sample's password: what was got with it opens nothing in earnest.
SAMPLE_TOKEN_PREFIX = "sample-"  # noqa: S105  # a word before the token, no secret
REST_KNOX = {
    "TOKEN_TTL": dt.timedelta(days=env.int("TOKEN_DAYS", default=30)),
    "AUTH_HEADER_PREFIX": "Token",
    "TOKEN_PREFIX": SAMPLE_TOKEN_PREFIX if SAMPLE else "",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Saphan",
    "DESCRIPTION": "Cases, asks, law reviews, milestones and ILO support, joined.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    # Fields of one name have different choices in different resources; each set gets its own.
    "ENUM_NAME_OVERRIDES": {
        "Precision": "backend.calendars.Precision",
        "Stage": "cases.stages.Stage",
        "NetworkKind": "campaigns.models.NetworkKind",
        "CampaignStatus": "campaigns.models.CampaignStatus",
        "CoverageKind": "cases.branches.CoverageKind",
        "CoverageLevel": "cases.branches.Level",
        "SubscriptionLevel": "notifications.models.Level",
        **{
            name: f"cases.models.{name}"
            for name in (
                "ArticleKind",
                "CaseStatus",
                "GateKind",
                "GateStatus",
                "InstrumentKind",
                "Mark",
                "MilestoneStatus",
                "PartKind",
                "PeriodKind",
                "ProgrammeStatus",
                "ReviewStatus",
                "StandardKind",
                "SupportKind",
                "SupportStatus",
            )
        },
    },
}

# --- Alerts -------------------------------------------------------------------------------
# Between two messages about one case or review to one address; what comes meanwhile goes along.
ALERT_PAUSE_MINUTES = env.int("ALERT_PAUSE_MINUTES", default=10)

# --- Celery: the database is the queue, the broker only rings the bell --------------------
REDIS_URL = env.str("REDIS_URL", default="")
CELERY_BROKER_URL = REDIS_URL or "memory://localhost/"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_SOFT_TIME_LIMIT = 90
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_MAX_TASKS_PER_CHILD = 1000
# Told to stop, a worker ends what it does; what it took and did not begin goes back at once.
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30
CELERY_WORKER_ENABLE_SOFT_SHUTDOWN_ON_IDLE = True
# Nothing is ever put off inside Celery: what is due later says so in its row.
CELERY_WORKER_ETA_TASK_LIMIT = 100
# Off on purpose: a blink of Redis must not kill a send half-way and so make it a double.
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_CHANNEL_ERROR_RETRY = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.2,
    "interval_max": 0.2,
}
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {
        "visibility_timeout": 300,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        # A request that rings waits this long at most: a broker that refuses costs nothing, a dumb
        # one two seconds. The worker keeps trying by the settings above.
        "max_retries": 0,
        "socket_timeout": 2,
        "socket_connect_timeout": 1,
        "socket_keepalive": True,
        "health_check_interval": 15,
    }
    if REDIS_URL
    else {"polling_interval": 0.02}
)
CELERY_TIMEZONE = "UTC"
CELERY_TASK_DEFAULT_QUEUE = "periodic"
CELERY_TASK_ROUTES = {
    "notifications.dispatch": {"queue": "dispatch"},
    "notifications.deliver": {"queue": "deliver"},
    "notifications.deliver_urgent": {"queue": "urgent"},
    "notifications.sweep": {"queue": "sweep"},
    "notifications.*": {"queue": "periodic"},
    "cases.*": {"queue": "periodic"},
    "api.*": {"queue": "periodic"},
    "accounts.*": {"queue": "periodic"},
}
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "sweep": {"task": "notifications.sweep", "schedule": 15.0, "options": {"expires": 15}},
    "digests": {"task": "notifications.close_digests", "schedule": 900.0},
    "searches": {"task": "notifications.check_searches", "schedule": 900.0},
    "calendar": {"task": "cases.check_calendar", "schedule": 3600.0},
    "files nobody knows": {"task": "cases.sweep_files", "schedule": 900.0},
    "reports": {"task": "cases.make_reports", "schedule": 60.0, "options": {"expires": 60}},
    "old drafts": {"task": "cases.forget_old_drafts", "schedule": 86_400.0},
    "old messages": {"task": "notifications.forget_old", "schedule": 86_400.0},
    "old sessions": {"task": "accounts.forget_old_sessions", "schedule": 3600.0},
    "kept answers": {"task": "api.forget_old_answers", "schedule": 86_400.0},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

# --- Logging: what happened, never what was said ------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "backend.discreet.Discreet",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "filters": {
        "one line": {"()": "backend.unreachable.OneLine"},
        "no secrets": {"()": "backend.discreet.NoSecretsInPaths"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["one line", "no secrets"],
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    # It greets whoever imports it, in every command.
    "loggers": {"pikepdf": {"level": "WARNING"}},
}
