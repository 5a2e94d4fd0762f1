"""One recipe per kind of paper; the list is written out here."""

from desktop.documents.recipe import Recipe
from desktop.documents.recipes import (
    archive_handover_list,
    close_out_approval,
    correction_letter,
    department_briefing,
    due_warning_letter,
    export_register,
    feedback,
    follow_up_bulletin,
    follow_up_notice,
    follow_up_plan,
    follow_up_report,
    immediate_rectification_notice,
    inspection_progress_report,
    inspection_progress_upward_report,
    joint_review_letter,
    leader_copy_report,
    ledger_seal_page,
    meeting_finding_list,
    monthly_rectification_report,
    organization_responsibility_list,
    post_inspection_assessment,
    public_rectification_report,
    recommendation_letter,
    rectification_assessment,
    rectification_bulletin,
    rectification_notice,
    rectification_report,
    rectification_summary_report,
    referral_letter,
    reminder_letter,
    reminder_talk_record,
    reply_reminder_letter,
    restore_drill_record,
    sample_lock,
    satisfaction_survey,
    special_check_referral,
    supervision_handbook,
    supervision_letter,
    talk_notice,
    unit_finding_list,
)
from desktop.errors import KnownError

RECIPES: tuple[Recipe, ...] = (
    recommendation_letter.RECIPE,
    immediate_rectification_notice.RECIPE,
    feedback.RECIPE,
    unit_finding_list.RECIPE,
    leader_copy_report.RECIPE,
    referral_letter.RECIPE,
    department_briefing.RECIPE,
    special_check_referral.RECIPE,
    organization_responsibility_list.RECIPE,
    rectification_notice.RECIPE,
    supervision_handbook.RECIPE,
    joint_review_letter.RECIPE,
    due_warning_letter.RECIPE,
    reminder_letter.RECIPE,
    reply_reminder_letter.RECIPE,
    supervision_letter.RECIPE,
    rectification_summary_report.RECIPE,
    monthly_rectification_report.RECIPE,
    inspection_progress_report.RECIPE,
    inspection_progress_upward_report.RECIPE,
    rectification_bulletin.RECIPE,
    follow_up_notice.RECIPE,
    follow_up_plan.RECIPE,
    follow_up_report.RECIPE,
    follow_up_bulletin.RECIPE,
    talk_notice.RECIPE,
    rectification_report.RECIPE,
    public_rectification_report.RECIPE,
    close_out_approval.RECIPE,
    rectification_assessment.RECIPE,
    sample_lock.RECIPE,
    reminder_talk_record.RECIPE,
    satisfaction_survey.RECIPE,
    post_inspection_assessment.RECIPE,
    meeting_finding_list.RECIPE,
    ledger_seal_page.RECIPE,
    archive_handover_list.RECIPE,
    export_register.RECIPE,
    restore_drill_record.RECIPE,
    correction_letter.RECIPE,
)


def recipe_of(kind: str) -> Recipe:
    """The recipe of a kind, by its fixed name or its Chinese title."""
    for recipe in RECIPES:
        if kind in (recipe.kind, recipe.title):
            return recipe
    names = "、".join(f"{recipe.kind}（{recipe.title}）" for recipe in RECIPES)
    raise KnownError(f"没有“{kind}”这个文种；现有：{names}")


def kinds() -> list[dict[str, object]]:
    """The catalogue of papers, in the shape of the command line."""
    return [recipe.as_json() for recipe in RECIPES]
