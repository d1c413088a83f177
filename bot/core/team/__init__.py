"""What a team does together: confidential rounds, native polls, requests, results."""
