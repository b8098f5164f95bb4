"""Settings of the test suite: the real ones, with fast passwords and mail kept in memory."""

import os
from urllib.parse import urlsplit

os.environ.setdefault("SECRET_KEY", "tests-only")
os.environ.setdefault("SITE_URL", "http://testserver")
os.environ.setdefault("SAMPLE", "1")
# Ways that are on while testing; what they ask nobody answers, unless a test listens there.
os.environ.setdefault("PUSH_PRIVATE_KEY", "R1yklISiSc74qUzR_IzgRDfttN3lbVcobyVZccDTPE8")
os.environ.setdefault("SMS_GATEWAY", "http")
os.environ.setdefault("SMS_HTTP_URL", "http://127.0.0.1:9/texts")
os.environ.setdefault("TELEGRAM_URL", "http://127.0.0.1:9")
os.environ.setdefault("TELEGRAM_TOKEN", "1:bot")
os.environ.setdefault("TELEGRAM_BOT", "saphan_bot")
os.environ.setdefault("TELEGRAM_SECRET", "telegrams-secret")
os.environ.setdefault("IATI_ORG_REF", "XI-TEST-SAPHAN")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,127.0.0.1,localhost")

from backend.settings import *  # noqa: F403
from backend.settings import CACHES, STORAGES
from backend.settings import REDIS_URL as NAMED_REDIS_URL

# Where tests run side by side, each process rings its own bell: redis://host/13, /14 and so on.
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
if NAMED_REDIS_URL:
    _named = urlsplit(NAMED_REDIS_URL)
    _number = int(_named.path.strip("/") or 0) + WORKER
    REDIS_URL = CELERY_BROKER_URL = _named._replace(path=f"/{_number}").geturl()

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Files are looked up when asked for: nothing was collected.
WHITENOISE_AUTOREFRESH = True
# Each picture is drawn anew: one that was kept could hide that it cannot be drawn any more.
CACHES["pictures"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
# Sealed files last as long as the tests do.
STORAGES["sealed"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
# What one test sends, the next moment's message about the same case must not wait for.
ALERT_PAUSE_MINUTES = 0
