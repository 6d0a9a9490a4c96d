package domain_test

import (
	"slices"
	"testing"
	"time"

	"yifa/domain"
	"yifa/migrations"
)

func norms() *domain.Norms {
	n, err := migrations.Norms()
	if err != nil {
		panic(err)
	}
	return n
}

var leaders = []domain.PersonID{"l1", "l2", "h"}

func (d *desk) meeting(items ...domain.NewItem) *domain.ConveneMeeting {
	return &domain.ConveneMeeting{At: d.now.Add(time.Hour), Place: "三楼会议室", Chair: "h", Recorder: "s", Agenda: items}
}

func (d *desk) tryConvene(items ...domain.NewItem) error {
	d.t.Helper()
	delete(d.files, "m")
	return d.try("l2", "m", d.meeting(items...))
}

func (d *desk) convene(items ...domain.NewItem) {
	d.t.Helper()
	if err := d.tryConvene(items...); err != nil {
		d.t.Fatal(err)
	}
}

// minutes are complete minutes in which everybody agrees to the result, the head last.
func (d *desk) minutes(result domain.Resolution) *domain.HoldMeeting {
	m := d.files["m"].Meeting
	if end := m.At.Add(2 * time.Hour); d.now.Before(end) {
		d.now = end
	}
	x := &domain.HoldMeeting{Minutes: domain.Minutes{StartedAt: m.At, EndedAt: m.At.Add(time.Hour), Present: leaders}}
	for _, a := range m.Agenda {
		it := domain.MinuteItem{Item: a.No, Result: result, Text: "经讨论，形成决议", Reports: []domain.ItemReport{{Who: "o1", Text: "汇报案情"}}}
		for _, p := range leaders {
			it.Opinions = append(it.Opinions, domain.MemberOpinion{Person: p, Text: "同意"})
			it.Votes = append(it.Votes, domain.MemberVote{Person: p, Vote: "agree"})
		}
		if result == domain.ResolveExtend {
			it.Days = 20
		}
		x.Items = append(x.Items, it)
	}
	return x
}

func (d *desk) hold(result domain.Resolution) {
	d.t.Helper()
	d.do("s", "m", d.minutes(result))
}

func (d *desk) signAll() {
	d.t.Helper()
	for _, p := range d.files["m"].Meeting.Minutes.Present {
		d.do(p, "m", &domain.SignMinutes{})
	}
}

// toDiscuss puts a case on the desk that was examined and waits for the leaders.
func (d *desk) toDiscuss(rule string) *domain.Case {
	c := d.penalty("k", rule)
	c.Stage = domain.PenToDiscuss
	c.Penalty.Reviews = []domain.ReviewTaken{{Case: "k-v1", Kind: domain.ReviewExamination, Round: 1, Digest: c.Penalty.Proposal.Digest(), AskedOn: day("2026-07-02"), Opinion: domain.ReviewPass,
		Reviewer: "r1", On: day("2026-07-03")}}
	return c
}

// TestTheLeadersResolveACase walks a meeting from its call to the file it decides on.
func TestTheLeadersResolveACase(t *testing.T) {
	d := newDesk(t)
	c := d.toDiscuss("PEN-4.02")
	d.convene(domain.NewItem{Subject: domain.ItemCase, File: "k"})
	m := d.files["m"]
	if got := m.Meeting.Due; !slices.Equal(got, []domain.PersonID{"h", "l1", "l2"}) {
		t.Errorf("due are %v: all who are leader or head", got)
	}
	if a := m.Meeting.Agenda[0]; a.Digest != c.Penalty.Proposal.Digest() || a.Reference != c.Reference {
		t.Errorf("the item is not bound to its case: %+v", a)
	}
	d.hold(domain.ResolveAgree)
	d.refused("unsigned", "s", "m", &domain.CloseMeeting{Summary: "同意"})
	d.do("l1", "m", &domain.SignMinutes{})
	d.refused("already_done", "l1", "m", &domain.SignMinutes{})
	d.refused("not_yours", "l1", "m", &domain.SignMinutes{Person: "l2", Refused: "不在"}) // nobody signs for another
	d.do("s", "m", &domain.SignMinutes{Person: "l2", Refused: "对记录有异议"})
	d.do("h", "m", &domain.SignMinutes{})
	d.refused("not_yours", "o3", "m", &domain.CloseMeeting{Summary: "同意"})
	d.do("h", "m", &domain.CloseMeeting{Summary: "同意拟处理意见"})
	d.stands("m", domain.MeetClosed)
	d.stands("k", domain.PenToDecide)
	if got := c.Penalty.Discussions; len(got) != 1 || got[0].Result != domain.ResolveAgree || len(got[0].Voters) != 3 || got[0].Digest != c.Penalty.Proposal.Digest() {
		t.Errorf("the case holds %+v", got)
	}
	if !slices.Contains(c.Took("l1"), domain.PartDiscussant) {
		t.Error("who voted has no part in the case")
	}
	if m.DocumentOf("L-4").Number == "" || m.DocumentOf("L-4r").Title != "会议记录" || m.DocumentOf("L-4r").Number != "" || m.Meeting.Agenda[0].Document != m.DocumentOf("P-7").ID {
		t.Errorf("the minutes were not issued: %+v", m.Documents)
	}
}

