package domain

import (
	"slices"
	"strings"
	"time"
)

// This file holds what goes before a hearing: its host, the file handed over, the day set, announced and put off.

// AppointHost appoints host, recorder and, where wanted, listeners; none of them may have had a part in the case
// (行政处罚法 64(4)). Another host lets a day that was set fall: the notice named the first.
type AppointHost struct {
	Host      PersonID   `json:"host" doc:"听证主持人"`
	Recorder  PersonID   `json:"recorder" doc:"记录人"`
	Listeners []PersonID `json:"listeners,omitempty" maxItems:"4" doc:"听证员"`
	Reason    string     `json:"reason,omitempty" maxLength:"500" doc:"更换的原因"`
}

func (AppointHost) Act() string { return "penalty.appoint_host" }
func (x AppointHost) Needs(*Case) Needs {
	return Needs{People: append([]PersonID{x.Host, x.Recorder}, x.Listeners...)}
}
func (x AppointHost) Decide(c *Case, f *Facts) (Outcome, error) {
	h := c.openHearing()
	if h == nil {
		return Outcome{}, Refuse("no_hearing", artHearing, "没有正在进行的听证。", "there is no hearing under way")
	}
	if err := differs(c, f, artHost, PartOfficer, PartDrafter, PartReviewer, PartRecused); err != nil {
		return Outcome{}, err
	}
	all := append([]PersonID{x.Host, x.Recorder}, x.Listeners...)
	var bad faults
	bad.need(x.Host != "", "host", "请指定主持人")
	bad.need(x.Recorder != "", "recorder", "请指定记录人")
	slices.Sort(all)
	bad.need(len(slices.Compact(all)) == len(x.Listeners)+2, "recorder", "主持人、记录人、听证员须是不同的人")
	bad.need(h.Host == "" || h.Recorder == "" || len([]rune(strings.TrimSpace(x.Reason))) >= 2, "reason", "更换听证人员，请写明原因")
	bad.need(len(x.Listeners) <= 4, "listeners", "听证员最多四人")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if err := c.hearingBar(x.Host, PartHost, f); err != nil {
		return Outcome{}, err
	}
	for _, p := range append([]PersonID{x.Recorder}, x.Listeners...) {
		if err := c.hearingBar(p, PartRecorder, f); err != nil {
			return Outcome{}, err
		}
	}
	b := &HostAppointed{AppointHost: x}
	if h.FileOn.IsZero() && c.running("host_file") == nil {
		k, err := f.start(c, "PEN-3.04", "host_file", f.On(), 0)
		if err != nil {
			return Outcome{}, err
		}
		b.File = &k
	}
	return outcome(b)
}

// HostAppointed: host and recorder were appointed.
type HostAppointed struct {
	AppointHost
	File *Clock `json:"file,omitempty"`
}

func (HostAppointed) Kind() string { return "HostAppointed" }
func (b HostAppointed) apply(c *Case, e Event) {
	c.take(e.Actor, PartApprover, e.Seq)
	h, on := c.openHearing(), DateOf(e.OccurredAt)
	other := h.Host != b.Host
	if other {
		c.done(e, "penalty.set_hearing")
	}
	h.Host, h.Recorder, h.Listeners, h.HostOn = b.Host, b.Recorder, slices.Clone(b.Listeners), on
	if other && !h.At.IsZero() {
		c.unsetHearing("host", b.Reason, e)
	}
	c.take(b.Host, PartHost, e.Seq)
	for _, p := range append([]PersonID{b.Recorder}, b.Listeners...) {
		c.take(p, PartRecorder, e.Seq)
	}
	if k := c.running("host"); k != nil {
		k.Meet(on)
	}
	c.done(e, "penalty.appoint_host")
	switch {
	case b.File != nil:
		c.startClock(*b.File)
		k := c.running("host_file")
		c.raise(Task{ID: "hand-over", Kind: "penalty.hand_over_file", Title: "向听证主持人移交案卷", English: "Hand the file over to the host", Person: c.Handler, Due: k.Due, Clock: k.ID}, e)
	case h.At.IsZero():
		c.raise(Task{ID: "set-hearing", Kind: "penalty.set_hearing", Title: "确定听证时间、地点", English: "Fix the day of the hearing", Person: h.Host}, e)
	}
}

