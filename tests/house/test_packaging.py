"""What is shipped: the wheel answers with pyoxigraph alone, an editable install reads the repository."""

from __future__ import annotations

import csv
import io
import itertools
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from thbgraph.build.builds import FILES, MANIFEST
from thbgraph.build.homes import files
from thbgraph.cli.commands import parser

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
BUNDLED = ("card.png", "home.toml", "ontology", "data", "queries")
QUESTION = ("ask", "signed-not-ratified", "group=CBSS", "instrument=CETS No. 197", "--format", "csv")
LICENCES = {
    "licenses/LICENSE": "Apache License",
    "licenses/LICENSE-DATA": "Creative Commons Attribution 4.0 International Public License",
}
ANSWER = ["Estonia", "Finland", "Germany", "Iceland", "Lithuania", "Sweden"]


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    """Run a command to its end and return what it printed; an error shows both of its streams."""
    hidden = ("PYTHONPATH", "PYTHONHOME", "THBGRAPH_", "HATCH_BUILD_")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=inherited | variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def build(kind: str, project: Path, into: Path) -> Path:
    """Build an sdist, wheel or editable wheel as pip and uv ask for it, but in this environment."""
    if find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed: pip install -e '.[dev]'")
    ask_backend = "import sys, hatchling.build; print(getattr(hatchling.build, sys.argv[1])(sys.argv[2]))"
    printed = run(sys.executable, "-c", ask_backend, f"build_{kind}", into, cwd=project)
    return into / printed.splitlines()[-1]


def environment(place: Path) -> tuple[Path, Path]:
    """Make an empty virtual environment; return its folder of commands and its site-packages."""
    venv.create(place, with_pip=False, symlinks=True)
    where = "import sysconfig; print(sysconfig.get_path('scripts'), sysconfig.get_path('platlib'), sep='\\n')"
    commands, packages = run(place / "bin" / "python", "-c", where, cwd=place).splitlines()
    return Path(commands), Path(packages)


def install(wheel: Path, python: Path) -> None:
    """Install one wheel and none of its dependencies; no registry is asked."""
    if find_spec("pip") is not None:
        installer = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-index"]
    elif uv := shutil.which("uv"):
        installer = [uv, "pip", "install", "--python", str(python), "--offline"]
    else:
        pytest.skip("neither pip nor uv is here to install the wheel with")
    run(*installer, "--quiet", "--no-deps", wheel, cwd=wheel.parent)


def countries(answer: str) -> list[str]:
    return [row["countryLabel"] for row in csv.DictReader(io.StringIO(answer))]


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked source distribution."""
    place = tmp_path_factory.mktemp("sdist")
    archive = build("sdist", ROOT, place)
    with tarfile.open(archive) as packed:
        packed.extractall(place, filter="data")
    return place / archive.name.removesuffix(".tar.gz")


@pytest.fixture(scope="session")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution as a release is."""
    return build("wheel", sdist, tmp_path_factory.mktemp("wheel"))


def files_of(*folders: str) -> set[str]:
    """The repository's files of these names, or in these folders, that belong in a distribution."""
    return {
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in (ROOT / folder, *(ROOT / folder).rglob("*"))
        if path.is_file()
        and {"__pycache__", "node_modules"}.isdisjoint(path.parts)
        and not path.name.startswith(".")
    }


def test_the_sdist_carries_what_builds_and_tests_the_wheel(sdist: Path) -> None:
    shipped = {path.relative_to(sdist).as_posix() for path in sdist.rglob("*") if path.is_file()}
    wanted = files_of(*BUNDLED, "src", "tests", "docs", "benchmarks", "web/src") | {
        ".ci/run",
        ".github/ISSUE_TEMPLATE/config.yml",
        ".github/ISSUE_TEMPLATE/fault.yml",
        ".github/ISSUE_TEMPLATE/question.yml",
        ".github/ISSUE_TEMPLATE/wrong-fact.yml",
        "CHANGELOG.md",
        "CITATION.cff",
        "CONTRIBUTING.md",
        "LICENSE",
        "LICENSE-DATA",
        "Makefile",
        "README.md",
        "SECURITY.md",
        "codemeta.json",
        "hatch_build.py",
        "web/build.mjs",
        "web/package.json",
        "web/package-lock.json",
        "pyproject.toml",
        "constraints.txt",
    }
    assert wanted - shipped == set()
    assert {name for name in shipped - wanted if not Path(name).name.startswith(".")} == {"PKG-INFO"}


