"""How far a run on several workers is: said on a clock of its own."""

import threading
import time

import pytest

REPORT = 20  # s between two lines that say how far the tests are


class Progress:
    """Says how far the tests are, on a clock of its own: each worker may be busy for minutes with what costs most."""

    def __init__(self, reporter):
        self.reporter, self.done, self.ended = reporter, 0, threading.Event()

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Start the clock."""
        self.session, self.start = session, time.monotonic()
        threading.Thread(target=self._tell, daemon=True).start()

    def pytest_sessionfinish(self) -> None:
        """Stop it."""
        self.ended.set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count the tests that have ended."""
        self.done += report.when == "teardown"

    def _tell(self) -> None:
        while not self.ended.wait(REPORT):
            passed = time.monotonic() - self.start
            failed = sum(len(self.reporter.stats.get(kind, [])) for kind in ("failed", "error"))
            self.reporter.write_line("")
            self.reporter.write_line(
                f"  {passed:4.0f} s: {self.done} of {self.session.testscollected} tests have run, {failed} failed"
            )
            self.reporter.flush()


@pytest.hookimpl(trylast=True)  # pytest makes its reporter in a hook of this name
def pytest_configure(config: pytest.Config) -> None:
    """Report the progress of a run on several workers."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter and getattr(config.option, "numprocesses", None):
        config.pluginmanager.register(Progress(reporter), "progress")
