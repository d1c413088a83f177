"""Methods: walking through one step by step, and looking back on it weeks later."""
