package api

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"testing"
	"time"
)

type ctx2 = context.Context

func withCancel(t *testing.T) (context.Context, context.CancelFunc) {
	return context.WithCancel(t.Context())
}

func escape(s string) string { return url.QueryEscape(s) }

// flusher is a reader of an event stream.
type flusher struct {
	h http.Header
	w io.Writer
}

func (f *flusher) Header() http.Header              { return f.h }
func (f *flusher) Write(b []byte) (int, error)      { return f.w.Write(b) }
func (f *flusher) WriteHeader(int)                  {}
func (f *flusher) Flush()                           {}
func (f *flusher) SetWriteDeadline(time.Time) error { return nil }
