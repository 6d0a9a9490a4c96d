package workflows

import "yifa/domain"

// Waits is what is waited for at a stage.
func Waits(s domain.Stage) string {
	return campaignStages[s] + inspectionStages[s] + rectificationStages[s] + penaltyStages[s] + legalityStages[s] + meetingStages[s] + referralStages[s] + registrationStages[s] + cleanupStages[s] + clearanceStages[s] + annualCheckStages[s] + listingStages[s]
}
