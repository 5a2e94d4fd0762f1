"""文书: papers made, checked, issued and registered."""
