"""Colours and sizes by what they mean, icons, and the calm parts that are made of them."""