// HandOverFile hands the file over to the host.
type HandOverFile struct {
	Note string `json:"note,omitempty" maxLength:"500" doc:"说明"`
}

func (HandOverFile) Act() string { return "penalty.hand_over_file" }
func (x HandOverFile) Decide(c *Case, f *Facts) (Outcome, error) {
	h := c.openHearing()
	switch {
	case h == nil || h.Host == "":
		return Outcome{}, Refuse("no_host", artHost, "尚未指定听证主持人。", "no host has been appointed")
	case !h.FileOn.IsZero():
		return Outcome{}, Refuse("already_done", "", "案卷已经移交。", "the file has been handed over already")
	}
	k, err := f.start(c, "PEN-3.05", "hearing_date", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&HearingFileHanded{x, k})
}

// HearingFileHanded: the host has the file.
type HearingFileHanded struct {
	HandOverFile
	Clock Clock `json:"clock"`
}

func (HearingFileHanded) Kind() string { return "HearingFileHanded" }
func (b HearingFileHanded) apply(c *Case, e Event) {
	h := c.openHearing()
	h.FileOn = DateOf(e.OccurredAt)
	if k := c.running("host_file"); k != nil {
		k.Meet(h.FileOn)
	}
	c.startClock(b.Clock)
	k := c.running("hearing_date")
	c.done(e, "penalty.hand_over_file")
	c.raise(Task{ID: "set-hearing", Kind: "penalty.set_hearing", Title: "确定听证时间、地点", English: "Fix the day of the hearing", Person: h.Host, Due: k.Due, Clock: k.ID}, e)
}

// SetHearing fixes day and room and issues the notice, and the announcement where the hearing is public. Between the
// service of the notice and the hearing lie seven clear working days: a day too early is refused, naming the first that
// is lawful. Refusals besides: already_set, room_taken, host_taken (asked by the store).
type SetHearing struct {
	At     time.Time `json:"at" doc:"听证时间"`
	Until  time.Time `json:"until,omitzero" doc:"预计结束时间，空为三小时后"`
	Room   string    `json:"room" minLength:"2" maxLength:"60" doc:"地点"`
	Public bool      `json:"public,omitempty" doc:"公开举行"`
	Closed string    `json:"closed,omitempty" enum:"state_secret,trade_secret,privacy" doc:"不公开的原因：国家秘密、商业秘密、个人隐私"`
	Note   string    `json:"note,omitempty" maxLength:"500" doc:"需要告知的其他事项"`
}