// TestWhatKeepsAMeetingOpen: every fault of the minutes keeps the meeting from being signed and closed.
func TestWhatKeepsAMeetingOpen(t *testing.T) {
	for name, x := range map[string]struct {
		code  domain.Code
		spoil func(*domain.HoldMeeting)
	}{
		"a member present said nothing": {"opinion_missing", func(h *domain.HoldMeeting) { h.Items[0].Opinions = h.Items[0].Opinions[1:] }},
		"a member present did not vote": {"vote_missing", func(h *domain.HoldMeeting) { h.Items[0].Votes = h.Items[0].Votes[:2] }},
		"the head did not speak last":   {"head_not_last", func(h *domain.HoldMeeting) { slices.Reverse(h.Items[0].Opinions) }},
		"an absent member voted": {"not_a_member", func(h *domain.HoldMeeting) {
			h.Present, h.Absent = []domain.PersonID{"l2", "h"}, []domain.Absence{{Person: "l1", Reason: "出差"}}
			h.Items[0].Opinions = h.Items[0].Opinions[1:]
		}},
		"an officer voted": {"not_a_member", func(h *domain.HoldMeeting) {
			h.Items[0].Votes = append(h.Items[0].Votes, domain.MemberVote{Person: "o1", Vote: "agree"})
		}},
		"dissent without its words": {"dissent_missing", func(h *domain.HoldMeeting) { h.Items[0].Votes[0].Vote = "oppose" }},
		"no majority": {"no_majority", func(h *domain.HoldMeeting) {
			h.Items[0].Votes[0].Vote, h.Items[0].Votes[1].Vote = "abstain", "abstain"
		}},
		"one of three is no quorum": {"no_quorum", func(h *domain.HoldMeeting) {
			h.Present, h.Absent = []domain.PersonID{"h"}, []domain.Absence{{Person: "l1", Reason: "出差"}, {Person: "l2", Reason: "病假"}}
			h.Items[0].Opinions, h.Items[0].Votes = h.Items[0].Opinions[2:], h.Items[0].Votes[2:]
		}},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.toDiscuss("PEN-4.02")
			d.convene(domain.NewItem{Subject: domain.ItemCase, File: "k"})
			h := d.minutes(domain.ResolveAgree)
			x.spoil(h)
			d.do("s", "m", h)
			d.refused(x.code, "h", "m", &domain.SignMinutes{})
			d.refused(x.code, "s", "m", &domain.CloseMeeting{Summary: "同意"})
			d.hold(domain.ResolveAgree) // taken anew, it can be closed
			d.signAll()
			d.do("s", "m", &domain.CloseMeeting{Summary: "同意"})
		})
	}
	t.Run("dissent is kept as it was spoken, and the majority carries", func(t *testing.T) {
		d := newDesk(t)
		d.toDiscuss("PEN-4.02")
		d.convene(domain.NewItem{Subject: domain.ItemCase, File: "k"})
		h := d.minutes(domain.ResolveAgree)
		h.Items[0].Votes[0] = domain.MemberVote{Person: "l1", Vote: "oppose", Dissent: "我认为证据不足"}
		d.do("s", "m", h)
		d.signAll()
		d.do("s", "m", &domain.CloseMeeting{Summary: "同意"})
		if got := d.files["m"].Meeting.Minutes.Items[0].Votes[0].Dissent; got != "我认为证据不足" {
			t.Errorf("the dissent reads %q", got)
		}
	})
	t.Run("an item without record", func(t *testing.T) {
		d := newDesk(t)
		d.toDiscuss("PEN-4.02")
		d.convene(domain.NewItem{Subject: domain.ItemCase, File: "k"}, domain.NewItem{Subject: domain.ItemOther, Title: "年度预算"})
		h := d.minutes(domain.ResolveAgree)
		h.Items = h.Items[:1]
		d.do("s", "m", h)
		d.refused("item_missing", "h", "m", &domain.SignMinutes{})
	})
}

