"""Django's settings, from the environment alone (see ``env.SETTINGS``)."""

from __future__ import annotations

import secrets
import sqlite3
import sys
from pathlib import Path

if sqlite3.sqlite_version_info < (3, 51, 3):  # older ones can lose a commit: the WAL-reset race
    try:
        import pysqlite3

        sys.modules["sqlite3"] = pysqlite3
        sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
    except ImportError:  # no wheel on this machine: a system check warns (store.checks)
        pass

from ukur.config import env

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(env.text("UKUR_DATA")).resolve()
FILES = DATA / "files"
S3 = env.s3()
CHECK_DAYS = env.days("UKUR_CHECK_DAYS")


def _secret() -> str:
    given = env.text("UKUR_SECRET")
    if given:
        return given
    kept = DATA / "secret"
    if not kept.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        kept.write_text(secrets.token_urlsafe(64))
        kept.chmod(0o600)
    return kept.read_text().strip()


SECRET_KEY = _secret()
DEBUG = env.flag("UKUR_DEBUG")
ALLOWED_HOSTS = [one.strip() for one in env.text("UKUR_HOSTS").split(",")]
ADDRESS = env.text("UKUR_ADDRESS") or f"http://{ALLOWED_HOSTS[0]}"
DATABASES = {"default": env.database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "ukur.store",
    "ukur.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ukur.web.policy.PackedPages",
    "ukur.web.policy.ContentPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "ukur.config.urls"
WSGI_APPLICATION = "ukur.config.wsgi.application"
DEFAULT_EXCEPTION_REPORTER_FILTER = "ukur.web.errors.Discreet"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ROOT / "ukur" / "web" / "jinja"],
        "OPTIONS": {
            "environment": "ukur.web.jinja_env.environment",
            "auto_reload": DEBUG,
            "context_processors": ["ukur.web.shell.token"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "ukur" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ukur.web.shell.practice",
            ],
        },
    },
]

AUTH_USER_MODEL = "store.Person"
AUTHENTICATION_BACKENDS = ["ukur.web.signin.NipOrUserName"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/tugas/"
ACCOUNT_FORMS = {"change_password": "ukur.web.signin.OwnPassword"}
ACCOUNT_ADAPTER = "ukur.web.signin.ClosedAccounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_CHANGE_EMAIL = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Ukur"

SESSION_ENGINE = "ukur.web.sessions"
SESSION_COOKIE_AGE = 12 * 3600
COOKIE = env.cookie("UKUR_COOKIE")
if COOKIE:  # the messages' own cookie has one fixed name, so they go into the session
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE}-sesi", f"{COOKIE}-token"
    MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
OWN_URL, PRACTICE_URL = env.text("UKUR_OWN_URL"), env.text("UKUR_PRACTICE_URL")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.flag("UKUR_HTTPS")
SECURE_HSTS_SECONDS = 31_536_000 if env.flag("UKUR_HTTPS") else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("UKUR_HTTPS") else None
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if env.flag("UKUR_HTTPS") else []
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "frame-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'self'"],
    },
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "ukur_cache"}}

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # the preview of a workbook has a box for each cell to be filled
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024

globals().update(env.mail())

BSRE, ISSUERS = env.bsre(), env.text("UKUR_ISSUERS")
STAMPS = tuple(one.strip() for one in env.text("UKUR_STAMPS").split(",") if one.strip())

LANGUAGE_CODE = "id"
USE_I18N = True
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"ukur": {"level": "INFO"}},
}
