package main

import (
	"context"
	"log/slog"
	"path/filepath"

	"yifa/store"
	"yifa/worker"
)

type workerCmd struct {
	Resignal bool `help:"让每个未结案卷重新通知引擎 (have every open file told to the engine again, when the engine lost its memory)"`
}

// Run works until it is told to stop.
func (w *workerCmd) Run(ctx context.Context) error {
	c, err := settings()
	if err != nil {
		return err
	}
	jsonLog(c, "worker")
	data, err := filepath.Abs(c.Data)
	if err != nil {
		return err
	}
	dsn, release, err := live{}.open(ctx)
	if err != nil {
		return err
	}
	defer release()
	files, err := store.NewFolder(filepath.Join(data, "files"))
	if err != nil {
		return err
	}
	gate, err := theGate()
	if err != nil {
		return err
	}
	signer, err := store.LoadSigner(filepath.Join(data, signerFile))
	if err != nil {
		return err
	}
	s, err := store.Open(ctx, store.Config{DSN: dsn, MaxConns: 12, Gate: gate, Files: files})
	if err != nil {
		return err
	}
	defer s.Close() //nolint:errcheck // what was done is committed
	if w.Resignal {
		n, err := s.EnqueueOpen(ctx)
		if err != nil {
			return err
		}
		slog.Info("open files are told again", "files", n)
	}
	tel, stop, err := telemetry(ctx, c, "yifa-worker")
	if err != nil {
		return err
	}
	defer stop()
	return worker.Run(ctx, worker.Deps{
		Store: s, Signer: signer, Log: slog.Default(), BuildID: version, Telemetry: worker.Telemetry{Meter: tel.meter, Tracer: tel.tracer},
		Engine: engineOf(c),
	})
}
