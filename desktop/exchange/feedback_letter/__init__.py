"""A feedback letter (反馈意见) as findings that are proposed, each with its paragraphs (RULES §9)."""