func (SetHearing) Act() string { return "penalty.set_hearing" }
func (x SetHearing) Needs(*Case) Needs {
	if x.Public {
		return Needs{Numbers: []string{"P-11", "P-12"}}
	}
	return Needs{Numbers: []string{"P-11"}}
}
func (x SetHearing) Decide(c *Case, f *Facts) (Outcome, error) {
	h, err := c.asHost(f, false)
	if err != nil {
		return Outcome{}, err
	}
	if !x.At.IsZero() && x.Until.IsZero() {
		x.Until = x.At.Add(3 * time.Hour)
	}
	x.Room = strings.TrimSpace(x.Room)
	var bad faults
	bad.need(!x.At.IsZero() && x.At.Year() > 1949 && x.At.Year() < 2200, "at", "请填写听证时间")
	bad.need(x.Until.After(x.At) && DateOf(x.Until) == DateOf(x.At), "until", "结束时间须在当日开始之后")
	bad.need(len([]rune(x.Room)) >= 2, "room", "请填写地点")
	bad.need(x.Public == (x.Closed == ""), "closed", "听证公开举行；不公开的，须是国家秘密、商业秘密或者个人隐私（行政处罚法第六十四条第三项）")
	bad.need(x.Closed == "" || slices.Contains([]string{"state_secret", "trade_secret", "privacy"}, x.Closed), "closed", "没有这种不公开的原因")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if !h.ServedOn.IsZero() {
		return Outcome{}, Refuse("already_set", artHearing, "听证日期已经通知当事人；需要改期的，先办理延期。", "the party has been told of the day; adjourn the hearing first")
	}
	b := &HearingSet{SetHearing: x}
	if b.NoticeBy, err = f.backFrom(c, "PEN-3.06", "hearing_notice", DateOf(x.At)); err != nil {
		return Outcome{}, err
	}
	if k := b.NoticeBy; k.Due < f.On() {
		r, err := f.Rules.At("PEN-3.06", f.On())
		if err != nil {
			return Outcome{}, err
		}
		first := EarliestHearing(f.Calendar, r, f.On())
		return Outcome{}, Refuse("hearing_too_early", k.Article, "听证通知与听证日之间须足%[1]d个工作日（通知日、听证日均不计）；%[2]s送达通知的，最早可定于%[3]s举行。",
			"%[1]d clear working days must lie between notice and hearing, neither day counted; with the notice served on %[2]s the first lawful working day is %[3]s", k.Term.N, f.On(), first)
	}
	b.Notice = issue(c, f, "P-11", "听证通知书")
	if x.Public {
		k, err := f.backFrom(c, "PEN-3.07", "hearing_announce", DateOf(x.At))
		if err != nil {
			return Outcome{}, err
		}
		b.Announce = &k
		d := issue(c, f, "P-12", "听证公告")
		d.ID = c.nextPaper(2)
		b.Announcement = &d
	}
	return outcome(b)
}

// backFrom counts a rule back from a day to come; reminders whose day has passed are left out.
func (f *Facts) backFrom(c *Case, rule, id string, day Date) (Clock, error) {
	k, err := f.start(c, rule, id, day, 0)
	if err != nil {
		return k, err
	}
	k.RemindBefore = slices.DeleteFunc(k.RemindBefore, func(n int) bool { return k.shift(f.Calendar, -n) <= f.On() })
	return k, nil
}

// HearingSet: the day of the hearing was fixed and the notice issued.
type HearingSet struct {
	SetHearing
	Notice       Document  `json:"notice"`
	NoticeBy     Clock     `json:"notice_by"`
	Announcement *Document `json:"announcement,omitempty"`
	Announce     *Clock    `json:"announce,omitempty"`
}

func (HearingSet) Kind() string { return "HearingSet" }
func (b HearingSet) apply(c *Case, e Event) {
	c.unsetHearing("reset", "", e) // a day that nobody was told of
	h, on := c.openHearing(), DateOf(e.OccurredAt)
	if h.FileOn.IsZero() { // who fixes the day has the file
		h.FileOn = on
	}
	for _, id := range []string{"host_file", "hearing_date"} {
		if k := c.running(id); k != nil {
			k.Meet(on)
		}
	}
	h.At, h.Until, h.Room, h.Public, h.Closed = b.At.In(Shanghai), b.Until.In(Shanghai), b.Room, b.Public, b.Closed
	h.NoticeOn, h.Notice, h.NoticeBy = on, b.Notice.ID, b.NoticeBy.Due
	c.issued(b.Notice, e)
	c.startClock(b.NoticeBy)
	c.done(e, "penalty.set_hearing", "penalty.hand_over_file")
	k := c.running("hearing_notice")
	c.raise(Task{ID: "serve-" + string(b.Notice.ID), Kind: "penalty.serve", Title: "送达《听证通知书》", English: "Serve the notice of the hearing", Person: c.Handler, Due: k.Due, Clock: k.ID}, e)
	if b.Announcement != nil {
		h.Posted = b.Announcement.ID
		c.issued(*b.Announcement, e)
		c.startClock(*b.Announce)
		k := c.running("hearing_announce")
		c.raise(Task{ID: "announce", Kind: "penalty.announce_hearing", Title: "公布听证公告", English: "Put up the announcement of the hearing", Person: c.Handler, Due: k.Due, Clock: k.ID}, e)
	}
	c.raise(Task{ID: "hold", Kind: "penalty.hold_hearing", Title: "举行听证", English: "Hold the hearing", Person: h.Host, Due: DateOf(h.At)}, e)
}

