package main

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"
)

type apiCmd struct {
	Listen string `help:"监听地址 (address to listen on)" placeholder:"ADDR"`
}

// Run serves until it is told to stop.
func (a *apiCmd) Run(ctx context.Context) error {
	c, err := settings()
	if err != nil {
		return err
	}
	jsonLog(c, "api")
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", cmp.Or(a.Listen, c.Listen))
	if err != nil {
		return err
	}
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	slog.Info("api ready", "address", l.Addr().String())
	go func() {
		<-ctx.Done()
		stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), 4*time.Second)
		defer cancel()
		_ = server.Shutdown(stop)
	}()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
