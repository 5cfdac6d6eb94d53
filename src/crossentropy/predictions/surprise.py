"""Questions of chapter 2."""

PREDICTIONS = ()
