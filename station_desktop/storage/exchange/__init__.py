"""The journal on its way to other devices and from them."""
