// What the API sends, by the names the pages use. The shapes are generated from api/openapi.json (npm run generate);
// only what Go keeps as open strings is narrowed here.
import type { components } from './schema'

type S = components['schemas']

export type Me = S['Me']
export type SessionRow = S['SessionRow']
export type Receipt = S['Receipt']
export type ClockLine = S['ClockLine']

export type ClockState = 'running' | 'due_today' | 'overdue' | 'suspended' | 'met' | 'met_late' | 'lapsed' | 'stopped'
export type Unit = 'working' | 'calendar' | 'hour' | 'month' | 'year'
export type ClockStatus = S['ClockStatus'] // state is a ClockState, unit a Unit; what is new in the API is shown by its name
export type Clock = S['ClockRow']
export type TraceStep = S['Step']
export type ClockExplanation = S['ClockAnswer']
export type Calculation = S['Calculation']

export type CaseRow = S['CaseRow']
export type Task = S['Task']
export type TaskRow = S['TaskRow']
export type StoredFile = S['File']
export type Document = S['Document']
export type Service = S['Service']
export type Finding = S['Finding']
export type Target = S['Target']
export type Case = S['Case']
export type AllowedAct = S['AllowedAct']
export type TimelineRow = S['TimelineRow']
export type CaseFile = S['CaseFile']
export type EventRow = S['EventRow']

export type Penalty = S['Penalty']
export type Proposal = S['Proposal']
export type Hearing = S['Hearing']
export type HearingRow = S['HearingRow']
export type Supposition = S['Supposition']
export type Legality = S['Legality']
export type Meeting = S['Meeting']
export type Enforcement = S['Enforcement']
export type Licences = S['Licences']
export type LicenceItem = S['LicenceItem']
/** A round of what the officers propose (GET /cases/{id}/proposals). */
export interface ProposalRow { round: number; on: string; by: string; why?: string; reason?: string; digest: string; proposal: Proposal }

export type Board = S['Board']
export type BoardGroup = S['BoardGroup']
export type Report = S['Report']
export type Person = S['PersonRow']
export type PartyLine = S['PartyLine']
export type PartyFile = S['PartyFile']
export type ImportReport = S['ImportReport']
export type Rule = S['Rule']
export type Violation = S['Violation']
export type Day = S['Day']
export type CalendarYear = S['CalendarYear']
export type CalendarPreview = S['Preview']
export type PolicyLine = S['Line']
export type PolicyTable = S['Matrix']
export type ProblemBody = S['Problem']

export type Registration = S['Registration']
export type RegMaterial = S['RegMaterial']
export type RegistrationDesk = S['RegistrationDesk']
export type RegistrationGuide = S['RegistrationGuide']
export type RegisteredOrg = S['RegisteredOrg']
export type OrgItems = S['OrgItems']
export type Application = S['ApplicationView']
export type Filing = S['FilingView']

export type AnnualCheck = S['AnnualCheck']
export type CheckFinding = S['CheckFinding']
export type CheckGround = S['CheckGroundRow']
export type CheckDesk = S['CheckDesk']
export type ElectionRow = S['ElectionRow']
export type Listing = S['Listing']
export type ListingRow = S['ListingRow']
export type OrgLead = S['OrgLead']
export type ListGround = S['ListGroundRow']
export type Sampling = S['Sampling']
