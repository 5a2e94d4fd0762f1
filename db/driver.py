"""The one database driver: SQLCipher's, also for plain ledgers, and its errors under our names.

sqlcipher3's errors are not `sqlite3`'s, and sqlite_utils prefers a module named `pysqlite3`; both facts are dealt with here and nowhere else.
"""

import sys

import sqlcipher3
from sqlcipher3 import dbapi2

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

Connection = dbapi2.Connection
Cursor = dbapi2.Cursor
DatabaseError = dbapi2.DatabaseError
IntegrityError = dbapi2.IntegrityError
OperationalError = dbapi2.OperationalError
connect = dbapi2.connect
UNREADABLE = (DatabaseError, UnicodeDecodeError)
"""What a damaged file raises; a flipped bit in a name makes the driver choke on its own message."""
