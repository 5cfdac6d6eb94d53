"""Make any matplotlib drawing live: sliders move its curves, in notebooks and on static pages, without a kernel.

`livefigure.functions.explore.explore` makes a live figure of any function; `livefigure.figure.Figure` describes one
whose curves the browser computes itself. See README.md beside this file.
"""