// AnnounceHearing records where and when the announcement of a public hearing was put up.
type AnnounceHearing struct {
	On       Date          `json:"on" doc:"公布之日"`
	Where    string        `json:"where" minLength:"2" maxLength:"120" doc:"公告栏、网站"`
	Evidence []NewEvidence `json:"evidence,omitempty"`
}

func (AnnounceHearing) Act() string         { return "penalty.announce_hearing" }
func (x AnnounceHearing) Needs(*Case) Needs { return Needs{Blobs: hashes(x.Evidence)} }
func (x AnnounceHearing) Decide(c *Case, f *Facts) (Outcome, error) {
	h := c.openHearing()
	if h == nil || h.Posted == "" {
		return Outcome{}, Refuse("no_announcement", artHearing, "没有需要公布的听证公告。", "there is no announcement to put up")
	}
	if !h.PostedOn.IsZero() {
		return Outcome{}, Refuse("already_done", "", "公告已经公布。", "the announcement has been put up already")
	}
	var bad faults
	bad.need(!x.On.IsZero() && x.On >= h.NoticeOn && x.On <= f.On(), "on", "公布之日不能早于公告、晚于今日")
	bad.need(len([]rune(strings.TrimSpace(x.Where))) >= 2, "where", "请填写公布的地方")
	if err := bad.err(); err != nil {
		return Outcome{}, err
	}
	if k := lastClock(c, "hearing_announce"); k != nil && x.On > k.Due && k.Effect == EffectVoid {
		return Outcome{}, Refuse("announced_late", k.Article, "公告最迟应在%[1]s公布，已经迟误；请延期，另定听证日期。", "the announcement had to be up by %[1]s; adjourn the hearing and set it anew", k.Due)
	}
	ev, err := f.evidence(x.Evidence)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&HearingAnnounced{x, ev})
}

// HearingAnnounced: a public hearing was announced.
type HearingAnnounced struct {
	AnnounceHearing
	Register []Evidence `json:"register,omitempty"`
}

func (HearingAnnounced) Kind() string { return "HearingAnnounced" }
func (b HearingAnnounced) apply(c *Case, e Event) {
	c.enter(b.Register, e)
	h := c.openHearing()
	h.PostedOn, h.PostedAt = b.On, b.Where
	if k := lastClock(c, "hearing_announce"); k != nil {
		k.LapsedOn = 0
		k.Meet(b.On)
	}
	c.done(e, "penalty.announce_hearing")
	c.finish("hearing-unposted-"+string(h.Posted), e)
}

// AdjournHearing puts the hearing off; another day is set, and told anew.
type AdjournHearing struct {
	Reason string `json:"reason" minLength:"2" maxLength:"1000" doc:"延期的原因"`
}

func (AdjournHearing) Act() string { return "penalty.adjourn_hearing" }
func (x AdjournHearing) Decide(c *Case, f *Facts) (Outcome, error) {
	if err := wantReason(x.Reason); err != nil {
		return Outcome{}, err
	}
	h, err := c.asHost(f, false)
	if err != nil {
		return Outcome{}, err
	}
	if h.At.IsZero() {
		return Outcome{}, Refuse("not_set", artHearing, "尚未确定听证日期。", "no day has been set")
	}
	k, err := f.start(c, "PEN-3.05", "hearing_date", f.On(), 0)
	if err != nil {
		return Outcome{}, err
	}
	return outcome(&HearingAdjourned{x, k})
}

// HearingAdjourned: the hearing was put off.
type HearingAdjourned struct {
	AdjournHearing
	Clock Clock `json:"clock"`
}

func (HearingAdjourned) Kind() string { return "HearingAdjourned" }
func (b HearingAdjourned) apply(c *Case, e Event) {
	c.unsetHearing("adjourned", b.Reason, e)
	c.startClock(b.Clock)
	k := c.running("hearing_date")
	for i := range c.Tasks {
		if t := &c.Tasks[i]; t.Kind == "penalty.set_hearing" && t.DoneAt.IsZero() {
			t.Due, t.Clock = k.Due, k.ID
		}
	}
}
