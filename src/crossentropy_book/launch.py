"""The line at the top of each chapter: download the notebook, or open it in Colab, Binder or a hub.

The download always works: it is the notebook with the package that it needs (`downloads`). The other links need to
know where the repository is; they appear when `book_repository` in _config.yml says so.
"""

from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from crossentropy_book import downloads

GITHUB, GITLAB = "https://github.com/", "https://gitlab.com/"


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.add_config_value("book_repository", "", "html", [str])
    app.add_config_value("book_branch", "main", "html", [str])
    app.add_config_value("book_hub", "", "html", [str])
    app.connect("html-page-context", _add_block)


def launch_links(path: str, *, repository: str, branch: str, hub: str) -> list[tuple[str, str]]:
    """Return the services that can open a notebook of the repository.

    Parameters
    ----------
    path : str
        The notebook's path in the repository.
    repository : str
        Address of the repository, or an empty string where it has none.
    branch : str
        Branch that the services shall read.
    hub : str
        Address of a JupyterHub with nbgitpuller, or an empty string.

    Returns
    -------
    list of (str, str)
        Words and address of each link.

    Examples
    --------
    >>> launch_links("a/b.ipynb", repository="", branch="main", hub="")
    []
    >>> for words, address in launch_links(
    ...     "a/b.ipynb", repository="https://github.com/o/r", branch="main", hub="https://hub.example.edu"
    ... ):
    ...     print(words, address)
    Open in Colab https://colab.research.google.com/github/o/r/blob/main/a/b.ipynb
    Open in Binder https://mybinder.org/v2/gh/o/r/main?urlpath=lab%2Ftree%2Fa%2Fb.ipynb
    Open in JupyterHub https://hub.example.edu/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Fo%2Fr&branch=main&urlpath=lab%2Ftree%2Fr%2Fa%2Fb.ipynb

    GitLab's and other repositories have a link to Binder, too; the hub is told the address as it is given.

    >>> for words, address in launch_links(
    ...     "b.ipynb", repository="https://gitlab.com/o/group/r.git", branch="main", hub="https://hub.example.edu"
    ... ):
    ...     print(words, address)
    Open in Binder https://mybinder.org/v2/gl/o%2Fgroup%2Fr/main?urlpath=lab%2Ftree%2Fb.ipynb
    Open in JupyterHub https://hub.example.edu/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgitlab.com%2Fo%2Fgroup%2Fr.git&branch=main&urlpath=lab%2Ftree%2Fr.git%2Fb.ipynb
    """
    repository = repository.strip().rstrip("/")
    if not repository:
        return []
    links = []
    place = repository.removesuffix(".git")
    if place.startswith(GITHUB):  # Colab knows GitHub only
        colab = f"{place.removeprefix(GITHUB)}/blob/{branch}/{quote(path)}"
        links.append(("Open in Colab", f"https://colab.research.google.com/github/{colab}"))
        kind = f"gh/{place.removeprefix(GITHUB)}"
    elif place.startswith(GITLAB):
        kind = f"gl/{quote(place.removeprefix(GITLAB), safe='')}"
    else:
        kind = f"git/{quote(repository, safe='')}"
    query = urlencode({"urlpath": f"lab/tree/{path}"})
    links.append(("Open in Binder", f"https://mybinder.org/v2/{kind}/{quote(branch, safe='')}?{query}"))
    if hub:
        folder = repository.rpartition("/")[2]  # into which nbgitpuller clones: the address's end, ".git" included
        query = urlencode({"repo": repository, "branch": branch, "urlpath": f"lab/tree/{folder}/{path}"})
        links.append(("Open in JupyterHub", f"{hub.rstrip('/')}/hub/user-redirect/git-pull?{query}"))
    return links


def block(download: str, links: list[tuple[str, str]]) -> str:
    """Return the HTML of the line: a link to `download` and the `links` behind it."""
    items = [f'<a href="{escape(download)}" download>Download the notebook</a>']
    items += [f'<a href="{escape(address)}">{escape(words)}</a>' for words, address in links]
    return '<p class="launch">' + "".join(items) + "</p>"


def _add_block(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if doctree is None or app.env.doc2path(pagename, base=False)[-6:] != ".ipynb":
        return
    config: Config = app.config
    path = app.env.doc2path(pagename, base=False)
    links = launch_links(path, repository=config.book_repository, branch=config.book_branch, hub=config.book_hub)
    download = context["pathto"](f"{downloads.FOLDER}/{Path(path).stem}.zip", resource=True)
    context["body"] = context["body"].replace("</h1>", "</h1>" + block(download, links), 1)
