"""Questions of chapter 5."""

PREDICTIONS = ()
