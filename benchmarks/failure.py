"""What a benchmark raises when it cannot measure: its text is all that the reader of the report needs."""


class MeasurementError(Exception):
    """Something kept a section from being measured; the message says what and what to do."""
