"""Production settings start only when they are safe; development's stay on loopback."""

import os
import subprocess
import sys

import pytest

SAFE = {
    "SECRET_KEY": "".join(map(chr, range(48, 112))),
    "ALLOWED_HOSTS": "library.example.org",
    "EMAIL_URL": "smtp+ssl://user:password@mail.example.org:465",
    "DEFAULT_FROM_EMAIL": "desk@example.org",
}


def check(module, tmp_path, **environment):
    return manage("check", "--deploy", "--fail-level", "WARNING", module=module, tmp_path=tmp_path, **environment)


def manage(*arguments, module, tmp_path, **environment):
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME")}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command,
        env={**clean, "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": module, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_settings_pass_the_deployment_check_without_a_warning(tmp_path):
    result = check("csom_site.settings.production", tmp_path, **SAFE)
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY"),
        ({"SECRET_KEY": "django-insecure-" + "x" * 50}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"EMAIL_URL": None}, "EMAIL_URL"),
    ],
    ids=str,
)
def test_production_refuses_to_start_when_unsafe(tmp_path, change, named):
    environment = {name: value for name, value in {**SAFE, **change}.items() if value is not None}
    result = check("csom_site.settings.production", tmp_path, **environment)
    assert result.returncode != 0
    assert named in result.stderr


@pytest.mark.parametrize(
    ("environment", "entity"),
    [({}, "library.example.org,2026"), ({"TAGGING_ENTITY": "csom.example.org,2001"}, "csom.example.org,2001")],
)
def test_lasting_ids_are_given_out_by_the_site_or_by_whom_the_environment_names(tmp_path, environment, entity):
    script = "from library.feeds import lasting_id; print(lasting_id('publication/1'))"
    where = {"module": "csom_site.settings.production", "tmp_path": tmp_path}
    result = manage("shell", "--no-imports", "-c", script, **where, **SAFE, **environment)
    assert result.stdout.strip() == f"tag:{entity}:publication/1"


def test_development_answers_loopback_names_only(client, settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
    assert client.get("/about/", headers={"host": "elsewhere.example.org"}).status_code == 400
