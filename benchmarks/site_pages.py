"""Which pages a built book has, as paths relative to its folder."""

from pathlib import Path

from failure import MeasurementError


def all_pages(site: Path) -> list[str]:
    """Return every page: home first, then by folder and name."""
    pages = [
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if not any(part.startswith("_") for part in path.relative_to(site).parts)
    ]
    if "index.html" not in pages:
        raise MeasurementError("there is no built book (no index.html): run 'make book', or name one with --site")
    return sorted(pages, key=lambda page: (page != "index.html", page.count("/"), page))


def figure_pages(site: Path) -> list[str]:
    """Return the pages that show one figure alone."""
    return [page for page in all_pages(site) if page.startswith("figures/") and page != "figures/index.html"]


def chapter_pages(site: Path) -> list[str]:
    """Return the chapters."""
    return [page for page in all_pages(site) if page.startswith("chapters/")]
