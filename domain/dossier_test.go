package domain

import (
	"slices"
	"testing"
	"time"
)

func filedCase() (*Case, []*Case) {
	doc := func(n int, typ, title string) Document {
		return Document{ID: DocumentID("c-d" + itoa(n)), Type: typ, Title: title, Number: "云民" + typ, IssuedOn: NewDate(2026, 7, n), Seq: n}
	}
	taken := time.Date(2026, 7, 8, 9, 0, 0, 0, Shanghai)
	c := &Case{ID: "c", Procedure: ProcPenalty, Title: "甲公司涉嫌超规定标准出售墓位案", Documents: []Document{
		doc(1, "P-1", "案源登记表"), doc(2, "P-2", "立案审批表"), doc(3, "I-6", "询问笔录"), doc(4, "P-5", "案件调查终结报告"),
		doc(5, "P-9", "行政处罚听证告知书"), doc(6, "P-24", "送达回证"), doc(7, "P-13", "听证笔录"), doc(8, "P-13", "听证报告"),
		doc(9, "P-14", "行政处罚决定审批表"), doc(10, "P-15", "行政处罚决定书"), doc(11, "P-24", "送达回证"), doc(12, "P-25", "结案审批表"), doc(13, "P-26", "案卷封面"),
	}, Services: []Service{{Document: "c-d5", Seq: 6, DeemedOn: NewDate(2026, 7, 6)}, {Document: "c-d10", Seq: 11, DeemedOn: NewDate(2026, 7, 11)}},
		Evidence: []Evidence{{File: File{Hash: "aa"}, Title: "现场照片", TakenAt: taken, Seq: 3}, {File: File{Hash: "bb"}, Title: "回证扫描件", Seq: 11}},
		Penalty: &Penalty{Filing: &Filing{On: NewDate(2026, 7, 2)}, Decision: &Decision{Verdict: VerdictPenalty, On: NewDate(2026, 7, 10), Document: "c-d10"},
			Refers: []Referred{{Case: "r", To: "discipline", Hidden: true}, {Case: "m", To: "market"}}}}
	c.Documents[11].VoidedOn = NewDate(2026, 7, 30) // a conclusion that was taken back
	review := &Case{ID: "v", Procedure: ProcLegality, Documents: []Document{{ID: "v-d1", Type: "P-6", Title: "法制审核意见书", IssuedOn: NewDate(2026, 7, 5)}}}
	clue := &Case{ID: "r", Procedure: ProcReferral, Documents: []Document{{ID: "r-d1", Type: "T-1", Title: "问题线索移送函"}}, Evidence: []Evidence{{Title: "账页"}}}
	market := &Case{ID: "m", Procedure: ProcReferral, Documents: []Document{{ID: "m-d1", Type: "T-3", Title: "部门移送函"}}}
	return c, []*Case{review, clue, market}
}

func titles(v Volume) (out []string) {
	for _, i := range v.Items {
		out = append(out, i.Title)
	}
	return out
}

func TestTheFileIsInTheOrderOfTheArchive(t *testing.T) {
	c, others := filedCase()
	d := NewDossier(c, others)
	want := [][]string{
		{"立案审批表", "行政处罚决定书", "送达回证（行政处罚决定书）", "回证扫描件", "行政处罚听证告知书", "送达回证（行政处罚听证告知书）", "听证笔录", "询问笔录", "现场照片"},
		{"案源登记表", "案件调查终结报告", "行政处罚决定审批表", "法制审核意见书", "听证报告", "问题线索移送函", "账页", "部门移送函"},
	}
	for n, v := range d.Volumes {
		if got := titles(v); !slices.Equal(got, want[n]) {
			t.Errorf("%s:\n got %v\nwant %v", v.Name, got, want[n])
		}
	}
	if d.Title != "甲公司超规定标准出售墓位案" || d.Decision != "云民P-15" || d.FiledOn != NewDate(2026, 7, 2) || d.Pieces() != 17 {
		t.Errorf("cover: %+v", d)
	}
}

func TestTheClueToDisciplineIsNeverInThePartysCopy(t *testing.T) {
	c, others := filedCase()
	c.Documents = append(c.Documents, Document{ID: "c-d14", Type: "T-1", Title: "问题线索移送函"}) // wherever it stands
	d := NewDossier(c, others).ForParty()
	if len(d.Volumes) != 1 || d.Volumes[0].Inner {
		t.Fatalf("the party reads %d volumes", len(d.Volumes))
	}
	for _, i := range d.Volumes[0].Items {
		if i.Hidden || i.Case == "r" {
			t.Errorf("the party reads %s", i.Title)
		}
	}
	if len(NewDossier(c, others).Volumes[0].Items) != len(d.Volumes[0].Items) {
		t.Error("a hidden paper stood in the main volume")
	}
}

func TestARevokedDecisionLeavesTheSuspicionOnTheCover(t *testing.T) {
	c, others := filedCase()
	c.Penalty.Decision.RevokedOn = NewDate(2026, 8, 1)
	if d := NewDossier(c, others); d.Title != c.Title {
		t.Errorf("the cover says %s", d.Title)
	}
}
