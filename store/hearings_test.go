package store_test

import (
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"time"

	"yifa/domain"
)

// heard is a penalty case in which a hearing was asked for and a host appointed, as if its first acts had been recorded.
func (d *desk) heard(id domain.CaseID, host, recorder domain.PersonID) domain.CaseID {
	d.Helper()
	on := d.today()
	c := &domain.Case{ID: id, Procedure: domain.ProcPenalty, Agency: d.agency, Reference: "云民罚案" + string(id), Title: "处罚：福寿殡葬用品店", Stage: domain.PenHearing, Seq: 1, OpenedOn: on, LastAt: d.now(),
		Handler: d.an, Officers: d.officers(), Party: &domain.PartyRef{ID: d.shop, Name: "福寿殡葬用品店", Kind: domain.PartyShop},
		Penalty: &domain.Penalty{Track: domain.TrackGeneral, Regime: domain.RegimeGeneral, Notices: []domain.AdvanceNotice{{Document: domain.DocumentID(id + "-d1"), Hearing: true, On: on, ServedOn: on}},
			Hearings: []domain.Hearing{{No: 1, Told: domain.DocumentID(id + "-d1"), AskedOn: on, AskedBy: "甲", Host: host, Recorder: recorder}}}}
	state, err := json.Marshal(c)
	if err != nil {
		d.Fatal(err)
	}
	if _, err := d.conn().Exec(d.Context(), "INSERT INTO cases (id, procedure, agency, reference, title, stage, party_name, opened_on, seq, head, state) VALUES ($1, 'penalty', $2, $3, $4, $5, '福寿殡葬用品店', $6, 1, '', $7)",
		c.ID, c.Agency, c.Reference, c.Title, c.Stage, on.String(), state); err != nil {
		d.Fatal(err)
	}
	return id
}

func (d *desk) member(login string, roles ...domain.Role) domain.PersonID {
	d.Helper()
	id := d.system("", &domain.AddPerson{Login: login, Name: login, Section: "执法股"})
	for _, r := range roles {
		d.system(id, &domain.GrantRole{Role: r, From: domain.NewDate(2020, 1, 1)})
	}
	return domain.PersonID(id)
}

func TestNoRoomAndNoHostIsTakenTwice(t *testing.T) {
	d := newDesk(t, anyone)
	hao, jiao := d.member("hao", domain.RoleHost), d.member("jiao", domain.RoleHost)
	one, two, three := d.heard("pone", hao, d.mei), d.heard("ptwo", jiao, d.su), d.heard("pthree", hao, d.ping)
	// monday is 2025-03-03: the 7 clear working days end on 03-12, so 03-13 is the first
	at := func(day, hour int) time.Time { return time.Date(2025, 3, day, hour, 0, 0, 0, domain.Shanghai) }
	sets := func(from, to time.Time, room string) *domain.SetHearing {
		return &domain.SetHearing{At: from, Until: to, Room: room, Closed: "privacy"}
	}
	d.do(hao, one, sets(at(13, 9), at(13, 11), "三楼会议室"))

	_, err := d.try(jiao, two, sets(at(13, 10), at(13, 12), "三楼 会议室"))
	d.refused(err, "room_taken")
	_, err = d.try(hao, three, sets(at(13, 8), at(13, 10), "二楼会议室"))
	d.refused(err, "host_taken")
	if n := d.count("SELECT count(*) FROM documents WHERE type = 'P-11'"); n != 1 {
		t.Errorf("a refused hearing took a number: %d", n)
	}
	d.do(jiao, two, sets(at(13, 11), at(13, 12), "三楼会议室")) // the hour after is free
	d.do(hao, three, sets(at(14, 9), at(14, 10), "三楼会议室"))

	from, to := domain.NewDate(2025, 3, 13), domain.NewDate(2025, 3, 13)
	list, err := d.Hearings(t.Context(), d.agency, from, to)
	if err != nil || len(list) != 2 {
		t.Fatalf("%v %+v", err, list)
	}
	if all, err := d.Hearings(t.Context(), d.agency, domain.NewDate(1, 1, 1), domain.NewDate(9999, 12, 31)); err != nil || len(all) != 3 {
		t.Errorf("from the first day there is to the last: %v, %d", err, len(all))
	}
	if h := list[0]; h.Case != one || h.Room != "三楼会议室" || h.HostName != "hao" || h.RecorderName != "梅雨" || !h.At.Equal(at(13, 9)) || h.Party != "福寿殡葬用品店" || h.State != "set" || h.Public {
		t.Errorf("%+v", h)
	}
	// a day that fell frees the room
	d.do(hao, one, &domain.AdjournHearing{Reason: "当事人住院"})
	d.do(jiao, two, sets(at(13, 9), at(13, 11), "三楼会议室"))
	if list, err = d.Hearings(t.Context(), d.agency, from, to); err != nil || len(list) != 1 || list[0].Case != two {
		t.Errorf("%v %+v", err, list)
	}
	if list, err = d.Hearings(t.Context(), "another", from, to); err != nil || len(list) != 0 {
		t.Errorf("another authority sees %+v %v", list, err)
	}
}

func TestOfManyWhoWantTheRoomAtOnceOneGetsIt(t *testing.T) {
	d := newDesk(t, anyone)
	const n = 8
	var wg sync.WaitGroup
	var ids []domain.CaseID
	var hosts []domain.PersonID
	for i := range n {
		hosts = append(hosts, d.member(fmt.Sprintf("host%d", i), domain.RoleHost))
		ids = append(ids, d.heard(domain.CaseID(fmt.Sprintf("p%d", i)), hosts[i], ""))
	}
	d.later(0, 1)
	codes := make([]domain.Code, n)
	for i := range n {
		wg.Go(func() {
			_, err := d.try(hosts[i], ids[i], &domain.SetHearing{At: time.Date(2025, 3, 20, 9, i, 0, 0, domain.Shanghai), Room: "三楼会议室", Public: true})
			codes[i] = domain.CodeOf(err)
			if err != nil && codes[i] == "" {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	got := 0
	for _, c := range codes {
		switch c {
		case "":
			got++
		case "room_taken":
		default:
			t.Errorf("refused as %s", c)
		}
	}
	if got != 1 {
		t.Errorf("%d hearings got the room", got)
	}
}