// TestNobodyVotesOnACaseWithAnotherPartInIt: who investigated, presided, reviewed or stays out may report, not vote.
func TestNobodyVotesOnACaseWithAnotherPartInIt(t *testing.T) {
	for _, part := range []domain.Part{domain.PartOfficer, domain.PartDrafter, domain.PartHost, domain.PartReviewer, domain.PartRecorder, domain.PartRecused} {
		t.Run(string(part), func(t *testing.T) {
			d := newDesk(t)
			c := d.toDiscuss("PEN-4.02")
			c.Parts = append(c.Parts, domain.PartTaken{Person: "l1", Part: part, Seq: 3})
			d.convene(domain.NewItem{Subject: domain.ItemCase, File: "k"})
			d.hold(domain.ResolveAgree)
			d.signAll()
			d.refused("separation_of_duties", "s", "m", &domain.CloseMeeting{Summary: "同意"})
			h := d.minutes(domain.ResolveAgree) // recused, the others resolve it
			h.Items[0].Recused = []domain.Absence{{Person: "l1", Reason: "曾参与办案"}}
			h.Items[0].Opinions, h.Items[0].Votes = h.Items[0].Opinions[1:], h.Items[0].Votes[1:]
			d.do("s", "m", h)
			d.signAll()
			d.do("s", "m", &domain.CloseMeeting{Summary: "同意"})
			if got := c.Penalty.Discussions[0].Voters; slices.Contains(got, "l1") {
				t.Errorf("voters: %v", got)
			}
		})
	}
	t.Run("nor while it is asked that the member stay out", func(t *testing.T) {
		d := newDesk(t)
		c := d.toDiscuss("PEN-4.02")
		c.Stage = domain.PenDisputed
		c.Penalty.Recusals = []domain.Recusal{{No: 1, Person: "l1", AskedOn: day("2026-07-05")}}
		d.convene(domain.NewItem{Subject: domain.ItemCase, File: "k"})
		d.hold(domain.ResolveAgree)
		d.signAll()
		d.refused("recusal_open", "s", "m", &domain.CloseMeeting{Summary: "同意"})
	})
	t.Run("nor does an officer of the case take the minutes", func(t *testing.T) {
		d := newDesk(t)
		d.toDiscuss("PEN-4.02")
		x := d.meeting(domain.NewItem{Subject: domain.ItemCase, File: "k"})
		x.Recorder = "o1"
		d.refused("separation_of_duties", "l2", "m", x)
		x.Recorder = "l1"
		d.refused("invalid_input", "l2", "m", x)
		x.Recorder = "o3"
		d.do("l2", "m", x)
		d.refused("not_yours", "s", "m", d.minutes(domain.ResolveAgree))
	})
	t.Run("and no leader is left out", func(t *testing.T) {
		d := newDesk(t)
		d.toDiscuss("PEN-4.02")
		x := d.meeting(domain.NewItem{Subject: domain.ItemCase, File: "k"})
		x.Due = []domain.PersonID{"h", "l2"}
		d.refused("invalid_input", "l2", "m", x)
		x.Due = []domain.PersonID{"h", "l1", "l2", "s"}
		d.refused("invalid_input", "l2", "m", x)
	})
}

// TestTheMeetingResolvesWhatTheFileSays: what was tabled is what stands in the file when the meeting is closed.
func TestTheMeetingResolvesWhatTheFileSays(t *testing.T) {
	d := newDesk(t)
	c := d.toDiscuss("PEN-4.02")
	if err := d.tryConvene(domain.NewItem{Subject: domain.ItemCase, File: "k", Digest: "0"}); domain.CodeOf(err) != "digest_mismatch" {
		t.Errorf("tabled with another digest: %v", err)
	}
	d.convene(domain.NewItem{Subject: domain.ItemCase, File: "k"})
	d.hold(domain.ResolveAgree)
	d.signAll()
	next := intended("别的事实")
	old := c.Penalty.Proposal
	c.Penalty.Proposal, c.Penalty.Reviews[0].Digest = &next, next.Digest()
	d.refused("digest_mismatch", "s", "m", &domain.CloseMeeting{Summary: "同意"})
	c.Penalty.Proposal, c.Penalty.Reviews[0].Digest = old, old.Digest()
	c.Stage = domain.PenPostNotice
	d.refused("item_not_open", "s", "m", &domain.CloseMeeting{Summary: "同意"})
	d.do("l2", "m", &domain.AmendAgenda{ConveneMeeting: *d.meeting(domain.NewItem{Subject: domain.ItemOther, Title: "年度预算"}), Reason: "案件撤回"})
	d.stands("m", domain.MeetConvened)
	d.hold(domain.ResolveAgree)
	d.signAll()
	d.do("s", "m", &domain.CloseMeeting{Summary: "同意"})
	if len(c.Penalty.Discussions) > 0 {
		t.Error("a case that was taken off the agenda was told something")
	}
}

