package api

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"yifa/activities"
	"yifa/domain"
	"yifa/store"
)

// words is what poppler reads in a PDF, without spaces.
func words(t *testing.T, pdf []byte) string {
	t.Helper()
	require.True(t, bytes.HasPrefix(pdf, []byte("%PDF-")), "%.60s", pdf)
	file := filepath.Join(t.TempDir(), "x.pdf")
	require.NoError(t, os.WriteFile(file, pdf, 0o600))
	out, err := exec.CommandContext(t.Context(), "pdftotext", "-raw", file, "-").Output()
	require.NoError(t, err, "apt-get install poppler-utils")
	return strings.Join(strings.Fields(string(out)), "")
}

// filedClue is a penalty case whose filing is proposed.
func (w *world) filedClue(li *browser) string {
	w.t.Helper()
	officers := []string{w.id["li"], w.id["zhang"]}
	id := string(li.ok("", "penalty.open_clue", map[string]any{"source": "report", "party": w.id["shop"], "clue": "举报人称该店销售封建迷信殡葬用品", "officers": officers,
		"allegations": []any{map[string]any{"violation": "FN-19", "from": "2026-10-01", "fact": "在店内陈列并销售封建迷信殡葬用品36件"}}}).Case)
	li.ok(id, "penalty.propose_filing", map[string]any{"officers": officers, "jurisdiction": "违法行为发生在本辖区", "advice": "file", "opinion": "现场发现封建迷信殡葬用品，符合立案条件"})
	return id
}

func TestAPaperIsSeenBeforeItIsIssued(t *testing.T) {
	w := start(t)
	li, wang := w.as("li"), w.as("wang")
	id := w.filedClue(li)
	r := li.do("GET", "/cases/"+id+"/preview/P-2", nil)
	require.Equal(t, http.StatusOK, r.Status, "%s", r.Raw)
	text := words(t, r.Raw)
	for _, s := range []string{"草", "立案审批表", "青石镇永福殡葬用品店", "封建迷信殡葬用品36件", "建议立案"} {
		require.Contains(t, text, s)
	}
	var list []domain.Draft
	li.do("GET", "/cases/"+id+"/previews", nil).into(t, &list)
	i := -1
	for n, d := range list {
		if d.Type == "P-2" {
			i = n
		}
	}
	require.GreaterOrEqual(t, i, 0, "%v", list)
	require.Equal(t, []domain.Lack{{Field: "head", Name: "行政机关负责人意见", Article: "《中华人民共和国行政处罚法》第五十四条第二款"}}, list[i].Missing, "the leader has not said anything yet")
	require.Equal(t, http.StatusNotFound, li.do("GET", "/cases/"+id+"/preview/P-15", nil).Status, "there is nothing to decide yet")
	require.Equal(t, http.StatusForbidden, w.as("root").do("GET", "/cases/"+id+"/preview/P-2", nil).Status, "an administrator sees no files")

	wang.ok(id, "penalty.file", map[string]any{"comment": "同意立案"})
	c, err := w.store.Case(t.Context(), domain.CaseID(id))
	require.NoError(t, err)
	for _, d := range c.Documents {
		require.NoError(t, w.papers.Render(t.Context(), activities.RenderInput{Case: c.ID, Document: d.ID}), d.Title)
	}
	c, err = w.store.Case(t.Context(), c.ID)
	require.NoError(t, err)
	for _, d := range c.Documents {
		require.Len(t, d.Files, 2, d.Title)
		require.True(t, strings.HasSuffix(d.Template, "@1"), d.Template)
	}
	r = li.do("GET", "/documents.pdf?copies=2&ids="+string(c.Documents[0].ID)+","+string(c.Documents[1].ID), nil)
	require.Equal(t, http.StatusOK, r.Status, "%s", r.Raw)
	text = words(t, r.Raw)
	require.Equal(t, 2, strings.Count(text, "案源登记表"))
	require.Equal(t, 2, strings.Count(text, "立案审批表"))
	require.Equal(t, http.StatusNotFound, li.do("GET", "/documents.pdf?ids=nothing-d1", nil).Status)
	text = words(t, li.do("GET", "/cases/"+id+"/documents/"+string(c.Documents[0].ID)+"/public.pdf", nil).Raw)
	require.NotContains(t, text, "负责人甲", "the public copy names nobody")
	require.Contains(t, text, "青石镇永福殡葬用品店")
}

