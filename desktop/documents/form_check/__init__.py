"""Layout check of any Word paper against GB/T 9704 by structure (D16).

`view` resolves one paper, `kinds` says what each paragraph is, the `*_rules` modules find faults, `checking` runs them and mends a copy.
Only what the standard itself says is a fault; practice that differs from office to office is not.
"""
