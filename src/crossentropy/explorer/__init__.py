"""Turn a figure into a live one: a picture with named curves, its controls, and the front end that moves them."""
