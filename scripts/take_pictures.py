"""Take the README's three pictures: the website, a notebook in JupyterLab, and a figure prepared for a classroom."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from browser import ARGUMENTS, find  # noqa: E402  (the tests know where a browser is)

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
PICTURES = ROOT / "pictures"
CELLS = (
    "from crossentropy.figures import logistic_entropy\n\nfigure = logistic_entropy(bias=1, weight=2)\nfigure",
    'figure.bias, figure.weight, figure.readouts()["peak"]',
)


def website(page: Page) -> None:
    """Show chapter 1, scrolled to the logistic model."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto((ROOT / "_build/html/chapters/01-entropy.html").as_uri())
    page.evaluate("document.querySelector('#logistic-entropy').explorer.set({bias: 1, weight: 2})")
    page.wait_for_timeout(800)
    page.evaluate("document.querySelector('#logistic-entropy').scrollIntoView({behavior: 'instant'})")
    page.wait_for_timeout(1000)
    page.screenshot(path=PICTURES / "website.png")


def classroom(page: Page) -> None:
    """Show a figure on its own page, as a teacher's link prepares it."""
    page.set_viewport_size({"width": 1024, "height": 768})
    query = "logistic-entropy.bias=-10&logistic-entropy.weight=-5&logistic-entropy.hide=presets,readouts,sentence"
    page.goto((ROOT / "_build/html/figures/logistic-entropy.html").as_uri() + "?" + query)
    page.wait_for_timeout(800)
    page.screenshot(path=PICTURES / "classroom.png")


def notebook(page: Page) -> None:
    """Show the same figure in JupyterLab, and Python reading its values."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=KERNEL), Path(folder, "figure.ipynb"))
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}"]
        command += ["--IdentityProvider.token="]
        # settings of its own, so that JupyterLab greets as it greets a newcomer
        own = {"JUPYTERLAB_SETTINGS_DIR": folder, "JUPYTERLAB_WORKSPACES_DIR": folder}
        server = subprocess.Popen(
            command, cwd=folder, env=os.environ | own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _wait_for(port)
            page.set_viewport_size({"width": 1100, "height": 1080})
            page.goto(f"http://127.0.0.1:{port}/lab/tree/figure.ipynb")
            page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
            page.get_by_text("Run", exact=True).click()
            page.get_by_text("Run All Cells", exact=True).click()
            page.locator("figure[data-state=live]").wait_for()
            page.get_by_role("button", name="No", exact=True).click()  # JupyterLab asks about its news
            page.wait_for_timeout(3000)
            page.screenshot(path=PICTURES / "notebook.png")
        finally:
            server.terminate()
            server.wait()


def _wait_for(port: int) -> None:
    for _ in range(120):
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.25)
    raise TimeoutError(f"JupyterLab did not answer on port {port}")


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        page = chromium.new_page()
        website(page)
        classroom(page)
        notebook(page)
        chromium.close()
