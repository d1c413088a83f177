"""Talk. One platform each; none of them knows what is said."""