func TestResolutionsMoveTheCase(t *testing.T) {
	for result, stage := range map[domain.Resolution]domain.Stage{domain.ResolveAgree: domain.PenToDecide, domain.ResolveChange: domain.PenReported, domain.ResolveReject: domain.PenReported,
		domain.ResolveInquire: domain.PenFiled, domain.ResolveDefer: domain.PenToDiscuss} {
		t.Run(string(result), func(t *testing.T) {
			d := newDesk(t)
			d.toDiscuss("PEN-4.02")
			d.convene(domain.NewItem{Subject: domain.ItemCase, File: "k"})
			d.hold(result)
			d.signAll()
			d.do("s", "m", &domain.CloseMeeting{Summary: "决议"})
			d.stands("k", stage)
		})
	}
	t.Run("a dispute is for the officers or for the reviewer", func(t *testing.T) {
		d := newDesk(t)
		d.toDiscuss("PEN-4.02").Stage = domain.PenDisputed
		d.convene(domain.NewItem{Subject: domain.ItemCase, File: "k"})
		d.refused("invalid_input", "s", "m", d.minutes(domain.ResolveChange))
		d.hold(domain.ResolveReject)
		d.signAll()
		d.do("s", "m", &domain.CloseMeeting{Summary: "采纳审核意见"})
		d.stands("k", domain.PenReported)
	})
}

// TestAFurtherPeriodIsForTheLeadersTogether: 民政部令第68号 31; penalty.md §4.1, §7 no. 9.
func TestAFurtherPeriodIsForTheLeadersTogether(t *testing.T) {
	item := domain.NewItem{Subject: domain.ItemExtension, File: "k"}
	used := func(d *desk, rule string) *domain.Case {
		c := d.penalty("k", rule)
		c.Stage = domain.PenFiled
		k := &c.Clocks[0]
		if k.Extending.Max > 0 {
			if err := k.Extend(official(), domain.Extension{N: 30, Unit: domain.CalendarDays, By: "l1", Reason: "复杂"}, day("2026-07-05")); err != nil {
				d.t.Fatal(err)
			}
		}
		return c
	}
	t.Run("social organisations, after the first extension", func(t *testing.T) {
		d := newDesk(t)
		c := used(d, "PEN-4.01")
		d.convene(item)
		d.refused("invalid_input", "s", "m", d.minutes(domain.ResolveAgree))
		d.hold(domain.ResolveExtend)
		d.signAll()
		d.do("s", "m", &domain.CloseMeeting{Summary: "再延长20日"})
		d.stands("k", domain.PenFiled) // nothing was resolved on what is proposed
		if got := c.Penalty.Discussions[0]; got.Result != domain.ResolveExtend || got.Days != 20 || got.Digest != "" || d.owes("k", "penalty.extend") == nil {
			t.Errorf("the case holds %+v", got)
		}
		due := c.Clocks[0].Due
		d.refused("extension_collective", "l1", "k", &domain.ExtendCase{Days: 21, Reason: "多延一日"})
		d.do("l1", "k", &domain.ExtendCase{Days: 20, Reason: "按集体讨论决议"})
		if got := c.Clocks[0].Due; got != due.AddDays(20) {
			t.Errorf("due %s after %s", got, due)
		}
		d.refused("extension_collective", "l1", "k", &domain.ExtendCase{Days: 20, Reason: "同一决议再用一次"})
	})
	t.Run("not before it was used", func(t *testing.T) {
		d := newDesk(t)
		d.penalty("k", "PEN-4.01").Stage = domain.PenFiled
		if err := d.tryConvene(item); domain.CodeOf(err) != "extension_first" {
			t.Errorf("got %v", err)
		}
	})
	t.Run("not in the general regime", func(t *testing.T) {
		d := newDesk(t)
		used(d, "PEN-4.02")
		if err := d.tryConvene(item); domain.CodeOf(err) != "extension_none" {
			t.Errorf("got %v", err)
		}
	})
	t.Run("not when the time is out", func(t *testing.T) {
		d := newDesk(t)
		c := used(d, "PEN-4.01")
		d.at("2026-10-29 09:00") // 90 and 30 days from 1 July: the last day
		if c.Clocks[0].Due != day("2026-10-29") {
			t.Fatalf("due %s", c.Clocks[0].Due)
		}
		d.convene(item)
		d.hold(domain.ResolveExtend)
		d.signAll()
		d.at("2026-10-30 09:00")
		d.refused("clock_expired", "s", "m", &domain.CloseMeeting{Summary: "再延长20日"})
	})
	t.Run("refused, it moves nothing", func(t *testing.T) {
		d := newDesk(t)
		used(d, "PEN-4.01").Stage = domain.PenToDiscuss
		d.convene(item)
		d.hold(domain.ResolveReject)
		d.signAll()
		d.do("s", "m", &domain.CloseMeeting{Summary: "不同意延长"})
		d.stands("k", domain.PenToDiscuss)
	})
}

