"""One settings file. Every choice a deployment makes is an environment variable.

Without any variable the project runs for a developer: its own database, its own
secret key, addresses of this machine only. ENVIRONMENT=production refuses to
start until what must be secret or chosen has been given.
"""

import secrets
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import embedded
from config.storage import evidence_storage

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()

ENVIRONMENT = env.str("ENVIRONMENT", "development")
if ENVIRONMENT not in ("production", "development"):
    # "Production" or "prod" must not quietly run with a developer's settings.
    raise ImproperlyConfigured(
        f'ENVIRONMENT is "{ENVIRONMENT}": set it to production or development.'
    )
PRODUCTION = ENVIRONMENT == "production"
DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)
DEMO_PASSWORD = env.str("DEMO_PASSWORD", "action-plan-demo")


def _required(name: str) -> str:
    value: str = env.str(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment: production needs it.")
    return value


def _developer_secret() -> str:
    """A key made once for this checkout, so that sessions outlive a restart."""
    path = VAR_DIR / "secret_key"
    try:
        return path.read_text()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
        return path.read_text()


if PRODUCTION:
    for name, on in (("DEBUG", DEBUG), ("DEMO", DEMO)):
        if on:
            raise ImproperlyConfigured(f"Production refuses {name}: unset it.")
    SECRET_KEY = _required("SECRET_KEY")
    ALLOWED_HOSTS = [h.strip() for h in _required("ALLOWED_HOSTS").split(",") if h.strip()]
    DATABASE_URL = _required("DATABASE_URL")
else:
    SECRET_KEY = env.str("SECRET_KEY", "") or _developer_secret()
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
    DATABASE_URL = env.str("DATABASE_URL", "") or embedded.database_url(BASE_DIR)

INSTALLED_APPS = [
    "config",
    "councils",
    "inspections",
    "actionplans",
    "reports",
    "scrutiny",
    "search",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    # Headers first, so that no refusal further in goes out without them.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.private_pages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.database_down",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # After the tokens of forms are known: a page that says the database is down holds one.
    "config.sessions.limits",
    "config.middleware.SignInFirst",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.middleware.htmx_sign_in",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.service",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.db_url_config(DATABASE_URL)}
DATABASES["default"].update(
    ENGINE="django.db.backends.postgresql",
    # The pool lends a connection per request and checks it first; 2 seconds
    # without one and the page says so (503) instead of hanging.
    CONN_MAX_AGE=0,
    CONN_HEALTH_CHECKS=True,
)
DATABASES["default"].setdefault("OPTIONS", {}).update(
    pool={
        "min_size": 1,
        "max_size": env.int("DATABASE_POOL_SIZE", 8),
        "timeout": 2,
        # A pool that waited longer between attempts would stay away after the database is back.
        "reconnect_timeout": 1,
    },
    connect_timeout=2,
)

CACHES = {
    # Rate limits of sign-in must be shared by all web processes.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
    }
}

AUTH_USER_MODEL = "councils.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "actionplans:my_work"
ACCOUNT_ADAPTER = "councils.accounts.ClosedAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login": env.str("LOGIN_RATE_LIMIT", "30/m/ip"),
    "login_failed": env.str("LOGIN_FAILED_RATE_LIMIT", "10/m/ip,5/5m/key"),
    "invitation": env.str("INVITATION_RATE_LIMIT", "30/m/ip"),
    "calendar": env.str("CALENDAR_RATE_LIMIT", "60/m/ip"),
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)

if PRODUCTION or env.str("EMAIL_URL", ""):
    vars().update(env.email_url_config(_required("EMAIL_URL")))
else:
    # A developer's e-mail, and the demo's, stays on this machine.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(VAR_DIR / "mailbox")
EMAIL_TIMEOUT = 20
# What links in e-mails begin with: the worker answers no request that could tell.
SITE_URL = _required("SITE_URL") if PRODUCTION else env.str("SITE_URL", "http://127.0.0.1:8000")
DEFAULT_FROM_EMAIL = (
    _required("DEFAULT_FROM_EMAIL")
    if PRODUCTION
    else env.str("DEFAULT_FROM_EMAIL", "action-plans@localhost")
)

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
# English alone: looking words up in a catalogue that changes none took a quarter of a long page.
USE_I18N = False
USE_TZ = True
FORMAT_MODULE_PATH = "config.formats"

STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(VAR_DIR / "static"))
FRONTEND = BASE_DIR / "config" / "frontend" / "node_modules"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("govuk", FRONTEND / "govuk-frontend" / "dist" / "govuk"),
    ("source-sans-3", FRONTEND / "@fontsource" / "source-sans-3"),
]
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))
STORAGES = {
    # What people attach; handed out by a page that asks who they are, never by its address.
    "default": evidence_storage(env.str("STORAGE_URL", ""), Path(MEDIA_ROOT), Path(STATIC_ROOT)),
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
EVIDENCE_MAX_MB = env.int("EVIDENCE_MAX_MB", 20)
IMPORT_MAX_MB = env.int("IMPORT_MAX_MB", 10)
IMPORT_KEEP_DAYS = env.int("IMPORT_KEEP_DAYS", 30)
FILE_UPLOAD_HANDLERS = [
    "councils.uploading.WithinLimits",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Counted from signing in by config.sessions, which also ends a session left idle.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 365 * 24 * 60 * 60)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    if env.bool("BEHIND_TLS_PROXY", False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DJANGO_TABLES2_TEMPLATE = "tables/table.html"

# Facts are added, never changed: history events refuse update and delete too.
PGHISTORY_APPEND_ONLY = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"one_line": {"()": "config.no_database.OneLine"}},
    # The level stands at the handler: Django's loggers have levels of their own.
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["one_line"],
            "level": env.str("LOG_LEVEL", "WARNING"),
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
