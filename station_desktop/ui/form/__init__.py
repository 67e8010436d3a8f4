"""Any form on the screen: questions, the inputs that ask them, and what is said beneath."""
