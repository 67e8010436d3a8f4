"""Who may come in: the store opened, people signed in, their accounts, passwords and approvals."""
