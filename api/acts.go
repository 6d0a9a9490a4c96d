package api

import (
	"context"
	"encoding/json"
	"net/http"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

// Asked is the body of every act: what is done, when it happened, and what the person had seen.
type Asked[T any] struct {
	Version    *int            `json:"version,omitempty" minimum:"0" doc:"所见案卷的版本；不符的，拒绝办理"`
	OccurredAt time.Time       `json:"occurred_at,omitzero" doc:"法律上发生的时间，空为现在；早于7天的须补录"`
	Backfill   string          `json:"backfill,omitempty" maxLength:"500" doc:"补录原因；须有补录职权"`
	As         domain.PersonID `json:"as,omitempty" maxLength:"80" doc:"补录时：实际办理人"`
	Data       T               `json:"data" doc:"办理内容"`
}

// Keyed asks for the idempotency key of an act.
type Keyed struct {
	Key string `header:"Idempotency-Key" required:"true" minLength:"8" maxLength:"100" pattern:"^[A-Za-z0-9._:-]+$" doc:"幂等键：同一次办理重发时不变"`
}

// The bodies are read late: huma checks them by the schema of the act, and one handler serves all acts. A handler compiled for each of
// three hundred made this package take three gigabytes and a minute to build.
type actInput struct {
	Case domain.CaseID `path:"case" maxLength:"200"`
	Keyed
	Body json.RawMessage
}

type openInput struct {
	Keyed
	Body json.RawMessage
}

// acts is every act a person can ask for, one operation each. A test proves that it is the list of domain.
func (s *server) actRoutes() {
	act[domain.EstablishAgency](s)
	act[domain.AmendAgency](s)

	act[domain.DraftCampaign](s)
	act[domain.SetTargets](s)
	act[domain.DrawTargets](s)
	act[domain.ApproveCampaign](s)
	act[domain.PublishCampaign](s)
	act[domain.OpenCampaign](s)
	act[domain.AddTarget](s)
	act[domain.SuspendCampaign](s)
	act[domain.ResumeCampaign](s)
	act[domain.CloseCampaign](s)
	act[domain.CancelCampaign](s)

	act[domain.AssignInspection](s)
	act[domain.ApproveInspection](s)
	act[domain.CancelInspection](s)
	act[domain.RecuseOfficer](s)
	act[domain.NotifyInspection](s)
	act[domain.Arrive](s)
	act[domain.RefuseEntry](s)
	act[domain.NotFound](s)
	act[domain.RecordVisit](s)
	act[domain.DisposeFindings](s)
	act[domain.OrderCorrection](s)
	act[domain.OpenCase](s)
	act[domain.NotifyResult](s)
	act[domain.PublishResult](s)
	act[domain.WithholdResult](s)

	act[domain.AmendOrder](s)
	act[domain.ApproveOrder](s)
	act[domain.ReturnOrder](s)
	act[domain.VoidOrder](s)
	act[domain.ServeOrder](s)
	act[domain.ServiceFailed](s)
	act[domain.AskExtension](s)
	act[domain.GrantExtension](s)
	act[domain.RefuseExtension](s)
	act[domain.ReportCorrection](s)
	act[domain.Reinspect](s)
	act[domain.OrderAgain](s)
	act[domain.ProposeCase](s)
	act[domain.FollowWithCase](s)
	act[domain.RevokeOrder](s)

	// penalty
	act[domain.OpenClue](s)
	act[domain.AssignCase](s)
	act[domain.ProposeFiling](s)
	act[domain.FileCase](s)
	act[domain.ReturnFiling](s)
	act[domain.RefuseFiling](s)
	act[domain.MoveCase](s)
	act[domain.ReportInquiry](s)
	act[domain.AmendProposal](s)
	act[domain.SubmitReview](s)
	act[domain.Insist](s)
	act[domain.IssueNotice](s)
	act[domain.ServePaper](s)
	act[domain.PaperServiceFailed](s)
	act[domain.RecordDefence](s)
	act[domain.AnswerDefence](s)
	act[domain.Waive](s)
	act[domain.SubmitDecision](s)
	act[domain.ReturnDecision](s)
	act[domain.Decide](s)
	act[domain.ExtendCase](s)
	act[domain.CorrectDecision](s)
	act[domain.RevokeDecision](s)
	act[domain.DissolveByPersuasion](s)
	act[domain.ConcludeCase](s)
	act[domain.ArchiveCase](s)
	act[domain.DecideOnSpot](s)
	act[domain.ReportOnSpot](s)

	// inquiry
	act[domain.HoldInterview](s)
	act[domain.RecordSiteVisit](s)
	act[domain.TakeSample](s)
	act[domain.SendForAppraisal](s)
	act[domain.ReturnAppraisal](s)
	act[domain.ExcludeEvidence](s)
	act[domain.MoveEvidence](s)
	act[domain.AskPreservation](s)
	act[domain.ApprovePreservation](s)
	act[domain.RefusePreservation](s)
	act[domain.SettlePreservation](s)
	act[domain.ReturnPreserved](s)
	act[domain.AskRecusal](s)
	act[domain.DecideRecusal](s)
	act[domain.ChangeOfficers](s)
	act[domain.SuspendInquiry](s)
	act[domain.ResumeInquiry](s)
	act[domain.TerminateInquiry](s)
	act[domain.JoinCase](s)
	act[domain.SplitCase](s)
	act[domain.EntrustInquiry](s)
	act[domain.EntrustReply](s)
	act[domain.DisputeJurisdiction](s)
	act[domain.SettleJurisdiction](s)
	act[domain.TakeOver](s)

	// hearing
	act[domain.RequestHearing](s)
	act[domain.GrantHearing](s)
	act[domain.RefuseHearing](s)
	act[domain.NameAgents](s)
	act[domain.AppointHost](s)
	act[domain.HandOverFile](s)
	act[domain.SetHearing](s)
	act[domain.AnnounceHearing](s)
	act[domain.AdjournHearing](s)
	act[domain.WithdrawHearing](s)
	act[domain.DefaultHearing](s)
	act[domain.HoldHearing](s)
	act[domain.ReportHearing](s)

	// execution
	act[domain.RecordPayment](s)
	act[domain.CancelPayment](s)
	act[domain.CollectOnSpot](s)
	act[domain.HandIn](s)
	act[domain.BankIn](s)
	act[domain.ReduceSurcharge](s)
	act[domain.ApproveRefund](s)
	act[domain.PayRefund](s)
	act[domain.NotifyPayment](s)
	act[domain.AskInstalment](s)
	act[domain.ApproveInstalment](s)
	act[domain.RefuseInstalment](s)
	act[domain.Demand](s)
	act[domain.RecordDemandViews](s)
	act[domain.ApplyCourt](s)
	act[domain.CourtRuled](s)
	act[domain.ObjectRuling](s)
	act[domain.EndExecution](s)
	act[domain.RecordPerformance](s)
	act[domain.TakeGoods](s)
	act[domain.DisposeGoods](s)
	act[domain.FileRemedy](s)
	act[domain.ForwardReview](s)
	act[domain.DecideRemedy](s)

	// disclosure
	act[domain.Redact](s)
	act[domain.Publish](s)
	act[domain.Withhold](s)
	act[domain.CorrectPublicity](s)
	act[domain.WithdrawPublicity](s)
	act[domain.AskRepair](s)
	act[domain.AcceptRepair](s)
	act[domain.RepairCredit](s)

	// legality
	act[domain.SubmitPaper](s)
	act[domain.AcceptReview](s)
	act[domain.ReturnReview](s)
	act[domain.ResubmitReview](s)
	act[domain.ReviewFairness](s)
	act[domain.ConcludeReview](s)
	act[domain.ExtendReview](s)
	act[domain.ReassignReview](s)
	act[domain.WithdrawReview](s)
	act[domain.SignPaper](s)
	act[domain.NumberPaper](s)
	act[domain.PublishPaper](s)
	act[domain.FilePaper](s)
	act[domain.RepealPaper](s)

	// registration
	act[domain.BeginRegistration](s)
	act[domain.SignPriorNotice](s)
	act[domain.CheckName](s)
	act[domain.ReceiveApplication](s)
	act[domain.SupplementMaterials](s)
	act[domain.WithdrawApplication](s)
	act[domain.RejectApplication](s)
	act[domain.ListGaps](s)
	act[domain.AcceptApplication](s)
	act[domain.IssueAcceptance](s)
	act[domain.ServeRegistration](s)
	act[domain.AssignReviewers](s)
	act[domain.VisitPremises](s)
	act[domain.ProposeRegistration](s)
	act[domain.SignVisit](s)
	act[domain.SecondReview](s)
	act[domain.ReviewRegistration](s)
	act[domain.DiscussRegistration](s)
	act[domain.DecideRegistration](s)
	act[domain.CertifyRegistration](s)
	act[domain.DeliverResult](s)
	act[domain.AnnounceRegistration](s)
	act[domain.CollectCertificate](s)
	act[domain.FormLiquidation](s)
	act[domain.NotifyCreditors](s)
	act[domain.EndLiquidation](s)
	act[domain.SettleResidue](s)
	act[domain.PetitionCourt](s)
	// registration: off the plain course
	act[domain.HandOverContact](s)
	act[domain.CorrectOnSpot](s)
	act[domain.ListGapsAgain](s)
	act[domain.ExtendDecision](s)
	act[domain.PauseRegistration](s)
	act[domain.ResumeRegistration](s)
	act[domain.InformInterested](s)
	act[domain.RecordView](s)
	act[domain.TellLicenceHearing](s)
	act[domain.AskLicenceHearing](s)
	act[domain.WaiveLicenceHearing](s)
	act[domain.SetLicenceHearing](s)
	act[domain.HoldLicenceHearing](s)
	act[domain.CancelLicenceHearing](s)
	act[domain.LoseConsent](s)
	act[domain.ReturnRegistration](s)
	act[domain.RescindGrant](s)
	act[domain.OpenRegistrationClue](s)
	act[domain.ProposeAnnulment](s)
	act[domain.AnnulRegistration](s)
	act[domain.RateService](s)
	act[domain.InformRegister](s)

	// clean-ups
	act[domain.DraftCleanup](s)
	act[domain.ReviseCleanup](s)
	act[domain.ApproveCleanup](s)
	act[domain.ScreenCleanup](s)
	act[domain.AddItem](s)
	act[domain.RemoveItem](s)
	act[domain.ReviewCleanup](s)
	act[domain.AnnounceCleanup](s)
	act[domain.SetWindow](s)
	act[domain.PauseCleanup](s)
	act[domain.ResumeCleanup](s)
	act[domain.CancelCleanup](s)
	act[domain.CloseCleanup](s)
	act[domain.ReportCleanup](s)
	act[domain.AssignClearance](s)
	act[domain.SendLetter](s)
	act[domain.LetterResult](s)
	act[domain.LogContact](s)
	act[domain.VerifyClearance](s)
	act[domain.ProposeDisposal](s)
	act[domain.DecideDisposal](s)
	act[domain.ReturnDisposal](s)
	act[domain.ServeClearance](s)
	act[domain.ReportRectified](s)
	act[domain.CheckRectified](s)
	act[domain.CaseResult](s)
	act[domain.CollectClearance](s)
	act[domain.OpenDeregistration](s)
	act[domain.SettleClearance](s)
	act[domain.ChangeWay](s)
	act[domain.ObjectClearance](s)
	act[domain.AnswerObjection](s)
	act[domain.CloseClearance](s)
	act[domain.ReopenClearance](s)
	act[domain.OpenClearListing](s)
	act[domain.ProveClearance](s)
	act[domain.ServeAnswer](s)
	act[domain.OrderElection](s)
	act[domain.SettleFinding](s)
	act[domain.LiftStop](s)
	act[domain.ReturnSealed](s)

	// annual check
	act[domain.OpenCheck](s)
	act[domain.StayOut](s)
	act[domain.ReportYear](s)
	act[domain.EnterUnitOpinion](s)
	act[domain.AskMore](s)
	act[domain.AnswerMore](s)
	act[domain.VisitOrganization](s)
	act[domain.ReviewYear](s)
	act[domain.ReturnYear](s)
	act[domain.ConcludeYear](s)
	act[domain.PublishYear](s)
	act[domain.ServeCheck](s)
	act[domain.ReportCheckRectified](s)
	act[domain.VerifyRectified](s)
	act[domain.ResetYear](s)
	act[domain.OpenCheckClue](s)
	act[domain.CloseCheck](s)

	// credit lists
	act[domain.OpenListing](s)
	act[domain.SendListingLetter](s)
	act[domain.ListingLetterResult](s)
	act[domain.ProveNoFault](s)
	act[domain.NoticeListing](s)
	act[domain.ServeListing](s)
	act[domain.RecordReply](s)
	act[domain.AnswerReply](s)
	act[domain.DropListing](s)
	act[domain.DecideListing](s)
	act[domain.PublishListing](s)
	act[domain.AskRemoval](s)
	act[domain.VerifyRemoval](s)
	act[domain.RemoveListing](s)
	act[domain.CorrectListing](s)
	act[domain.UpholdListing](s)

	// sampling
	act[domain.FreezePool](s)
	act[domain.SampleTargets](s)

	// meeting
	act[domain.ConveneMeeting](s)
	act[domain.AmendAgenda](s)
	act[domain.HoldMeeting](s)
	act[domain.SignMinutes](s)
	act[domain.CloseMeeting](s)
	act[domain.CancelMeeting](s)

	// referral
	act[domain.OpenReferral](s)
	act[domain.ReferCase](s)
	act[domain.ReferClue](s)
	act[domain.ReportReferral](s)
	act[domain.ApproveReferral](s)
	act[domain.ApproveLetter](s)
	act[domain.RefuseReferral](s)
	act[domain.SendReferral](s)
	act[domain.ReceiveReceipt](s)
	act[domain.Forwarded](s)
	act[domain.Misdirected](s)
	act[domain.MissingMaterials](s)
	act[domain.Supplement](s)
	act[domain.PoliceDecision](s)
	act[domain.Contest](s)
	act[domain.Reconsidered](s)
	act[domain.Supervised](s)
	act[domain.TakeBack](s)
	act[domain.Deliver](s)
	act[domain.Progress](s)
	act[domain.Reply](s)
	act[domain.Conclude](s)
	act[domain.ReceiveReferral](s)
	act[domain.TakeUp](s)
	act[domain.DeclineReferral](s)
	act[domain.AnswerReferral](s)

	// stand-ins
	act[domain.StandIn](s)
	act[domain.EndStandIn](s)

	// norms
	act[domain.SetNorms](s)

	act[domain.AddNote](s)
	act[domain.AddEvidence](s)
	act[domain.Acknowledge](s)
	act[domain.Reassign](s)

	act[domain.RegisterParty](s)
	act[domain.AmendParty](s)

	// the register of organizations
	act[domain.EnterOrganization](s)
	act[domain.CompleteOrganization](s)
	act[domain.CorrectEntry](s)
	act[domain.FileOfficers](s)
	act[domain.PutOnFile](s)
	act[domain.AddBranch](s)
	act[domain.EndBranch](s)
	act[domain.CountMembers](s)
	act[domain.SetPhone](s)
	act[domain.SetTerm](s)
	act[domain.RecordElection](s)
	act[domain.ExtendTerm](s)
	act[domain.MarkCharity](s)
	act[domain.RecordActivity](s)
	act[domain.RecordPenalty](s)
	act[domain.AbsorbDuplicate](s)

	act[domain.AddPerson](s)
	act[domain.GrantRole](s)
	act[domain.EndRole](s)
	act[domain.Certify](s)
	act[domain.Qualify](s)
	act[domain.Leave](s)

	act[domain.ImportNotice](s)
	act[domain.SetRules](s)
	act[domain.SetTemplate](s)
	act[domain.ResetTemplate](s)
}

// act registers the operation of one act. Whether the person holds the office at all is asked here, so that nobody
// learns of a file by its refusals; whether in this matter, the store asks inside the transaction.
func act[T any, P interface {
	*T
	domain.Command
}](s *server) {
	name := P(new(T)).Act()
	spec, ok := domain.SpecOf(name)
	if !ok || spec.SystemOnly {
		panic("api: " + name + " is not an act of people")
	}
	s.actRoute(spec, reflect.TypeFor[Asked[T]](), func() domain.Command { return P(new(T)) })
}

func (s *server) actRoute(spec domain.Spec, asked reflect.Type, blank func() domain.Command) {
	describe := func(op *huma.Operation) {
		op.Tags = append(op.Tags, "acts")
		op.Description = spec.English + "." + spec.Starts
		op.Extensions["x-power"] = policies.Of(spec).String()
		op.Extensions["x-act"] = spec
		op.Errors = []int{401, 403, 404, 409, 422, 429}
		op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/json": {Schema: s.huma.OpenAPI().Components.Schemas.Schema(asked, true, "")}}}
	}
	name := spec.Name
	if spec.Opens {
		handle(s, signedIn, "POST", "/acts/"+name, name, spec.Title, func(ctx context.Context, w *who, in *openInput) (*body[store.Receipt], error) {
			return s.perform(ctx, w, "", blank(), in.Key, in.Body)
		}, describe)
		return
	}
	handle(s, signedIn, "POST", "/cases/{case}/acts/"+name, name, spec.Title, func(ctx context.Context, w *who, in *actInput) (*body[store.Receipt], error) {
		return s.perform(ctx, w, in.Case, blank(), in.Key, in.Body)
	}, describe)
}

// perform asks the store for an act in the name of the person of the session.
func (s *server) perform(ctx context.Context, w *who, id domain.CaseID, cmd domain.Command, key string, raw json.RawMessage) (*body[store.Receipt], error) {
	var b Asked[json.RawMessage]
	err := readJSON(raw, &b)
	if err == nil {
		err = readJSON(b.Data, cmd)
	}
	if err != nil {
		return nil, fromHuma(ctx, http.StatusUnprocessableEntity, "", []error{&huma.ErrorDetail{Location: "body", Message: err.Error(), Value: string(raw)}})
	}
	spec, _ := domain.SpecOf(cmd.Act())
	r := store.Request{Case: id, Command: cmd, Actor: w.Person.ID, RecordedBy: w.Person.ID, At: b.OccurredAt, Backfill: b.Backfill, Key: key, Version: b.Version}
	actor, on := w.Person, s.today()
	if !b.OccurredAt.IsZero() { // what is no possible day is a slip of the pen, not a lack of office on that day
		switch on = domain.DateOf(b.OccurredAt); {
		case b.OccurredAt.Year() < 1949 || on < domain.NewDate(1949, 10, 1):
			return nil, refuse("too_early", "日期早于1949年10月1日。", "the date lies before 1949-10-01")
		case b.OccurredAt.After(s.Now().Add(time.Minute)):
			return nil, refuse("in_the_future", "发生时间不能晚于现在。", "an act cannot have happened in the future")
		}
	}
	if b.Backfill != "" { // the engine leaves the file alone until endBackfill, or for half a working day
		if err := s.Guard.Can(w.Person, policies.Backfill, w.Agency, s.today()); err != nil {
			return nil, err
		}
		if b.As != "" && b.As != w.Person.ID {
			p, err := s.store.Person(ctx, b.As)
			if err != nil || p.Agency != w.Agency {
				return nil, badField("as", "没有这名人员", "there is no such person")
			}
			r.Actor, actor = p.ID, p
		}
	} else if b.As != "" {
		return nil, badField("as", "只有补录时才能写明实际办理人", "only a backfill names who did it")
	}
	if err := s.Guard.Can(actor, policies.Of(spec), w.Agency, on); err != nil {
		s.metrics.acts.WithLabelValues(spec.Name, "refused").Inc()
		return nil, err
	}
	got, err := s.store.Act(ctx, r)
	switch {
	case err != nil && domain.CodeOf(err) != "":
		s.metrics.acts.WithLabelValues(spec.Name, "refused").Inc()
		return nil, s.hide(ctx, w, id, err)
	case err != nil:
		s.metrics.acts.WithLabelValues(spec.Name, "failed").Inc()
		return nil, err
	case got.Again:
		s.metrics.acts.WithLabelValues(spec.Name, "again").Inc()
	default:
		s.metrics.acts.WithLabelValues(spec.Name, "recorded").Inc()
	}
	if spec.Name == "calendar.import" {
		// the notice is in force; the running clocks follow it. A repeated request mends what was cut off before.
		if _, err := s.store.Recount(context.WithoutCancel(ctx), "工作日历变更"); err != nil {
			return nil, err
		}
	}
	return answer(got), nil
}

// hide turns a refusal about another authority's file, or one the person may not know of, into one that says nothing of it.
func (s *server) hide(ctx context.Context, w *who, id domain.CaseID, refusal error) error {
	if id == "" || domain.CodeOf(refusal) == "not_found" {
		return refusal
	}
	if c, err := s.store.Case(ctx, id); err == nil && (c.Agency != "" && c.Agency != w.Agency || !s.Guard.Sees(w.Person, c, s.today())) {
		return errNotFound
	}
	return refusal
}
