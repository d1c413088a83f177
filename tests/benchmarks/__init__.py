"""Measure speed, memory and accuracy: `make bench`. Figures are printed; nothing fails on them."""
