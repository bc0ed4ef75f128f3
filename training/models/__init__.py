from .engagements import Attendance, Discipline, Engagement, EngagementKind
from .figures import StatedFigure
from .grants import Award, Grantee, GrantProgram
from .jurisdictions import Jurisdiction, JurisdictionName, TribeState
from .lessons import Lesson
from .partnerships import Milestone, Partnership, Phase, PhaseKind

__all__ = [
    "Attendance",
    "Award",
    "Discipline",
    "Engagement",
    "EngagementKind",
    "GrantProgram",
    "Grantee",
    "Jurisdiction",
    "JurisdictionName",
    "Lesson",
    "Milestone",
    "Partnership",
    "Phase",
    "PhaseKind",
    "StatedFigure",
    "TribeState",
]
