package domain_test

import (
	"testing"

	"yifa/domain"
)

// What was found by reading the notes beside the finished code.

// The sixty days run from the receipt of all valid documents (社团 12, 民非 11): who accepts on the fifth day has five less.
func TestTheSixtyDaysRunFromTheDayEverythingWasThere(t *testing.T) {
	for _, k := range []struct {
		what    string
		but     []string
		charity bool
		want    string
	}{
		{"all there at the receipt", nil, false, "2026-03-02"},
		{"a charity: from the acceptance (慈善法 10)", nil, true, "2026-03-05"},
	} {
		x := newHall(t, "2026-03-02 09:00")
		x.begun("r1")
		x.files["r1"].Registration.Charity = k.charity
		x.do("w", "r1", &domain.ReceiveApplication{Materials: x.materials("r1", k.but...), AssemblyOn: day("2026-03-02")})
		x.clock("2026-03-05 09:00")
		x.do("w", "r1", &domain.AcceptApplication{})
		c := x.files["r1"]
		if got := c.Clock("decide").From; got != day(k.want) {
			t.Errorf("%s: from %s, want %s", k.what, got, k.want)
		}
		if c.Registration.AcceptedOn != day("2026-03-05") || c.Clock("promised").From != day("2026-03-05") {
			t.Errorf("%s: the acceptance and the promise are of the day", k.what)
		}
	}
	x := newHall(t, "2026-03-02 09:00")
	x.begun("r1")
	x.do("w", "r1", &domain.ReceiveApplication{Materials: x.materials("r1", "premises"), AssemblyOn: day("2026-03-02")})
	x.do("w", "r1", &domain.ListGaps{Gaps: []domain.RegGap{{Key: "premises", What: "缺场所使用权证明"}}})
	x.clock("2026-03-06 09:00")
	x.do("w", "r1", &domain.SupplementMaterials{Materials: []domain.GivenMaterial{{Key: "premises"}}})
	if got := x.files["r1"].Clock("decide").From; got != day("2026-03-06") {
		t.Errorf("supplemented: from %s", got)
	}
}

// What silence accepts is accepted as it is; it is not granted without what the law wants with it (行政许可法 38, 69 I 4).
func TestNothingIsGrantedWithoutAPrincipalMaterial(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.begun("r1")
	x.do("w", "r1", &domain.ReceiveApplication{Materials: x.materials("r1", "capital_report"), AssemblyOn: day("2026-03-02")})
	x.clock("2026-03-20 09:00")
	x.stands("r1", domain.RegAccepted)
	x.do("s", "r1", &domain.AssignReviewers{Officers: []domain.PersonID{"a", "b"}})
	opinion := &domain.ProposeRegistration{Grant: true, Reasons: "符合条件", Conditions: x.confirmed("r1")}
	x.refused("material_missing", "a", "r1", opinion)
	x.do("w", "r1", &domain.SupplementMaterials{Materials: []domain.GivenMaterial{{Key: "capital_report"}}})
	x.do("a", "r1", opinion)
}

// The reviewers, the legality review and the leaders looked at certain grounds; a refusal rests on no others.
func TestARefusalRestsOnTheGroundsThatWereReviewed(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.reviewing("r1")
	x.do("a", "r1", &domain.ProposeRegistration{Grounds: []string{"RR-02"}, Reasons: "已有相同的社会团体", Conditions: x.confirmed("r1")})
	x.do("r", "r1", &domain.ReviewRegistration{Pass: true, Text: "通过"})
	x.do("h", "r1", &domain.DiscussRegistration{Text: "同意不予登记"})
	x.refused("against_review", "l", "r1", &domain.DecideRegistration{Grounds: []string{"RR-04"}, Reasons: "弄虚作假"})
	x.refused("against_review", "l", "r1", &domain.DecideRegistration{Grounds: []string{"RR-02", "RR-04"}, Reasons: "弄虚作假"})
	x.do("l", "r1", &domain.DecideRegistration{Grounds: []string{"RR-02"}, Reasons: "已有相同的社会团体，没有必要成立"})
}

// Who was told is heard, or it is recorded that nothing was said, before anybody concludes (行政许可法 36).
func TestNobodyConcludesBeforeTheInterestedWereHeard(t *testing.T) {
	x := newHall(t, "2026-03-02 09:00")
	x.reviewing("r1")
	x.do("a", "r1", &domain.InformInterested{Name: "某棋院", Matter: "业务相近"})
	for _, grant := range []bool{true, false} {
		o := &domain.ProposeRegistration{Grant: grant, Reasons: "审查意见", Conditions: x.confirmed("r1")}
		if !grant {
			o.Grounds = []string{"RR-02"}
		}
		x.refused("interested_unheard", "a", "r1", o)
	}
	x.do("a", "r1", &domain.RecordView{Name: "某棋院", View: "没有意见"})
	x.do("a", "r1", &domain.ProposeRegistration{Grant: true, Reasons: "符合条件", Conditions: x.confirmed("r1")})
}
