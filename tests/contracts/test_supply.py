"""What is built and published comes from where it should, with the least that may be done."""

import re
from pathlib import Path

import yaml  # type: ignore[import-untyped] # brings no types

PINNED = re.compile(r"^[\w-]+/[\w./-]+@[0-9a-f]{40}$")
WRITING = {"write", "write-all"}


def read_workflows(root: Path) -> dict[str, dict[str, object]]:
    """Give the workflows by the name of their file."""
    folder = root / ".github" / "workflows"
    return {path.name: yaml.safe_load(path.read_text("utf-8")) for path in folder.glob("*.yml")}


def list_jobs(workflow: dict[str, object]) -> dict[str, dict[str, object]]:
    """Give the jobs of a workflow by name."""
    jobs = workflow["jobs"]
    assert isinstance(jobs, dict)
    return jobs


def test_actions_are_pinned_by_commit(root: Path) -> None:
    """A tag of an action can be moved; a commit cannot."""
    used = [
        step["uses"]
        for workflow in read_workflows(root).values()
        for job in list_jobs(workflow).values()
        for step in job["steps"]  # type: ignore[attr-defined] # a list of steps
        if "uses" in step
    ]
    assert used
    assert [one for one in used if not PINNED.match(one)] == []


def test_only_what_publishes_may_sign(root: Path) -> None:
    """Nothing may write by default; signing is for what attests and publishes, after the tests."""
    workflows = read_workflows(root)
    assert set(workflows) == {"ci.yml", "release.yml"}
    signing = set()
    for name, workflow in workflows.items():
        assert workflow["permissions"] == {}
        for job, about in list_jobs(workflow).items():
            allowed = about.get("permissions", {})
            assert isinstance(allowed, dict)
            if WRITING & set(allowed.values()):
                signing.add(f"{name} {job}")
                assert "build" in about["needs"]  # type: ignore[operator] # a name or a list
    assert signing == {"release.yml attest", "release.yml publish"}


def test_every_pin_has_a_licence_that_goes_with_ours(root: Path) -> None:
    """docs/licences.md has a row for every pin that is installed, and each says its licence."""
    page = (root / "docs" / "licences.md").read_text("utf-8")
    rows = dict(re.findall(r"(?m)^\| (\S+) \| \S+ \| (.+) \|$", page))
    pins = re.findall(
        r"(?m)^([a-z0-9][a-z0-9.-]*)==", (root / "requirements/run.lock").read_text("utf-8")
    )
    assert set(pins) <= set(rows)
    assert "leaflet" in rows
    assert [name for name, licence in rows.items() if licence in {"not said", "UNKNOWN"}] == []
