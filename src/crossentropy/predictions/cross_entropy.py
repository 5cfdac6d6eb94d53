"""Questions of chapter 4."""

PREDICTIONS = ()
