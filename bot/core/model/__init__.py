"""The data that the core takes in and gives out. Imports nothing else of the core."""
