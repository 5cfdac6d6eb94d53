"""Questions of chapter 6."""

PREDICTIONS = ()
