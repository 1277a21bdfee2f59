"""Settings from the environment. A fresh clone needs none; a set SECRET_KEY makes it a deployment.

Every variable is listed in docs/operations.md.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from teaching import environment

BASE_DIR = Path(__file__).resolve().parent.parent

# Who runs this: a clone on one machine, or a deployment.
SECRET_KEY = os.environ.get("SECRET_KEY", "")
DEPLOYED = bool(SECRET_KEY)
SECRET_KEY = SECRET_KEY or "only-for-a-clone-on-one-machine-never-for-a-site"
SECRET_KEY_FALLBACKS = environment.names("SECRET_KEY_FALLBACKS")
DEBUG = not DEPLOYED
ALLOWED_HOSTS = environment.names("ALLOWED_HOSTS", "" if DEPLOYED else "localhost,127.0.0.1,[::1]")
if DEPLOYED and not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "SECRET_KEY is set, so this is a deployment: set ALLOWED_HOSTS too, for example "
        "ALLOWED_HOSTS=clinic.example.org"
    )
CSRF_TRUSTED_ORIGINS = environment.names("CSRF_TRUSTED_ORIGINS")
TRUSTED_PROXY_COUNT = environment.number("TRUSTED_PROXY_COUNT", 0)
# What links in mails begin with that no request asked for.
SITE_URL = environment.site("SITE_URL", "" if DEPLOYED else "http://localhost:8000")
# Whether instructors may approve what they wrote themselves: for a site with one of them.
ONE_INSTRUCTOR = environment.flag("ONE_INSTRUCTOR", False)

INSTALLED_APPS = [
    "teaching.accounts",
    "teaching.knowledge",
    "teaching.items",
    "teaching.quizzes",
    "teaching.progress",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    # The text of a page shrinks to a fifth. Django pads each answer at random and masks the CSRF
    # token anew, so that lengths tell nothing (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "teaching.doors.headers",
    "teaching.doors.no_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "teaching.accounts.tryout.TryoutMiddleware",
    "teaching.accounts.access.AccessMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
if DEPLOYED:
    MIDDLEWARE.insert(2, "whitenoise.middleware.WhiteNoiseMiddleware")
ROOT_URLCONF = "teaching.urls"
WSGI_APPLICATION = "teaching.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "teaching.appearance.theme",
                "teaching.accounts.returning.way_back",
                "teaching.knowledge.context.standing",
            ],
        },
    },
]

# Where things are kept.
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("SQLITE_PATH", BASE_DIR / "db.sqlite3"),
        "OPTIONS": {
            # Without IMMEDIATE, two transactions that read and then write fail at once.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
        # Opening it and reading its tables takes as long as an answer. Each thread keeps its own.
        "CONN_MAX_AGE": None,
        # A file: the in-memory database is flaky under a live server.
        "TEST": {"NAME": os.environ.get("TEST_SQLITE_PATH", BASE_DIR / "test.sqlite3")},
    }
}
if "DATABASE_URL" in os.environ:
    DATABASES["default"] = environment.postgresql(os.environ["DATABASE_URL"])
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
if "REDIS_URL" in os.environ:
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": os.environ["REDIS_URL"],
    }

# In the database, not in the cache: nobody is signed out when the cache is down.
SESSION_ENGINE = "teaching.accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = DEPLOYED
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = DEPLOYED
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Who is here.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["teaching.accounts.backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "teaching.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = os.environ.get("EMAIL_VERIFICATION", "optional")
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Heterotopia: "
# Shown as typed; to sign in by, and to be taken, a name counts without its case.
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if DEPLOYED else "http"
# Drawing and proving a patient takes a good part of a second, and writing all answers out longer; a
# whole class may share an address.
ACCOUNT_RATE_LIMITS = {
    "tryout": "300/h/ip",
    "draw": "120/h/key,1200/h/ip",
    "report": "30/h/key,300/h/ip",
    "export": "30/h/key,300/h/ip",
}
ACCOUNT_FORMS = {
    "login": "teaching.accounts.forms.SignInForm",
    "signup": "teaching.accounts.forms.SignUpForm",
    "add_email": "teaching.accounts.forms.AddEmailForm",
    "change_password": "teaching.accounts.forms.ChangePasswordForm",
    "set_password": "teaching.accounts.forms.SetPasswordForm",
    "reset_password": "teaching.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "teaching.accounts.forms.NewPasswordForm",
    "reauthenticate": "teaching.accounts.forms.AskAgainForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
if ACCOUNT_EMAIL_VERIFICATION not in {"optional", "mandatory"}:
    raise ImproperlyConfigured("EMAIL_VERIFICATION must be optional or mandatory.")

# Mail. A clone prints it where the server runs.
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", "Heterotopia <clinic@localhost>")
MAILERS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
}
if "MAIL_HOST" in os.environ:
    MAILERS["default"] = {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": os.environ["MAIL_HOST"],
            "port": environment.number("MAIL_PORT", 587),
            "username": os.environ.get("MAIL_USER", ""),
            "password": os.environ.get("MAIL_PASSWORD", ""),
            "use_tls": environment.flag("MAIL_TLS", True),
            "timeout": 10,
        },
    }

# What a browser may do with a page. Nothing inline, nothing from another host.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if DEPLOYED:
    SECURE_SSL_REDIRECT = environment.flag("SSL_REDIRECT", True)
    SECURE_HSTS_SECONDS = environment.number("HSTS_SECONDS", 60 * 60 * 24 * 365)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.flag("HSTS_INCLUDE_SUBDOMAINS", False)
    if TRUSTED_PROXY_COUNT:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# What a request may bring.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# A manuscript of 400 lines with its tags is one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# Language, time, files.
LANGUAGE_CODE = "en-gb"
TIME_ZONE = environment.zone("TIME_ZONE", "UTC")
USE_TZ = True
USE_I18N = False
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = os.environ.get("STATIC_ROOT", BASE_DIR / "staticfiles")
if DEPLOYED:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

# Tasks run at once, in the request; a deployment may name another backend.
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}

# Log lines carry no form field, no e-mail address and no name; see docs/operations.md.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "teaching": {"level": "INFO"},
        # Django would mail a failed request with its fields to ADMINS; here it is a line only.
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.server": {"level": "INFO"},
    },
}
