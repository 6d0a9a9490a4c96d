package main

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.temporal.io/sdk/client"

	"yifa/activities"
	"yifa/activities/render"
	"yifa/api"
	"yifa/policies"
	"yifa/worker"
)

type apiCmd struct {
	Listen string `help:"监听地址 (address to listen on)" placeholder:"ADDR"`
}

// Run serves until it is told to stop.
func (a *apiCmd) Run(ctx context.Context) error {
	p, stop, err := startPart(ctx, "api", 24)
	if err != nil {
		return err
	}
	defer stop()
	c := p.config
	guard, err := policies.New()
	if err != nil {
		return err
	}
	ready, done, err := engineReady(c, p.telemetry)
	if err != nil {
		return err
	}
	defer done()
	in, err := readInstall(p.data)
	if err != nil {
		return err
	}
	fonts, err := render.LoadFonts("")
	if err != nil {
		return err
	}
	handler, err := api.New(api.Deps{ //nolint:contextcheck // a handler gets its context with each request
		Store: p.store, Guard: guard, Papers: &activities.Documents{Book: p.store, Shelf: p.store, Fonts: fonts, Now: clockBehind(p.behind)}, Now: clockBehind(p.behind), Log: slog.Default(), Version: version, Demo: in.Demo == "loaded" || in.Demo == "pending",
		Secure: strings.HasPrefix(c.PublicURL, "https://"), EngineReady: ready, Metrics: prometheus.DefaultRegisterer.(*prometheus.Registry),
		TrustedProxies: c.TrustedProxies, TrustedOrigins: trusted(c.PublicURL),
	})
	if err != nil {
		return err
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", cmp.Or(a.Listen, c.Listen))
	if err != nil {
		return err
	}
	// no write timeout: exports and the stream of changes take as long as they take
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10}
	slog.Info("api ready", "address", l.Addr().String())
	go func() {
		<-ctx.Done()
		stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), 4*time.Second)
		defer cancel()
		if server.Shutdown(stop) != nil {
			_ = server.Close() // streams do not end by themselves
		}
	}()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func trusted(url string) []string {
	if url == "" {
		return nil
	}
	return []string{strings.TrimSuffix(url, "/")}
}

// engineReady asks the engine whether it is there; acts do not need it.
func engineReady(c config, tel instruments) (func(context.Context) error, func(), error) {
	if c.TemporalAddress == "" {
		return nil, func() {}, nil
	}
	e, err := worker.Dial(engineOf(c), worker.Telemetry{Meter: tel.meter, Tracer: tel.tracer}, slog.Default())
	if err != nil {
		return nil, nil, err
	}
	return func(ctx context.Context) error {
		_, err := e.CheckHealth(ctx, &client.CheckHealthRequest{})
		return err
	}, e.Close, nil
}

func engineOf(c config) worker.Engine {
	return worker.Engine{Address: c.TemporalAddress, Namespace: c.TemporalNamespace, APIKey: string(c.TemporalAPIKey), TLS: c.TemporalTLS,
		CA: c.TemporalTLSCA, Cert: c.TemporalTLSCert, Key: c.TemporalTLSKey, ServerName: c.TemporalServerName}
}
