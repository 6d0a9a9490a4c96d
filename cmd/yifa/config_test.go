package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestSettingsComeFromFileUnderEnvironmentAndSecretsHide(t *testing.T) {
	path := filepath.Join(t.TempDir(), "yifa.conf")
	if err := os.WriteFile(path, []byte("# 县局\nYIFA_LISTEN = :9000\nDATABASE_URL=postgres://yifa:geheim@db/yifa\nTEMPORAL_API_KEY=\"geheim\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("YIFA_CONFIG", path)
	t.Setenv("YIFA_LOG_LEVEL", "debug")
	t.Setenv("YIFA_LISTEN", ":9001")
	c, err := settings()
	if err != nil {
		t.Fatal(err)
	}
	if c.Listen != ":9001" || c.LogLevel != "debug" || string(c.TemporalAPIKey) != "geheim" {
		t.Errorf("%v", c)
	}
	for _, said := range []string{fmt.Sprint(c), fmt.Sprintf("%+v", c), fmt.Sprintf("%#v", c)} {
		if strings.Contains(said, "geheim") {
			t.Errorf("tells a secret: %s", said)
		}
	}
	if err := os.WriteFile(path, []byte("YIFA_LISTN=:9000\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := settings(); err == nil {
		t.Error("a misspelt setting is accepted")
	}
}

func TestOnlyADemonstrationRunsBehind(t *testing.T) {
	data := t.TempDir()
	t.Setenv("YIFA_DEMO_BEHIND", "720h")
	if _, err := demoBehind(data); err == nil {
		t.Error("a real bureau runs behind")
	}
	if err := (install{Demo: "loaded"}).write(data); err != nil {
		t.Fatal(err)
	}
	if d, err := demoBehind(data); err != nil || d != 720*time.Hour {
		t.Errorf("%v %v", d, err)
	}
	t.Setenv("YIFA_DEMO_BEHIND", "-1h")
	if _, err := demoBehind(data); err == nil {
		t.Error("a demonstration runs ahead")
	}
}
