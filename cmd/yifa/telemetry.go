package main

import (
	"context"
	"os"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/exporters/prometheus"
	"go.opentelemetry.io/otel/metric"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

type instruments struct {
	meter  metric.Meter
	tracer trace.Tracer
}

// telemetry counts for Prometheus always, and traces when OTEL_EXPORTER_OTLP_ENDPOINT names somebody who listens.
func telemetry(ctx context.Context, _ config, name string) (instruments, func(), error) {
	exp, err := prometheus.New()
	if err != nil {
		return instruments{}, nil, err
	}
	meters := sdkmetric.NewMeterProvider(sdkmetric.WithReader(exp))
	otel.SetMeterProvider(meters)
	var opts []sdktrace.TracerProviderOption
	if os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") != "" || os.Getenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") != "" {
		out, err := otlptracehttp.New(ctx)
		if err != nil {
			return instruments{}, nil, err
		}
		opts = append(opts, sdktrace.WithBatcher(out))
	} else {
		opts = append(opts, sdktrace.WithSampler(sdktrace.NeverSample()))
	}
	res, err := resource.Merge(resource.Default(), resource.NewSchemaless())
	if err != nil {
		return instruments{}, nil, err
	}
	tracers := sdktrace.NewTracerProvider(append(opts, sdktrace.WithResource(res))...)
	otel.SetTracerProvider(tracers)
	stop := func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
		defer cancel()
		_ = tracers.Shutdown(ctx)
		_ = meters.Shutdown(ctx)
	}
	return instruments{meters.Meter(name), tracers.Tracer(name)}, stop, nil
}
