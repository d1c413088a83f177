"""The work of a team: confidential rounds, native polls, requests, results."""
