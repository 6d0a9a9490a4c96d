package activities

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"yifa/activities/render"
	"yifa/domain"
)

// This file fills the instruments of annual checks and of the credit lists (C-1 to C-4); see penalty.go.

const basisLists = "《社会组织信用信息管理办法》（民政部令第60号）"

// checkBasis is the law a conclusion rests on, by kind; that of an association by the day.
func checkBasis(ctx context.Context, m *matter, on domain.Date) (string, error) {
	a := m.file.AnnualCheck
	_, rules, _, err := m.d.Book.Law(ctx)
	if err != nil {
		return "", err
	}
	r, err := rules.At("REG-3.02", on) // of associations alone; before it there was the regulation only
	switch {
	case a.Track == domain.TrackCharity:
		return "《中华人民共和国慈善法》第十三条", nil
	case a.Kind == domain.PartyServiceOrg:
		return "《民办非企业单位登记管理暂行条例》第二十三条、《民办非企业单位年度检查办法》", nil
	case a.Kind == domain.PartyFoundation:
		return "《基金会管理条例》第三十六条", nil
	case err == nil:
		return "《社会团体登记管理条例》第二十八条、" + r.Law, nil
	}
	return "《社会团体登记管理条例》第二十八条", nil
}

func checkConclusion(ctx context.Context, m *matter) (render.Data, error) {
	a := m.file.AnnualCheck
	if a == nil || a.Conclusion() == nil {
		return nil, missingEntry(m)
	}
	k := a.Conclusion()
	_, _, norms, err := m.d.Book.Law(ctx)
	if err != nil {
		return nil, err
	}
	var rows []render.Data
	for _, x := range k.Findings {
		title := x.Ground
		if row, ok := norms.CheckGround(x.Ground, a, k.On); ok {
			title = row.Text
		}
		rows = append(rows, render.Data{"ground": title, "facts": x.Facts})
	}
	basis, err := checkBasis(ctx, m, k.On)
	if err != nil {
		return nil, err
	}
	data := render.Data{"year": strconv.Itoa(a.Year), "conclusion": domain.CheckTitles[k.Conclusion][0], "basis": basis, "findings": rows}
	if n := len(a.Conclusions); n > 1 {
		data["former"], data["reasons"] = domain.CheckTitles[a.Conclusions[n-2].Conclusion][0], k.Reasons
	}
	return data, nil
}

// checkReceipt is A-3: the report of a charity was taken in. There is no conclusion of it.
func checkReceipt(ctx context.Context, m *matter) (render.Data, error) {
	a := m.file.AnnualCheck
	if a == nil || a.Conclusion() == nil {
		return nil, missingEntry(m)
	}
	basis, err := checkBasis(ctx, m, a.Conclusion().On)
	if err != nil {
		return nil, err
	}
	data := render.Data{"year": strconv.Itoa(a.Year), "basis": basis, "received": a.FiledOn}
	if a.Late {
		data["late"] = "逾期报送"
	}
	return data, nil
}

func checkOrder(ctx context.Context, m *matter) (render.Data, error) {
	a := m.file.AnnualCheck
	if a == nil || a.Rectify == nil || a.Conclusion() == nil {
		return nil, missingEntry(m)
	}
	var items []render.Data
	for _, s := range a.Rectify.Items {
		items = append(items, render.Data{"text": s})
	}
	basis, err := checkBasis(ctx, m, a.Conclusion().On)
	if err != nil {
		return nil, err
	}
	limit := "于" + render.Date(a.Rectify.Due.Start()) + "前" // as orders of before gave it
	if w := a.Rectify.Within; w != nil {
		limit = "自本通知书送达之日起" + w.ZH() + "内"
	}
	return render.Data{"year": strconv.Itoa(a.Year), "conclusion": domain.CheckTitles[a.Conclusion().Conclusion][0], "items": items, "limit": limit, "basis": basis,
		"consequence": "依照社会组织信用信息管理的有关规定列入活动异常名录"}, nil
}

