"""Live figures of a reader's own function: the kernel computes, or a page reads numbers that were kept."""
