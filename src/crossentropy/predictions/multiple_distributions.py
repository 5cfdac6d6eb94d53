"""Questions of chapter 3."""

PREDICTIONS = ()
