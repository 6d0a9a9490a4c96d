package workflows_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"yifa/domain"
)

func TestCampaign(t *testing.T) {
	w := newWorld(t)
	both := []domain.PersonID{"p-o1", "p-o2"}
	id := w.do("", "o1", &domain.DraftCampaign{Title: "清明专项检查", Kind: "special", Basis: "《殡葬管理条例》第四十九条", Items: []string{"明码标价"},
		From: domain.DateOf(monday), Until: domain.DateOf(monday) + 30, Targets: []domain.Target{{Party: "party1", Officers: both}}}).Case
	var opened domain.CaseID
	w.when(monday.Add(time.Hour), func() {
		w.do(id, "ld", &domain.ApproveCampaign{})
		w.do(id, "o1", &domain.PublishCampaign{Where: "门户网站", FiledAs: "备〔2026〕1号"})
		opened = w.do(id, "o1", &domain.OpenCampaign{}).Opened[0]
		w.say(id)
	})
	w.when(monday.Add(72*time.Hour), func() {
		w.do(opened, "ld", &domain.CancelInspection{Reason: "对象已注销"})
		w.do(id, "o1", &domain.CloseCampaign{Summary: "全部办结"})
		w.say(id)
	})
	w.follow(domain.ProcCampaign, id)

	require.Equal(t, "closed", w.ended().Outcome)
	require.Len(t, w.hands.drawn, 1, "the scheme")
}
