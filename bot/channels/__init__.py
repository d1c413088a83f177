"""Connect to one platform each; none of them decides what is said."""
