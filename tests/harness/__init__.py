"""Play conversations through every channel: scripts, wires and processes that tests share."""
