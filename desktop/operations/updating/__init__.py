"""Updates by file (I2): what may be installed, installing it beside, the trial on a copy of the ledger, the switch, and the way back.

The switch of the pointer (`host/versions.py`) is the one moment at which the version changes. All that can fail is done before it: the file is
verified whole, the new program has tested itself, the ledger is backed up, and the new program has brought a copy of that backup up to date in one
transaction and found the same content, counts and rates in it. The ledger itself is brought up to date by the new version when it first opens it,
again in one transaction. So there is never a former version before a ledger that it cannot open.
"""
