package api

import (
	"bytes"
	"encoding/json"
	"html/template"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

// refusalPage is what a person reads who opened a link, to a PDF most often, and is refused. It has no script, and nothing is
// fetched for it: it must work when nothing else does.
var refusalPage = template.Must(template.New("refusal").Parse(`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}} · 依法</title>
<style>
:root { color-scheme: light dark }
body { font: 16px/1.7 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 0; padding: 10vh 1.25rem 2rem; background: Canvas; color: CanvasText }
main { max-width: 40rem; margin: 0 auto; border: 1px solid GrayText; border-top: .3rem solid #b42318; border-radius: .4rem; padding: 1.25rem 1.5rem; overflow-wrap: anywhere }
h1 { font-size: 1.25rem; margin: 0 0 .5rem }
p, ul { margin: .5rem 0 }
.en, .no { font-size: .875rem }
nav { margin-top: 1rem; display: flex; gap: 1.5rem }
</style>
</head>
<body>
<main>
<h1>{{.Title}}</h1>
<p>{{.Detail}}</p>
{{with .Article}}<p>{{.}}</p>
{{end}}{{if .Errors}}<ul>{{range .Errors}}<li>{{.Path}}：{{.Message}}</li>{{end}}</ul>
{{end}}{{with .DetailEN}}<p class="en" lang="en">{{.}}</p>
{{end}}<nav>{{if eq .Status 401}}<a href="/sign-in">登录 <span lang="en">Sign in</span></a>{{else}}<a href="/">回到工作台 <span lang="en">Back to the worklist</span></a>{{end}}</nav>
{{with .Instance}}<p class="no">请求编号 {{.}}</p>
{{end}}</main>
</body>
</html>
`))

// refusalsAsPages answers a browser that opens an address with a page where a program gets application/problem+json: what a
// refusal says is the same, and so is its status.
func refusalsAsPages(c *gin.Context) {
	if m := c.Request.Method; m != http.MethodGet && m != http.MethodHead || !strings.Contains(c.GetHeader("Accept"), "text/html") {
		return
	}
	w := &refusalWriter{ResponseWriter: c.Writer}
	c.Writer = w
	c.Next()
	w.end()
}

// refusalWriter holds a problem back until it is whole; everything else goes through as it comes.
type refusalWriter struct {
	gin.ResponseWriter
	problem bytes.Buffer
}

func (w *refusalWriter) held() bool {
	return strings.HasPrefix(w.Header().Get("Content-Type"), "application/problem+json")
}

func (w *refusalWriter) Write(b []byte) (int, error) {
	if w.held() {
		return w.problem.Write(b)
	}
	return w.ResponseWriter.Write(b)
}

func (w *refusalWriter) WriteString(s string) (int, error) { return w.Write([]byte(s)) }

func (w *refusalWriter) WriteHeaderNow() {
	if !w.held() {
		w.ResponseWriter.WriteHeaderNow()
	}
}

// Unwrap is the way to the connection for http.ResponseController.
func (w *refusalWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *refusalWriter) end() {
	if w.problem.Len() == 0 {
		return
	}
	var p Problem
	var page bytes.Buffer
	out, typ := w.problem.Bytes(), w.Header().Get("Content-Type")
	if json.Unmarshal(out, &p) == nil && refusalPage.Execute(&page, p) == nil {
		out, typ = page.Bytes(), "text/html; charset=utf-8"
	}
	w.Header().Set("Content-Type", typ)
	w.Header().Add("Vary", "Accept")
	w.Header().Del("Content-Disposition")
	_, _ = w.ResponseWriter.Write(out)
}
