"""The bots that ours is compared with, each in a folder of its own: `rasa init`, that with a custom action, and an empty one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from bench.stock.environment import FOLDER, PYTHON

HELLO, ACTION, FLOOR = "hello", "action", "floor"
# The sample action that `rasa init` writes, commented out, into actions/actions.py.
_ACTION = """from rasa_sdk import Action


class ActionHelloWorld(Action):
    def name(self):
        return "action_hello_world"

    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text="Hello World!")
        return []
"""
_FLOOR = {
    "config.yml": (
        "recipe: default.v1\nassistant_id: floor\nlanguage: en\npipeline:\n- name: KeywordIntentClassifier\npolicies:\n- name: RulePolicy\n"
    ),
    "domain.yml": (
        'version: "3.1"\nintents: [greet, other]\nresponses:\n  utter_greet:\n  - text: "Hey! How are you?"\n'
        "session_config: {session_expiration_time: 60, carry_over_slots_to_new_session: true}\n"
    ),
    "credentials.yml": "rest:\n",
    "endpoints.yml": "",
    "data/nlu.yml": 'version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - hello\n- intent: other\n  examples: |\n    - zzz\n',
    "data/rules.yml": 'version: "3.1"\nrules:\n- rule: greet\n  steps:\n  - intent: greet\n  - action: utter_greet\n',
}


def make_projects(folder: Path = FOLDER / "projects") -> dict[str, Path]:
    """Writes the projects anew and returns their folders by name."""
    shutil.rmtree(folder, ignore_errors=True)
    found = {name: folder / name for name in (HELLO, ACTION, FLOOR)}
    initial = _initial_project()
    shutil.copytree(initial, found[HELLO])
    shutil.copytree(initial, found[ACTION])
    _add_action(found[ACTION])
    for name, text in _FLOOR.items():
        path = found[FLOOR] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return found


def train_command() -> list[str]:
    """Returns how a stock project is trained, run in its folder."""
    return [str(PYTHON), "-m", "rasa", "train", "--force"]


def model_of(project: Path) -> Path:
    """Returns a project's newest model.

    Raises:
        FileNotFoundError: if it was not trained.
    """
    models = sorted((project / "models").glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise FileNotFoundError(f"There is no model in {project}")
    return models[-1]


def _initial_project() -> Path:
    """Returns what `rasa init` copies (rasa/cli/scaffold.py, create_initial_project)."""
    code = "import importlib.util as u; print(u.find_spec('rasa').submodule_search_locations[0])"
    package = subprocess.run([str(PYTHON), "-c", code], cwd="/", check=True, capture_output=True, text=True).stdout.strip()
    return Path(package) / "cli" / "initial_project"


def _add_action(project: Path) -> None:
    """Lets the custom action answer "are you a bot?", in the place of the response of that rule."""
    (project / "actions" / "actions.py").write_text(_ACTION, encoding="utf-8")
    rules = project / "data" / "rules.yml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("utter_iamabot", "action_hello_world"), encoding="utf-8")
    domain = project / "domain.yml"
    domain.write_text(domain.read_text(encoding="utf-8") + "\nactions:\n- action_hello_world\n", encoding="utf-8")
