"""The roles of the book's curves: one colour each, through the whole book."""

from livefigure.roles import Role, register

register(
    Role("predicted", light="#0b5fa5", dark="#79bbff"),
    Role("true", light="#1b7837", dark="#80d49b"),
    Role("entropy", light="#b3470b", dark="#ff9f5e"),
    Role("cross-entropy", light="#7b2d8e", dark="#d6a2e8", also=("surprise", "loss")),
    Role("divergence", light="#b3123f", dark="#ff8098"),
    Role("fill", light="#f3e3d8", dark="#3d2d22"),
)
