"""deploy/: fits its schemas, runs nothing as root, opens nothing it should not, and names what the code reads."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.settings import PROJECT
from scripts.make_sorry_pages import FOLDER as PAGES
from scripts.make_sorry_pages import pages
from tests.cluster.nginx import NAMES, Nginx
from tests.consistency.test_code import _documented

DEPLOY = PROJECT / "deploy"
DOCKERFILES = sorted((DEPLOY / "docker").glob("*.Dockerfile"))
OURS = ("rasa-1", "rasa-2", "actions-1", "actions-2", "content", "nginx")


def _check(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([PROJECT / "scripts" / "check_deploy.sh", folder], capture_output=True, text=True, check=False)


def _read(path: Path) -> list[dict[str, Any]]:
    """Returns a file's documents. Not by the safe loader: once Rasa is imported, that one fills `${NAMES}` in from the environment."""
    return [
        json.loads(json.dumps(document, default=lambda scalar: scalar.value))
        for document in YAML(typ="rt").load_all(path.read_text(encoding="utf-8"))
    ]


def _documents() -> Iterator[dict[str, Any]]:
    for path in sorted((DEPLOY / "kubernetes").glob("*/*.yaml")):
        yield from _read(path)


def _pods() -> list[tuple[str, dict[str, Any]]]:
    return [(found["metadata"]["name"], found["spec"]["template"]["spec"]) for found in _documents() if "template" in found.get("spec", {})]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return _read(DEPLOY / "compose.yml")[0]


def test_files_fit_the_schemas_of_compose_and_kubernetes():
    done = _check(DEPLOY)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("compose.yml", "cap_drop: [ALL]", "cap_drops: [ALL]", "cap_drops"),
        ("kubernetes/base/rasa.yaml", "periodSeconds: 2", "everySeconds: 2", "everySeconds"),
        ("kubernetes/base/actions.yaml", "replicas: 2", "replicas: two", "actions.yaml"),
        ("kubernetes/base/kustomization.yaml", "  - network.yaml\n", "", "network.yaml"),
    ],
)
def test_a_mistake_in_them_is_found(tmp_path, file, old, new, complaint):
    folder = shutil.copytree(DEPLOY, tmp_path / "deploy", ignore=shutil.ignore_patterns(".venv"))
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    done = _check(folder)
    assert done.returncode == 1
    assert complaint in done.stdout


@pytest.mark.parametrize("path", DOCKERFILES, ids=lambda path: path.stem)
def test_an_image_runs_as_nobody_and_takes_its_versions_from_the_lock(path):
    text = path.read_text(encoding="utf-8")
    users = re.findall(r"^USER (\S+)$", text, re.M)
    assert users
    assert users[-1].split(":")[0] not in ("root", "0")
    assert re.search(r"pip install(?!.*--require-hashes)", text) is None
    assert "nginx" in path.stem or re.search(r"uv sync --frozen|action_packages\.sh", text)
    for image in re.findall(r"^(?:FROM|ARG \w+=)(\S+)", text, re.M):
        assert "latest" not in image


def test_every_file_an_image_copies_is_there():
    for path in DOCKERFILES:
        for line in re.findall(r"^COPY (?!--from)(.+)$", path.read_text(encoding="utf-8"), re.M):
            for name in line.split()[:-1]:
                assert (PROJECT / name).exists(), f"{path.name} copies {name}"


def test_no_service_of_ours_is_root_or_writes_but_to_memory(compose):
    for name in OURS:
        service = compose["services"][name]
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert not str(service["user"]).startswith("0"), name
        assert "volumes" not in service, name
        assert service["deploy"]["resources"]["limits"]["memory"], name


def test_the_token_of_telegram_goes_to_one_process_with_a_disk(compose):
    services = compose["services"]
    assert [name for name, service in services.items() if "TELEGRAM_TOKEN" in service.get("environment", {})] == ["rasa-telegram"]
    assert services["rasa-telegram"]["environment"]["BOT_DATA_FOLDER"] == "/data"
    (pod,) = [found for found in _documents() if found["kind"] == "StatefulSet" and found["metadata"]["name"] == "rasa-telegram"]
    assert pod["spec"]["replicas"] == 1
    assert pod["spec"]["volumeClaimTemplates"]


def test_only_nginx_is_published_and_only_to_this_machine(compose):
    published = {name: service["ports"] for name, service in compose["services"].items() if "ports" in service}
    assert list(published) == ["nginx"]
    assert all(port.startswith("127.0.0.1:") for port in published["nginx"])
    assert compose["networks"]["inside"]["internal"] is True
    for name in ("postgres", "redis", "actions-1", "actions-2"):
        assert compose["services"][name]["networks"] == ["inside"], name


def test_secrets_have_no_default():
    text = (DEPLOY / "compose.yml").read_text(encoding="utf-8")
    for name in ("POSTGRES_PASSWORD", "SESSION_SECRET"):
        assert re.findall(rf"\$\{{{name}([^}}]*)\}}", text)
        assert all(rest.startswith(":?") for rest in re.findall(rf"\$\{{{name}([^}}]*)\}}", text))
    assert [found["kind"] for found in _documents() if found["kind"] == "Secret"] == []


