"""A clone needs nothing from the environment; a deployment is closed by default."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAY = """
import json
from teaching import settings
names = [name for name in dir(settings) if name.isupper()]
print(json.dumps({name: getattr(settings, name) for name in names}, default=str))
"""


def settings_with(**environ: str) -> dict:
    """The settings a new process has with these variables and no others of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", SAY],
        cwd=ROOT,
        env={**kept, **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.splitlines()[-1])
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def deployed():
    return settings_with(
        SECRET_KEY="s" * 50,
        ALLOWED_HOSTS="clinic.example.org",
        DATABASE_URL="postgresql://ada:pass@db/clinic",
        TRUSTED_PROXY_COUNT="1",
    )


def test_a_fresh_clone_needs_no_variable():
    clone = settings_with()

    assert (clone["DEPLOYED"], clone["DEBUG"], clone["SECURE_CSP"]["default-src"]) == (
        False,
        True,
        ["'none'"],
    )
    assert clone["DATABASES"]["default"]["OPTIONS"] == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", False),
        ("SESSION_COOKIE_SECURE", True),
        ("CSRF_COOKIE_SECURE", True),
        ("SECURE_SSL_REDIRECT", True),
        ("SECURE_HSTS_SECONDS", 31536000),
        ("SECURE_PROXY_SSL_HEADER", ["HTTP_X_FORWARDED_PROTO", "https"]),
        ("ALLAUTH_TRUSTED_PROXY_COUNT", 1),
        ("ACCOUNT_DEFAULT_HTTP_PROTOCOL", "https"),
    ],
)
def test_a_deployment_is_closed_by_default(deployed, name, value):
    assert deployed[name] == value


def test_a_deployment_uses_the_database_it_names(deployed):
    assert deployed["DATABASES"]["default"]["ENGINE"] == "django.db.backends.postgresql"


def test_a_deployment_serves_hashed_and_compressed_files(deployed):
    assert deployed["STORAGES"]["staticfiles"]["BACKEND"] == (
        "whitenoise.storage.CompressedManifestStaticFilesStorage"
    )
    assert "whitenoise.middleware.WhiteNoiseMiddleware" in deployed["MIDDLEWARE"]


def test_a_deployment_must_name_its_hosts():
    with pytest.raises(RuntimeError, match="set ALLOWED_HOSTS too"):
        settings_with(SECRET_KEY="s" * 50)


def test_the_verification_of_addresses_is_one_of_two():
    with pytest.raises(RuntimeError, match="EMAIL_VERIFICATION must be"):
        settings_with(EMAIL_VERIFICATION="sometimes")


def test_without_a_proxy_a_forged_https_header_means_nothing():
    alone = settings_with(SECRET_KEY="s" * 50, ALLOWED_HOSTS="clinic.example.org")

    assert "SECURE_PROXY_SSL_HEADER" not in alone
