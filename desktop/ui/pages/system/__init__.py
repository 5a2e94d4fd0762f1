"""系统: users, backups, dictionaries, bases, log and health."""
