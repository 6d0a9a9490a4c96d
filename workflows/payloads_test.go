package workflows_test

import (
	"encoding/base64"
	"io"
	"log/slog"
	"regexp"
	"testing"
)

var discard = slog.New(slog.NewTextHandler(io.Discard, nil))

var base64Data = regexp.MustCompile(`"data": ?"([A-Za-z0-9+/=]+)"`)

// decoded is a history with what its payloads say.
func decoded(t *testing.T, history []byte) string {
	t.Helper()
	return string(base64Data.ReplaceAllFunc(history, func(m []byte) []byte {
		b, err := base64.StdEncoding.DecodeString(string(base64Data.FindSubmatch(m)[1]))
		if err != nil {
			return m
		}
		return b
	}))
}
