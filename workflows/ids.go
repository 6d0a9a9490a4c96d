package workflows

import (
	"strings"

	"yifa/domain"
)

// MovedSignal wakes a workflow; its payload is Moved.
const MovedSignal = "moved"

// TaskQueue is where the workers of this system wait.
const TaskQueue = "yifa"

// CampaignID names the workflow that follows a campaign.
func CampaignID(c domain.CaseID) string { return workflowID(domain.ProcCampaign, c) }

// InspectionID names the workflow that follows an inspection.
func InspectionID(c domain.CaseID) string { return workflowID(domain.ProcInspection, c) }

// RectificationID names the workflow that follows an order to correct.
func RectificationID(c domain.CaseID) string { return workflowID(domain.ProcRectification, c) }

// PenaltyID names the workflow that follows a penalty case.
func PenaltyID(c domain.CaseID) string { return workflowID(domain.ProcPenalty, c) }

// ReferralID names the workflow that follows a referral.
func ReferralID(c domain.CaseID) string { return workflowID(domain.ProcReferral, c) }

// LegalityID names the workflow that follows a legality review.
func LegalityID(c domain.CaseID) string { return workflowID(domain.ProcLegality, c) }

// MeetingID names the workflow that follows a meeting of the leaders.
func MeetingID(c domain.CaseID) string { return workflowID(domain.ProcMeeting, c) }

// RegistrationID names the workflow that follows an application for registration.
func RegistrationID(c domain.CaseID) string { return workflowID(domain.ProcRegistration, c) }

// CleanupID names the workflow that follows a clean-up campaign.
func CleanupID(c domain.CaseID) string { return workflowID(domain.ProcCleanup, c) }

// ClearanceID names the workflow that follows one organization in a clean-up.
func ClearanceID(c domain.CaseID) string { return workflowID(domain.ProcClearance, c) }

// AnnualCheckID names the workflow that follows the annual check of an organization and year.
func AnnualCheckID(c domain.CaseID) string { return workflowID(domain.ProcCheck, c) }

// ListingID names the workflow that follows an entry of a credit list.
func ListingID(c domain.CaseID) string { return workflowID(domain.ProcListing, c) }

func workflowID(p domain.Procedure, c domain.CaseID) string { return string(p) + ":" + string(c) }

// CaseOf is the file that a workflow follows; false for a workflow that follows none.
func CaseOf(id string) (domain.Procedure, domain.CaseID, bool) {
	p, c, found := strings.Cut(id, ":")
	if _, _, follows := Following(domain.Procedure(p), ""); !found || !follows || c == "" {
		return "", "", false
	}
	return domain.Procedure(p), domain.CaseID(c), true
}

// Following is the workflow that follows files of a procedure, and what it is called for one file; false for a
// register, which has no course of its own.
func Following(p domain.Procedure, c domain.CaseID) (workflow any, id string, follows bool) {
	switch p {
	case domain.ProcCampaign:
		return Campaign, CampaignID(c), true
	case domain.ProcInspection:
		return Inspection, InspectionID(c), true
	case domain.ProcRectification:
		return Rectification, RectificationID(c), true
	case domain.ProcPenalty:
		return Penalty, PenaltyID(c), true
	case domain.ProcReferral:
		return Referral, ReferralID(c), true
	case domain.ProcLegality:
		return Legality, LegalityID(c), true
	case domain.ProcMeeting:
		return Meeting, MeetingID(c), true
	case domain.ProcRegistration:
		return Registration, RegistrationID(c), true
	case domain.ProcCleanup:
		return Cleanup, CleanupID(c), true
	case domain.ProcClearance:
		return Clearance, ClearanceID(c), true
	case domain.ProcCheck:
		return AnnualCheck, AnnualCheckID(c), true
	case domain.ProcListing:
		return Listing, ListingID(c), true
	default:
		return nil, "", false
	}
}
