package domain

// This file holds what the law allows against a violation: which version of the norm applies, who is competent, which
// sanctions there are and within which bounds. The law is data (Norms); a choice inside the bounds is a person's.

// SanctionKind is a kind of penalty (行政处罚法 9) or of what goes with one.
type SanctionKind string

// The kinds.
const (
	SanctionWarning      SanctionKind = "warning"             // 警告
	SanctionCriticism    SanctionKind = "criticism"           // 通报批评
	SanctionFine         SanctionKind = "fine"                // 罚款
	SanctionGains        SanctionKind = "confiscate_gains"    // 没收违法所得
	SanctionGoods        SanctionKind = "confiscate_goods"    // 没收非法财物
	SanctionStop         SanctionKind = "stop_activity"       // 限期停止活动
	SanctionReplace      SanctionKind = "replace_managers"    // 责令撤换直接负责的主管人员
	SanctionRevoke       SanctionKind = "revoke_certificate"  // 吊销登记证书
	SanctionCancel       SanctionKind = "cancel_registration" // 撤销登记
	SanctionClose        SanctionKind = "close"               // 责令关闭
	SanctionSuspendTrade SanctionKind = "stop_business"       // 责令停产停业
	SanctionBarPerson    SanctionKind = "bar_person"          // 限制从业
	SanctionBan          SanctionKind = "ban"                 // 取缔
)

// Sanction is one penalty, as proposed or decided.
type Sanction struct {
	Kind      SanctionKind `json:"kind" doc:"处罚种类"`
	Violation string       `json:"violation" maxLength:"6" doc:"针对的违法行为"`
	AmountFen int64        `json:"amount_fen,omitempty" minimum:"0" doc:"金额（分）"`
	Months    int          `json:"months,omitempty" minimum:"0" maximum:"60" doc:"期限（月）"`
	Person    string       `json:"person,omitempty" maxLength:"60" doc:"受处罚的直接责任人员"`
	Text      string       `json:"text,omitempty" maxLength:"500" doc:"内容说明"`
}

// Assessment is what a range rests on, for one violation: sums in fen.
type Assessment struct {
	Violation     string   `json:"violation" doc:"违法行为编号"`
	From          Date     `json:"from" doc:"行为开始之日"`
	To            Date     `json:"to,omitzero" doc:"行为终了之日，仍在继续的留空"`
	GainsFen      int64    `json:"gains_fen,omitempty" minimum:"0" doc:"违法所得（分）"`
	GainsUnknown  bool     `json:"gains_unknown,omitempty" doc:"违法所得无法查清"`
	RefundFen     int64    `json:"refund_fen,omitempty" minimum:"0" doc:"依法应当退赔的部分（分）"`
	RefundSettled bool     `json:"refund_settled,omitempty" doc:"已核定是否有应当退赔的款项"`
	TurnoverFen   int64    `json:"turnover_fen,omitempty" minimum:"0" doc:"违法经营额、制造销售金额（分）"`
	Natural       bool     `json:"natural,omitempty" doc:"当事人为自然人"`
	Grave         bool     `json:"grave,omitempty" doc:"情节严重"`
	Uncorrected   bool     `json:"uncorrected,omitempty" doc:"责令改正后拒不改正"`
	Circumstances []string `json:"circumstances,omitempty" doc:"从轻、减轻、不予处罚情节，见裁量情节表"`
	Tier          string   `json:"tier,omitempty" maxLength:"40" doc:"裁量基准档次"`
	NewLaw        bool     `json:"new_law,omitempty" doc:"适用新规定（须较轻，行政处罚法第三十七条）"`
	Reasons       string   `json:"reasons,omitempty" maxLength:"4000" doc:"裁量理由"`
}

// Ground is a reason for which the law wants a step: a hearing, a legality review, a collective discussion.
type Ground struct {
	Code    string `json:"code"`
	Text    string `json:"text"`    // Chinese
	English string `json:"english"` // English
	Article string `json:"article"`
	Status  string `json:"status"` // Confirmed or Unconfirmed
}
