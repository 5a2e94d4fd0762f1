"""Kinds that stand in the register although the program does not make them yet, and what chasing is called in sentences."""

from desktop.documents.recipe import Recipe

OTHER_TITLES = {
    "other_letter": "其他文书",
}
REMINDER = "reminder_letter"
STEPS = {
    REMINDER: "中期提醒",
    "due_warning_letter": "预警提醒",
    "reply_reminder_letter": "催报",
    "supervision_letter": "督办",
}


def titles(recipes: tuple[Recipe, ...]) -> dict[str, str]:
    """The Chinese name of every kind that may stand in the register: those that are made, and those of other desks."""
    return {**OTHER_TITLES, **{recipe.kind: recipe.title for recipe in recipes}}