func TestAWholeFileIsTakenOutAndChecksWithoutTheSystem(t *testing.T) {
	w := start(t)
	li, wang := w.as("li"), w.as("wang")
	id := w.filedClue(li)
	wang.ok(id, "penalty.file", map[string]any{})
	blob, err := w.store.PutFile(t.Context(), "进货单.txt", strings.NewReader("进货36件"))
	require.NoError(t, err)
	li.ok(id, "case.add_evidence", map[string]any{"evidence": []any{map[string]any{"hash": blob.Hash, "kind": "document", "title": "进货单", "class": "documentary", "form": "copy", "source": "当事人"}}})
	c, err := w.store.Case(t.Context(), domain.CaseID(id))
	require.NoError(t, err)
	for _, d := range c.Documents {
		require.NoError(t, w.papers.Render(t.Context(), activities.RenderInput{Case: c.ID, Document: d.ID}))
	}
	require.Equal(t, http.StatusForbidden, li.do("GET", "/cases/"+id+"/dossier.zip", nil).Status)
	require.Equal(t, http.StatusForbidden, li.do("GET", "/cases/"+id+"/dossier.pdf?copy=full", nil).Status)
	require.Equal(t, http.StatusForbidden, w.as("chen").do("GET", "/cases/"+id+"/dossier.pdf", nil).Status)
	party := li.do("GET", "/cases/"+id+"/dossier.pdf?copy=party", nil)
	require.Equal(t, http.StatusOK, party.Status, "%s", party.Raw)
	text := words(t, party.Raw)
	require.Contains(t, text, "正卷")
	require.Contains(t, text, "立案审批表")
	require.Contains(t, text, "进货单（摘要：SM3"+string(blob.Hash)+"）", "what cannot be bound is listed with its digest")
	require.NotContains(t, text, "案源登记表", "the source is for the bureau")
	require.Contains(t, words(t, wang.do("GET", "/cases/"+id+"/dossier.pdf?copy=full", nil).Raw), "案源登记表")

	r := wang.do("GET", "/cases/"+id+"/dossier.zip", nil)
	require.Equal(t, http.StatusOK, r.Status, "%s", r.Raw)
	z, err := zip.NewReader(bytes.NewReader(r.Raw), int64(len(r.Raw)))
	require.NoError(t, err)
	parts := map[string][]byte{}
	for _, f := range z.File {
		rc, err := f.Open()
		require.NoError(t, err)
		parts[f.Name], err = io.ReadAll(rc)
		require.NoError(t, err)
	}
	for _, name := range []string{"dossier.pdf", "dossier-party.pdf", "events.jsonl", "heads.json", "checkpoint.json", "README.md", "manifest.sm3"} {
		require.NotEmpty(t, parts[name], name)
	}
	var heads map[domain.CaseID]store.Head
	require.NoError(t, json.Unmarshal(parts["heads.json"], &heads))
	v, err := store.VerifyExport(bytes.NewReader(parts["events.jsonl"]), heads)
	require.NoError(t, err)
	require.Empty(t, v.Breaks)
	require.EqualValues(t, c.Seq+len(c.Documents), v.Events)
	v, err = store.VerifyExport(bytes.NewReader(bytes.Replace(parts["events.jsonl"], []byte("36件"), []byte("63件"), 1)), heads)
	require.NoError(t, err)
	require.NotEmpty(t, v.Breaks, "one figure was changed")
	for name, b := range parts {
		if strings.HasPrefix(name, "files/") {
			require.Contains(t, string(parts["manifest.sm3"]), name)
			require.NotEmpty(t, b)
		}
	}
}