// TestTheHeadsOwnRecusalIsForTheOthers: penalty.md §7 no. 5.
func TestTheHeadsOwnRecusalIsForTheOthers(t *testing.T) {
	d := newDesk(t)
	c := d.penalty("k", "PEN-4.02")
	c.Penalty.Recusals = []domain.Recusal{{No: 1, Person: "h", AskedOn: day("2026-07-05")}, {No: 2, Person: "o1", AskedOn: day("2026-07-05")}}
	if err := d.tryConvene(domain.NewItem{Subject: domain.ItemRecusal, File: "k", Recusal: 2}); domain.CodeOf(err) != "item_not_open" {
		t.Errorf("an officer's recusal is for a leader: %v", err)
	}
	d.convene(domain.NewItem{Subject: domain.ItemRecusal, File: "k", Recusal: 1})
	d.hold(domain.ResolveAgree)
	d.signAll()
	d.refused("recusal_open", "s", "m", &domain.CloseMeeting{Summary: "同意"}) // the head voted on itself
	h := d.minutes(domain.ResolveAgree)
	h.Items[0].Recused = []domain.Absence{{Person: "h", Reason: "本人回避事项"}}
	h.Items[0].Opinions, h.Items[0].Votes = h.Items[0].Opinions[:2], h.Items[0].Votes[:2]
	d.do("s", "m", h)
	d.signAll()
	d.do("s", "m", &domain.CloseMeeting{Summary: "同意回避"})
	d.stands("k", domain.PenReported)
	if got := c.Penalty.Discussions[0]; got.Subject != domain.ItemRecusal || got.Recusal != 1 || got.Result != domain.ResolveAgree {
		t.Errorf("the case holds %+v", got)
	}
}

// TestTheHeadAgainstTheMajorityGivesReasons: 重大行政决策程序暂行条例 30 lets the head decide a major decision so, a case never.
func TestTheHeadAgainstTheMajorityGivesReasons(t *testing.T) {
	d := newDesk(t)
	d.do("o1", "n", normative())
	d.do("r1", "n", &domain.AcceptReview{})
	d.do("r1", "n", d.conclude(domain.ReviewLawful, "n"))
	d.convene(domain.NewItem{Subject: domain.ItemPaper, File: "n"})
	h := d.minutes(domain.ResolveAgree)
	for i := range 2 {
		h.Items[0].Votes[i].Vote, h.Items[0].Votes[i].Dissent = "oppose", "不成熟"
	}
	d.do("s", "m", h)
	d.refused("no_majority", "h", "m", &domain.SignMinutes{})
	h = d.minutes(domain.ResolveAgree)
	for i := range 2 {
		h.Items[0].Votes[i].Vote, h.Items[0].Votes[i].Dissent = "oppose", "不成熟"
	}
	h.Items[0].HeadWhy = "上级要求的期限将至"
	d.do("s", "m", h)
	d.signAll()
	d.do("s", "m", &domain.CloseMeeting{Summary: "决定通过"})
	d.stands("n", domain.LegAdopted)
}

func TestAMeetingIsCancelled(t *testing.T) {
	d := newDesk(t)
	c := d.toDiscuss("PEN-4.02")
	d.convene(domain.NewItem{Subject: domain.ItemCase, File: "k"})
	d.do("l2", "m", &domain.CancelMeeting{Reason: "改期"})
	d.stands("m", domain.MeetCancelled)
	if c.Stage != domain.PenToDiscuss {
		t.Errorf("the case stands at %s", c.Stage)
	}
}