func listingData(m *matter) (render.Data, error) {
	l := m.file.Listing
	if l == nil {
		return nil, missingEntry(m)
	}
	list, ground, facts := l.List, l.Ground, l.Facts
	if x := l.Move; x.Of(m.doc.ID) {
		list, ground, facts = domain.ListSevere, x.Ground, x.Facts
	}
	return render.Data{"list": domain.ListTitles[list][0], "ground": ground.Text, "facts": facts, "basis": basisLists}, nil
}

func listingNotice(ctx context.Context, m *matter) (render.Data, error) {
	data, err := listingData(m)
	if err != nil {
		return nil, err
	}
	_, rules, _, err := m.d.Book.Law(ctx)
	if err != nil {
		return nil, err
	}
	r, err := rules.At("CR-01", m.doc.IssuedOn)
	if err != nil {
		return nil, err
	}
	data["rights"] = fmt.Sprintf("你单位可以自收到本告知书之日起%d个工作日内向本机关书面陈述、申辩，逾期未提出的，视为放弃", r.Term.N)
	return data, nil
}

func listingDecision(_ context.Context, m *matter) (render.Data, error) {
	data, err := listingData(m)
	if err != nil {
		return nil, err
	}
	l := m.file.Listing
	data["effect"] = "列入信息向社会公布。履行相关义务后，可以向本机关申请移出；列入满两年的，移入严重违法失信名单"
	if l.List == domain.ListSevere || l.Move.Of(m.doc.ID) {
		data["effect"] = "列入信息向社会公布。列入满两年、没有新的列入情形的，可以向本机关申请移出"
	}
	if m.file.Stage == domain.LstJoined { // as of the decision: it ends this file
		data["effect"] = "你单位已在该名单内，列入期间自本决定作出之日重新起算。" + data["effect"].(string)
	}
	data["reply"] = "你单位未在期限内陈述、申辩"
	r := l.Reply
	if l.Move.Of(m.doc.ID) {
		r = l.Move.Reply
	} else if !l.Moved.IsZero() { // by the two years alone
		data["reply"] = ""
	}
	if r != nil && data["reply"] != "" {
		data["reply"] = "对你单位的陈述、申辩，本机关已经复核：" + r.Answer
	}
	data["remedies"] = domain.RemediesText(false, m.doc.IssuedOn, m.agency)
	return data, nil
}

func listingRemoval(_ context.Context, m *matter) (render.Data, error) {
	data, err := listingData(m)
	if err != nil {
		return nil, err
	}
	l := m.file.Listing
	if l.Removed == nil {
		return nil, missingEntry(m)
	}
	why := l.Removed.Text
	if l.Removed.Why == "complied" && l.Asked != nil {
		why = "经核实，" + l.Asked.Note
	}
	data["listed_on"], data["reason"] = l.ListedOn, why
	return data, nil
}

func specialLetter(_ context.Context, m *matter) (render.Data, error) {
	if k := m.file.Clearance; k != nil { // one of the two letters of a clean-up
		i := slices.IndexFunc(k.Letters, func(x domain.Letter) bool { return x.Document == m.doc.ID })
		if i < 0 {
			return nil, missingEntry(m)
		}
		return letter(render.Data{"basis": basisLists}, k.Letters[i].Address, k.Letters[i].Tracking), nil
	}
	data, err := listingData(m)
	if err != nil {
		return nil, err
	}
	ls := m.file.Listing.Letters
	i := slices.IndexFunc(ls, func(x domain.ListLetter) bool { return x.Document == m.doc.ID })
	if i < 0 {
		return nil, missingEntry(m)
	}
	return letter(data, ls[i].Address, ls[i].Tracking), nil
}

// letter says what both kinds of special letters say.
func letter(data render.Data, address, tracking string) render.Data {
	data["registered_address"], data["tracking"] = address, tracking
	data["demand"] = "请在收到本信函后及时与本机关联系，说明住所和开展活动的情况"
	data["consequence"] = "两次向登记的住所邮寄专用信函均无人签收的，视为通过登记的住所无法联系，可以列入活动异常名录"
	return data
}
