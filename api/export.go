package api

import (
	"bufio"
	"context"
	"encoding/json"

	"github.com/danielgtaylor/huma/v2"

	"yifa/store"
)

func (s *server) exportRoutes() {
	handle(s, signedIn, "GET", "/cases/{id}/export", "export-case", "导出事件链，供独立校验", s.exportCase, tag("cases"), produces("application/jsonl"))
}

// exportCase writes the events one a line, as they are stored: whoever has only this and the verifier can see any change.
func (s *server) exportCase(ctx context.Context, w *who, in *OfCase) (*huma.StreamResponse, error) {
	events, err := s.chainOf(ctx, w, in.ID)
	if err != nil {
		return nil, err
	}
	return jsonl(string(in.ID)+".jsonl", events), nil
}

func jsonl(name string, events []store.EventRow) *huma.StreamResponse {
	return &huma.StreamResponse{Body: func(c huma.Context) {
		c.SetHeader("Content-Type", "application/jsonl")
		c.SetHeader("Content-Disposition", disposition("attachment", name))
		out := bufio.NewWriter(c.BodyWriter())
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false) // the chain is over the bytes of data
		for _, e := range events {
			if enc.Encode(e) != nil {
				return // the reader went away
			}
		}
		_ = out.Flush()
	}}
}
