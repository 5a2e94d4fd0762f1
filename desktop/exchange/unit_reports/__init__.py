"""单位整改报告: the answers of a unit's report matched to the findings they are about; claims are proposed, never verdicts (RULES §10)."""