@pytest.mark.parametrize(("name", "pod"), _pods(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_pod_is_restricted_bounded_and_probed(name, pod):
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] > 0
    assert pod["automountServiceAccountToken"] is False
    assert all("emptyDir" in volume for volume in pod["volumes"])
    for container in pod["containers"]:
        context = container["securityContext"]
        assert (context["allowPrivilegeEscalation"], context["readOnlyRootFilesystem"]) == (False, True)
        assert context["capabilities"] == {"drop": ["ALL"]}
        assert container["resources"]["limits"]["memory"]
        if name != "content":
            assert {"startupProbe", "readinessProbe", "livenessProbe"} <= set(container)


def test_rasa_has_time_to_start():
    probe = dict(_pods())["rasa"]["containers"][0]["startupProbe"]
    assert probe["periodSeconds"] * probe["failureThreshold"] >= 60


def test_nginx_in_kubernetes_names_every_rasa_process():
    documents = list(_documents())
    (rasa,) = [found for found in documents if found["kind"] == "StatefulSet" and found["metadata"]["name"] == "rasa"]
    (config,) = [found for found in documents if found["kind"] == "ConfigMap" and found["metadata"]["name"] == "nginx"]
    servers = [f"server rasa-{number}.rasa." for number in range(rasa["spec"]["replicas"])]
    assert re.findall(r"server rasa-\d+\.rasa\.", config["data"]["RASA_SERVERS"]) == servers


def test_every_setting_that_is_set_is_one_that_the_bot_reads(compose):
    known = set(_documented()) | NAMES
    ours = {name for service in OURS for name in compose["services"][service].get("environment", {})}
    theirs = {name for found in _documents() if found["kind"] == "ConfigMap" for name in found["data"]}
    assert ours - known == set()
    assert theirs - known == set()


def test_the_template_names_what_the_image_fills_in():
    template = (DEPLOY / "nginx" / "templates" / "bot.conf.template").read_text(encoding="utf-8")
    code = "\n".join(line for line in template.splitlines() if not line.lstrip().startswith("#"))
    assert set(re.findall(r"\$\{([A-Z_]+)\}", code)) == NAMES
    pattern = re.search(r'NGINX_ENVSUBST_FILTER="([^"]+)"', (DEPLOY / "docker" / "nginx.Dockerfile").read_text(encoding="utf-8"))[1]
    assert all(re.match(pattern, name) for name in NAMES)


def test_nginx_says_sorry_in_the_channels_own_words():
    assert {path.name: json.loads(path.read_text(encoding="utf-8")) for path in PAGES.iterdir()} == pages()


def test_nginx_answers_in_the_form_of_each_channel_when_nobody_else_does():
    import httpx

    server = Nginx([1, 2], messages_per_second=1)
    try:
        server.start()
        with httpx.Client(base_url=server.url, trust_env=False) as client:
            rest = client.post("/webhooks/rest/webhook", json={"sender": "a", "message": "hi"})
            web = [client.post("/webhooks/web/webhook", json={}) for _ in range(10)]
    finally:
        server.stop()
    assert (rest.status_code, rest.json()) == (502, pages()["rest.json"])
    assert web[0].json() == pages()["web.json"]
    assert (web[-1].status_code, web[-1].json()) == (429, pages()["web-busy.json"])
    assert rest.headers["retry-after"]
    assert len(rest.headers["x-request-id"]) == 32


def test_the_action_server_answers_with_the_packages_of_its_image(tmp_path):
    """Installed from the lock file as the image does it; then one question is answered from a real knowledge base."""
    uv = subprocess.run([PROJECT / "scripts" / "find_uv.sh"], capture_output=True, text=True, check=True).stdout.strip()
    packages = subprocess.run([PROJECT / "scripts" / "action_packages.sh", uv], capture_output=True, text=True, check=True).stdout
    assert re.search(r"^rasa-sdk==", packages, re.M)
    assert not re.search(r"^(rasa|tensorflow|onnxruntime|spacy)==", packages, re.M)
    (tmp_path / "packages.txt").write_text(packages, encoding="utf-8")
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, tmp_path / "venv"], check=True)
    subprocess.run([uv, "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", tmp_path / "packages.txt"], check=True)
    environment = {"PATH": "/usr/bin:/bin", "BOT_DATA_FOLDER": str(tmp_path / "data"), "HOME": str(tmp_path)}
    loaded = subprocess.run(
        [python, "-m", "scripts.load_content"], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )
    assert loaded.returncode == 0, loaded.stderr
    done = subprocess.run([python, "-c", ASK], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["topics"] == ["supplement/magnesium"]


ASK = """
import asyncio, json
from bot.action_server.app import build_app
from bot.settings import load_settings
from rasa_sdk.executor import ActionExecutor
build_app(load_settings(), str)
executor = ActionExecutor()
executor.register_package("actions")
message = {
    "text": "does magnesium help?",
    "intent": {"name": "ask_topic", "confidence": 1.0},
    "entities": [{"entity": "topic", "value": "supplement/magnesium"}],
}
tracker = {"sender_id": "a", "slots": {}, "latest_message": message, "events": [], "active_loop": {}, "latest_action_name": None}
call = {"next_action": "action_answer_question", "sender_id": "a", "tracker": tracker, "domain": {}}
print(json.dumps(asyncio.run(executor.run(call))["responses"][0]))
"""
