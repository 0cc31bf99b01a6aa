"""A real ``dagster dev`` on a copy of the finished sample, and a headless browser that reaches nothing but it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SCREENSHOTS = "MONITOR_SCREENSHOTS"
"""Environment variable: folder for the screenshots; a temporary one by default."""


@dataclass(frozen=True)
class Ui:
    """The UI of a Dagster of its own: its address, data folder, home and log, and when (monotonic) it was started."""

    address: str
    data: Path
    home: Path
    log: Path
    started: float

    def wait_until_it_answers(self, seconds: float) -> None:
        end = self.started + seconds
        while True:
            try:
                urllib.request.urlopen(f"{self.address}/server_info", timeout=5).close()
            except OSError:
                assert time.monotonic() < end, f"no answer after {seconds} s:\n{self.log.read_text(encoding='utf-8')}"
                time.sleep(0.1)
            else:
                return


@pytest.fixture(scope="module")
def browser() -> Iterator:
    """Open for one module only: while it is, no other test can run an event loop of its own."""
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: the UI is not tested")
    if CHROMIUM is None:
        pytest.skip("no Chromium on the PATH: the UI is not tested")
    with sync.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def ui(browser, sample_run) -> Iterator[Ui]:
    """Started only now that the browser is there, so that the time to the graph is that of Dagster."""
    with TemporaryDirectory(prefix="framing-monitor-") as name:  # a name that pictures may show
        folder = Path(name)
        home, data = folder / "home", folder / "data"
        home.mkdir()
        shutil.copytree(sample_run.settings.data_dir, data)
        instance = (ROOT / "dagster.yaml").read_text(encoding="utf-8")
        (home / "dagster.yaml").write_text(
            instance.replace("base_dir: .dagster", f"base_dir: {home}"), encoding="utf-8"
        )
        settings = (ROOT / "config/sample.yaml").read_text(encoding="utf-8")
        (folder / "sample.yaml").write_text(settings.replace("data_dir: data", f"data_dir: {data}"), encoding="utf-8")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        with dagster_dev(port, home, folder / "sample.yaml", folder / "dagster.log") as started:
            yield Ui(f"http://127.0.0.1:{port}", data, home, folder / "dagster.log", started)


@contextmanager
def dagster_dev(port: int, home: Path, settings: Path, log: Path) -> Iterator[float]:
    """``dagster dev`` as ``make ui`` starts it; stopped with all its processes at the end. Yields when it was started."""
    command = [
        sys.executable,
        "-m",
        "dagster",
        "dev",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--workspace",
        "workspace.yaml",
    ]
    environment = os.environ | {
        "DAGSTER_HOME": str(home),
        "MONITOR_CONFIG": str(settings),
        "PYTHONPATH": str(ROOT),
    }
    environment.pop("PYTHONWARNINGS", None)
    with log.open("wb") as stream:
        started = time.monotonic()
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=stream, stderr=stream, start_new_session=True
        )
        try:
            yield started
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(5)  # its daemon would finish its round first; nothing here needs that
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@pytest.fixture(scope="module")
def page(browser, ui) -> Iterator:
    """One tab; whatever it asks of any other host is refused."""
    host = urlsplit(ui.address).netloc
    context = browser.new_context(viewport={"width": 1600, "height": 1000}, device_scale_factor=1)
    context.route(lambda url: urlsplit(url).netloc != host, lambda route: route.abort())
    context.set_default_timeout(20_000)
    tab = context.new_page()
    ui.wait_until_it_answers(60)  # how soon it should be there is what a test looks at
    yield tab
    context.close()


@pytest.fixture(scope="module")
def shoot(page, tmp_path_factory):
    """Take a screenshot by name into the folder that the environment names."""
    folder = Path(os.environ.get(SCREENSHOTS) or tmp_path_factory.mktemp("screenshots"))
    folder.mkdir(parents=True, exist_ok=True)

    def take(name: str) -> Path:
        page.wait_for_timeout(700)  # until charts and transitions have come to rest
        page.screenshot(path=folder / f"{name}.png")
        return folder / f"{name}.png"

    return take
