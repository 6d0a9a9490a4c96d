import type { ActRegistry } from '@/components/act-def'
import { campaignActs } from '@/features/campaign/acts'
import { caseActs } from '@/features/cases/acts'
import { cleanupActs } from '@/features/cleanup/acts'
import { clearanceActs } from '@/features/cleanup/clearance-acts'
import { hearingActs } from '@/features/penalty/hearing-acts'
import { inspectionActs } from '@/features/inspection/acts'
import { legalityActs } from '@/features/legality/acts'
import { meetingActs } from '@/features/meeting/acts'
import { penaltyActs } from '@/features/penalty/acts'
import { openCaseActs } from '@/features/penalty/clue-page'
import { inquiryActs } from '@/features/penalty/inquiry-acts'
import { moneyActs } from '@/features/penalty/money-acts'
import { rectificationActs } from '@/features/rectification/acts'
import { referralActs } from '@/features/referral/acts'
import { registrationActs } from '@/features/registration/acts'

/** How every act on a case is asked for. */
export const acts: ActRegistry = { ...caseActs, ...campaignActs, ...inspectionActs, ...rectificationActs, ...penaltyActs, ...inquiryActs, ...hearingActs, ...moneyActs, ...legalityActs, ...meetingActs, ...referralActs, ...openCaseActs, ...registrationActs, ...cleanupActs, ...clearanceActs }