func TestABureauChangesATemplateButNotTheLaw(t *testing.T) {
	w := start(t)
	root, li := w.as("root"), w.as("li")
	var book domain.TemplateBook
	r := root.do("GET", "/templates/clue_registration", nil)
	require.Equal(t, http.StatusOK, r.Status, "%s", r.Raw)
	r.into(t, &book)
	require.False(t, book.Changed)
	require.Equal(t, 1, book.Version)
	set := func(b *browser, body string) reply {
		return b.act("templates", "templates.set", map[string]any{"id": "clue_registration", "body": json.RawMessage(body), "reason": "本机关格式"})
	}
	own := strings.Replace(string(book.Body), `"title":"案源登记表"`, `"title":"案件线索登记表"`, 1)
	require.Equal(t, http.StatusForbidden, set(li, own).Status, "an officer changes no template")
	dropped := strings.Replace(own, `{"field":"clue","name_zh":"线索内容","article":"《中华人民共和国行政处罚法》第五十四条"},`, "", 1)
	dropped = strings.Replace(dropped, "{{.clue}}", "", 1)
	r = set(root, dropped)
	require.Equal(t, http.StatusUnprocessableEntity, r.Status, "%s", r.Raw)
	require.Contains(t, r.problem().Detail, "线索内容")
	require.Equal(t, http.StatusUnprocessableEntity, set(root, strings.Replace(own, `"blocks"`, `"bloks"`, 1)).Status)
	added := strings.Replace(own, `"required":[`, `"required":[{"field": "mood", "name_zh": "心情", "article": "无"},`, 1)
	require.Equal(t, http.StatusUnprocessableEntity, set(root, strings.Replace(added, "{{.clue}}", "{{.clue}}{{.mood}}", 1)).Status, "nothing fills it")

	r = root.do("POST", "/templates/clue_registration/preview", map[string]any{"body": json.RawMessage(own)})
	require.Equal(t, http.StatusOK, r.Status, "%s", r.Raw)
	require.Contains(t, words(t, r.Raw), "案件线索登记表")
	before := w.filedClue(li)
	r = set(root, own)
	require.Equal(t, http.StatusOK, r.Status, "%s", r.Raw)
	require.Equal(t, http.StatusConflict, set(root, own).Status, "nothing changed")
	w.pass(1)
	after := w.filedClue(li)
	for id, want := range map[string][2]string{before: {"clue_registration@1", "案源登记表"}, after: {"clue_registration@2", "案件线索登记表"}} {
		c, err := w.store.Case(t.Context(), domain.CaseID(id))
		require.NoError(t, err)
		require.NoError(t, w.papers.Render(t.Context(), activities.RenderInput{Case: c.ID, Document: c.Documents[0].ID}))
		c, err = w.store.Case(t.Context(), c.ID)
		require.NoError(t, err)
		require.Equal(t, want[0], c.Documents[0].Template, "an instrument is set by the template of the day it was issued")
		for _, f := range c.Documents[0].Files {
			if f.Type == "application/pdf" {
				got := words(t, li.do("GET", "/cases/"+id+"/files/"+string(f.Hash), nil).Raw)
				require.Contains(t, got, want[1])
			}
		}
	}
	require.Equal(t, http.StatusOK, root.act("templates", "templates.reset", map[string]any{"id": "clue_registration", "reason": "恢复"}).Status)
	root.do("GET", "/templates/clue_registration", nil).into(t, &book)
	require.False(t, book.Changed)
	require.Len(t, book.History, 2)
	require.Equal(t, http.StatusNotFound, root.do("GET", "/templates/no_such", nil).Status)
	var rows []domain.TemplateRow
	root.do("GET", "/templates", nil).into(t, &rows)
	require.Greater(t, len(rows), 50)
}
