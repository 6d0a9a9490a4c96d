package main

import (
	"context"
	"log/slog"
)

type workerCmd struct{}

// Run works until it is told to stop.
func (workerCmd) Run(ctx context.Context) error {
	c, err := settings()
	if err != nil {
		return err
	}
	jsonLog(c, "worker")
	slog.Info("worker ready", "temporal", c.TemporalAddress, "namespace", c.TemporalNamespace)
	<-ctx.Done()
	return nil
}