def test_the_wheel_carries_the_code_the_sources_and_their_build_only(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        shipped = {name for name in packed.namelist() if ".dist-info/" not in name}
        assert packed.testzip() is None
    scripts = {name for name in shipped if name.startswith("thbgraph/_bundle/web/")}
    type_ = {
        f"source-{family}-wght-normal.woff2"
        for family in ("sans-3-latin", "sans-3-latin-ext", "serif-4-latin", "serif-4-latin-ext")
    }
    made = {
        "asking.js",
        "engine.js",
        "fonts.css",
        "licenses.txt",
        "oxigraph.wasm.gz",
        "search.js",
        "tools.js",
        "editor.js",
    } | type_
    assert scripts in (set(), {f"thbgraph/_bundle/web/{name}" for name in made}), (
        "none where Node is not here"
    )
    code = {name.removeprefix("src/") for name in files_of("src/thbgraph")}
    sources = {f"thbgraph/_bundle/{name}" for name in files_of(*BUNDLED)}
    compressed = {f"{name}.gz" if name.endswith(".nq") else name for name in (*FILES, MANIFEST)}
    assert shipped - scripts == code | sources | {f"thbgraph/_bundle/build/{name}" for name in compressed}


def test_the_wheel_names_both_licences_and_carries_their_texts(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        about = next(name.partition("/")[0] for name in packed.namelist() if ".dist-info/" in name)
        texts = {name: packed.read(f"{about}/{name}").decode() for name in ("METADATA", *LICENCES)}
    assert "License-Expression: Apache-2.0 AND CC-BY-4.0" in texts["METADATA"]
    for name, title in LICENCES.items():
        assert title in texts[name]


def test_a_wheel_answers_with_pyoxigraph_alone(wheel: Path, tmp_path: Path) -> None:
    commands, packages = environment(tmp_path / "venv")
    pyoxigraph = distribution("pyoxigraph")
    for name in {file.parts[0] for file in pyoxigraph.files or ()}:
        shutil.copytree(str(pyoxigraph.locate_file(name)), packages / name)
    install(wheel, commands / "python")
    installed = "import importlib.metadata as m; print(*sorted(d.name for d in m.distributions()))"
    assert run(commands / "python", "-c", installed, cwd=tmp_path) == "pyoxigraph thbgraph\n"

    for _ in range(2):  # the first one puts the build into the cache
        answer = run(commands / "thbgraph", *QUESTION, cwd=tmp_path, THBGRAPH_CACHE=str(tmp_path / "cache"))
        assert countries(answer) == ANSWER
    assert len(list((tmp_path / "cache" / "builds").iterdir())) == 1

    nowhere = tmp_path / "file"
    nowhere.touch()
    answer = run(
        commands / "thbgraph", *QUESTION, cwd=tmp_path, THBGRAPH_CACHE="", HOME=str(nowhere / "home")
    )
    assert countries(answer) == ANSWER

    run(commands / "thbgraph", "build", cwd=tmp_path, THBGRAPH_CACHE=str(tmp_path / "cache"))
    answer = run(commands / "thbgraph", *QUESTION, cwd=tmp_path, THBGRAPH_CACHE=str(tmp_path / "cache"))
    assert countries(answer) == ANSWER


def test_an_editable_install_sees_an_edit_of_the_data_at_once(home: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", home / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "LICENSE-DATA"):
        shutil.copy(ROOT / name, home)
    commands, packages = environment(tmp_path / "venv")
    # A line in a .pth file lends the dependencies of this environment, but not its own editable thbgraph.
    lent = {str(distribution(name).locate_file("")) for name in ("pyoxigraph", "pyyaml")}
    (packages / "dependencies.pth").write_text("\n".join(sorted(lent)) + "\n", encoding="utf-8")
    install(build("editable", home, tmp_path), commands / "python")
    assert not (packages / "thbgraph").exists(), "an editable install copies nothing"

    ask = (commands / "thbgraph", "ask", "bodies", "--format", "csv")
    before = run(*ask, cwd=tmp_path, THBGRAPH_CACHE=str(tmp_path / "cache"))
    data = home / "data/entities/few.trig"
    data.write_text(data.read_text(encoding="utf-8").replace("Group of Experts", "Group"), encoding="utf-8")
    after = run(*ask, cwd=tmp_path, THBGRAPH_CACHE=str(tmp_path / "cache"))
    assert "Group of Experts" in before and after == before.replace("Group of Experts", "Group")


def test_constraints_pin_every_dependency_and_name_no_host() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [re.match(r"([a-z0-9-]+)==[^ ;]+( ; .+)?$", line) for line in lines]
    assert None not in pins, "each line is name==version, with a marker at most"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = itertools.chain(project["dependencies"], *project["optional-dependencies"].values())
    names = {re.split(r"[^\w-]", need.lower(), maxsplit=1)[0] for need in asked} - {"thbgraph"}
    missing = names - {pin[1] for pin in pins if pin}
    assert not missing, "compile constraints.txt again, as CONTRIBUTING.md says"


def test_hooks_run_commands_that_there_are_on_the_files_of_a_home() -> None:
    offered = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (own,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    known = set(files(ROOT))
    for hooks in (offered, own["hooks"]):
        formats, checks = (re.compile(hook["files"]) for hook in hooks)
        assert {name for name in known if formats.search(name)} == {n for n in known if n.startswith("data/")}
        assert {name for name in known if checks.search(name)} == known
        assert [hook["entry"].partition("thbgraph ")[2] for hook in hooks] == ["fmt --check", "check"]
        for hook in hooks:
            words = [*hook["entry"].partition("thbgraph ")[2].split(), "data/entities/topics.trig"]
            assert parser().parse_args(words).files == words[-1:]


def test_the_citation_names_the_version_of_the_code() -> None:
    code = (ROOT / "src" / "thbgraph" / "base" / "version.py").read_text(encoding="utf-8")
    version = re.search(r'^__version__ = "(.+)"$', code, re.MULTILINE)
    assert version is not None
    assert f"\nversion: {version[1]}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
