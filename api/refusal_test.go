package api

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func opens(q *http.Request) {
	q.Header.Set("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
}

func TestARefusalOfALinkIsAPageAndOneOfAProgramIsNot(t *testing.T) {
	w := start(t)
	li, nobody := w.as("li"), &browser{world: w}
	id := w.filedClue(li)
	for _, x := range []struct {
		who  *browser
		path string
		code int
		says string
	}{
		{li, "/cases/" + id + "/dossier.pdf?copy=full", 403, "回到工作台"}, {li, "/cases/nothing/dossier.pdf", 404, "没有找到"}, {nobody, "/documents.pdf?ids=x", 401, `href="/sign-in"`},
		{li, "/cases/" + id + "/preview/P-99", 0, "请求编号"}, {li, "/documents.pdf?copies=99&ids=%3Cscript%3E", 422, "不能大于 9"}, {nobody, "/no/such/address", 404, "没有这个地址"},
	} {
		plain, page := x.who.do("GET", x.path, nil), x.who.do("GET", x.path, nil, opens)
		require.Equal(t, plain.Status, page.Status, x.path)
		if x.code != 0 {
			require.Equal(t, x.code, page.Status, x.path)
		}
		require.Equal(t, "application/problem+json", plain.Header.Get("Content-Type"), x.path)
		require.Equal(t, "text/html; charset=utf-8", page.Header.Get("Content-Type"), x.path)
		html := string(page.Raw)
		require.Contains(t, html, x.says, x.path)
		require.NotContains(t, html, "<script", x.path)
		require.True(t, strings.HasSuffix(html, "</html>\n"), x.path)
	}
	// What is not refused is as it was, whoever asks.
	r := li.do("GET", "/cases/"+id+"/preview/P-2", nil, opens)
	require.Equal(t, http.StatusOK, r.Status)
	require.Equal(t, "application/pdf", r.Header.Get("Content-Type"))
	r = li.do("GET", "/cases/"+id, nil, opens)
	require.Contains(t, r.Header.Get("Content-Type"), "application/json")
	require.Equal(t, "application/problem+json", li.do("POST", "/no/such/address", "{}", opens).Header.Get("Content-Type"))
}
