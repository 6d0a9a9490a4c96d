package api

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"

	"yifa/domain"
	"yifa/policies"
	"yifa/store"
)

// Moved tells an open page that a file has changed; it says nothing of what changed, the page asks again.
type Moved struct {
	Type      string           `json:"type"` // case; all: some changes were missed, look at everything
	Case      domain.CaseID    `json:"case,omitempty"`
	Procedure domain.Procedure `json:"procedure,omitempty"`
	Seq       int              `json:"seq,omitempty"`
}

const heartbeat = 20 * time.Second

// mayHear keeps the moves of a file from those who may not know of it.
func (s *server) mayHear(ctx context.Context, w *who, ch store.Change) bool {
	if ch.Procedure != domain.ProcReferral || s.secret(w) {
		return true
	}
	c, err := s.store.Case(ctx, ch.Case)
	return err == nil && s.Guard.Sees(w.Person, c, s.today())
}

func (s *server) streamRoutes() {
	handle(s, having(policies.ViewCases), "GET", "/stream", "stream", "案卷变动（SSE）", s.stream, tag("stream"), produces("text/event-stream"))
}

// stream tells of changes in the person's own authority until the page goes away or the session ends.
func (s *server) stream(ctx context.Context, w *who, _ *struct{}) (*huma.StreamResponse, error) {
	return &huma.StreamResponse{Body: func(c huma.Context) {
		changes, leave := s.hub.join() //nolint:contextcheck // the listening belongs to the process, not to this request
		defer leave()
		s.metrics.streams.Inc()
		defer s.metrics.streams.Dec()
		out := humagin.Unwrap(c).Writer
		out.Header().Set("Content-Type", "text/event-stream")
		out.Header().Set("X-Accel-Buffering", "no")
		ctl := http.NewResponseController(out)
		send := func(b []byte) bool {
			_ = ctl.SetWriteDeadline(time.Now().Add(heartbeat)) // a reader that stopped reading is let go
			_, err := out.Write(b)
			return err == nil && ctl.Flush() == nil
		}
		if !send([]byte("retry: 3000\n\n")) {
			return
		}
		beat := time.NewTicker(heartbeat)
		defer beat.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case ch := <-changes:
				m := Moved{Type: "case", Case: ch.Case, Procedure: ch.Procedure, Seq: ch.Seq}
				if ch == lost {
					m = Moved{Type: "all"}
				} else if ch.Agency != "" && ch.Agency != w.Agency || !s.mayHear(ctx, w, ch) {
					continue
				}
				b, err := json.Marshal(m)
				if err != nil || !send(bytes.Join([][]byte{[]byte("data: "), b, []byte("\n\n")}, nil)) {
					return
				}
			case <-beat.C:
				if live, err := s.session(ctx, w.Session.Hash); err != nil || live == nil || !send([]byte(": \n\n")) {
					return // signed out elsewhere, or run out
				}
			}
		}
	}}, nil
}
