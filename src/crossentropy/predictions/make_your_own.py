"""Questions of chapter 7."""

PREDICTIONS = ()
