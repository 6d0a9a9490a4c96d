package api

import (
	"bytes"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"yifa/web"
)

// pages serves what web/dist holds. Every file is read once at start; an address that is no file is a page of the
// application, which finds its own way from index.html.
func (s *server) pages() (gin.HandlerFunc, error) {
	dist, err := fs.Sub(web.Dist, "dist")
	if err != nil {
		return nil, err
	}
	return s.pagesFrom(dist)
}

func (s *server) pagesFrom(dist fs.FS) (gin.HandlerFunc, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(dist, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || p == "README.md" {
			return err
		}
		b, err := fs.ReadFile(dist, p)
		files["/"+p] = b
		return err
	})
	if err != nil {
		return nil, err
	}
	index := files["/index.html"]
	return func(c *gin.Context) {
		p := path.Clean("/" + c.Request.URL.Path)
		if strings.HasPrefix(p, "/api/") || p == "/api" {
			abort(c, refuse("no_such_page", "没有这个地址。", "there is no such address"))
			return
		}
		if m := c.Request.Method; m != http.MethodGet && m != http.MethodHead {
			abort(c, refuse("method_not_allowed", "这个地址不支持这种请求。", "this address does not take this method"))
			return
		}
		b, ok := files[p]
		switch {
		case ok && p != "/index.html" && !strings.HasSuffix(p, ".gz"):
			cache := "no-cache"
			if strings.HasPrefix(p, "/assets/") {
				cache = "public, max-age=31536000, immutable" // the build puts a digest into the name
			}
			c.Header("Cache-Control", cache)
			s.send(c, p, b, files[p+".gz"])
		case path.Ext(p) != "" && !ok && strings.HasPrefix(p, "/assets/"):
			abort(c, refuse("no_such_page", "没有这个文件；页面已更新，请刷新。", "there is no such file; the pages were updated, reload"))
		case index == nil:
			abort(c, refuse("no_such_page", "页面尚未构建，请运行 make web。", "the pages have not been built; run make web"))
		default:
			c.Header("Cache-Control", "no-cache")
			s.send(c, "/index.html", index, files["/index.html.gz"])
		}
	}, nil
}

func (s *server) send(c *gin.Context, name string, plain, gz []byte) {
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		c.Header("Content-Type", t)
	}
	b := plain
	if gz != nil {
		c.Header("Vary", "Accept-Encoding")
		if strings.Contains(c.GetHeader("Accept-Encoding"), "gzip") {
			c.Header("Content-Encoding", "gzip")
			b = gz
		}
	}
	http.ServeContent(c.Writer, c.Request, name, time.Time{}, bytes.NewReader(b))
}

// clientIP is the address the brakes and sessions know; gin has worked it out with the trusted proxies.
func clientIP(r *http.Request) string { return infoOf(r.Context()).ip }
