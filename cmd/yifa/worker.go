package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"yifa/store"
	"yifa/worker"
)

// serveMetrics answers /metrics until ctx ends.
func serveMetrics(ctx context.Context, address string) error {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return fmt.Errorf("YIFA_WORKER_METRICS: %w", err)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.Handler())
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = server.Serve(l) }()
	context.AfterFunc(ctx, func() { _ = server.Close() })
	return nil
}

type workerCmd struct {
	Resignal bool `help:"让每个未结案卷重新通知引擎 (have every open file told to the engine again, when the engine lost its memory)"`
}

// Run works until it is told to stop.
func (w *workerCmd) Run(ctx context.Context) error {
	p, stop, err := startPart(ctx, "worker", 12)
	if err != nil {
		return err
	}
	defer stop()
	signer, err := store.LoadSigner(filepath.Join(p.data, signerFile))
	if err != nil {
		return err
	}
	in, err := readInstall(p.data)
	if err != nil {
		return err
	}
	if w.Resignal || in.Demo == "loaded" { // the clock of a demonstration may have been set between two starts: timers are set anew
		n, err := p.store.EnqueueOpen(ctx)
		if err != nil {
			return err
		}
		slog.Info("open files are told again", "files", n)
	}
	if p.config.WorkerMetrics != "" {
		if err := serveMetrics(ctx, p.config.WorkerMetrics); err != nil {
			return err
		}
	}
	return worker.Run(ctx, worker.Deps{
		Store: p.store, Signer: signer, Log: slog.Default(), BuildID: version, Behind: p.behind, Telemetry: worker.Telemetry{Meter: p.telemetry.meter, Tracer: p.telemetry.tracer},
		Engine: engineOf(p.config),
	})
}
