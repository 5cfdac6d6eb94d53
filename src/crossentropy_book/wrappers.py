"""Ids that stand once: Furo puts each table and equation into a scrolling box and repeats its id on the box."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform


class OneIdEach(SphinxPostTransform):
    """Take the repeated ids off the boxes."""

    default_priority = 900  # after Furo has made them

    def run(self, **kwargs: Any) -> None:
        """Clear the boxes of the document."""
        for box in self.document.findall(nodes.container):
            if {"table-wrapper", "math-wrapper"} & set(box["classes"]):
                box["ids"] = []


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.add_post_transform(OneIdEach)
