package domain

import "time"

// This file holds the hearing of a penalty case (听证): penalty.md §3, 行政处罚法 63–65.

// Hearing is one hearing, from the request to the report.
type Hearing struct {
	No         int        `json:"no"`
	Round      int        `json:"round"` // of the proposal
	AskedOn    Date       `json:"asked_on"`
	Oral       bool       `json:"oral,omitempty"`
	AskedBy    string     `json:"asked_by"`
	Host       PersonID   `json:"host,omitempty"`
	Recorder   PersonID   `json:"recorder,omitempty"`
	Listeners  []PersonID `json:"listeners,omitempty"`
	At         time.Time  `json:"at,omitzero"` // when it is held
	Room       string     `json:"room,omitempty"`
	Public     bool       `json:"public,omitempty"`
	Closed     string     `json:"closed,omitempty"` // why it is not public
	NoticeOn   Date       `json:"notice_on,omitzero"`
	Notice     DocumentID `json:"notice,omitempty"`
	Agents     []Agent    `json:"agents,omitempty"`
	Adjourned  []string   `json:"adjourned,omitempty"`
	HeldAt     time.Time  `json:"held_at,omitzero"`
	EndedAt    time.Time  `json:"ended_at,omitzero"`
	Minutes    DocumentID `json:"minutes,omitempty"`
	Speeches   []Speech   `json:"speeches,omitempty"`
	Signatures string     `json:"signatures,omitempty"`
	Ended      string     `json:"ended,omitempty"` // held, default, withdrawn
	ReportOn   Date       `json:"report_on,omitzero"`
	Report     DocumentID `json:"report,omitempty"`
	Opinion    string     `json:"opinion,omitempty"`
	NewFacts   bool       `json:"new_facts,omitempty"`
}

// Agent is somebody who speaks for the party (委托代理人); one or two.
type Agent struct {
	Name     string `json:"name" minLength:"1" maxLength:"60" doc:"代理人"`
	Withdraw bool   `json:"withdraw,omitempty" doc:"特别授权：可以代为撤回听证申请"`
	Paper    string `json:"paper,omitempty" maxLength:"200" doc:"授权委托书"`
}

// Speech is what somebody said at the hearing, in order.
type Speech struct {
	Who  string `json:"who" minLength:"1" maxLength:"60" doc:"发言人"`
	Role string `json:"role" enum:"host,officer,party,agent,third,witness" doc:"身份"`
	Text string `json:"text" minLength:"1" maxLength:"4000" doc:"发言内容"`
}
