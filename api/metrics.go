package api

import (
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

type metrics struct {
	requests *prometheus.HistogramVec
	refusals *prometheus.CounterVec
	acts     *prometheus.CounterVec
	lag      prometheus.Gauge
	streams  prometheus.Gauge
}

func newMetrics(reg *prometheus.Registry) *metrics {
	m := &metrics{
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "yifa_http_request_seconds", Help: "Time to answer, by route.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}}, []string{"method", "route", "status"}),
		refusals: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "yifa_refusals_total", Help: "Requests refused, by code."}, []string{"code"}),
		acts:     prometheus.NewCounterVec(prometheus.CounterOpts{Name: "yifa_acts_total", Help: "Acts asked for, by outcome: recorded, again, refused, failed."}, []string{"act", "outcome"}),
		lag:      prometheus.NewGauge(prometheus.GaugeOpts{Name: "yifa_relay_lag_seconds", Help: "Age of the oldest change the engine has not been told of."}),
		streams:  prometheus.NewGauge(prometheus.GaugeOpts{Name: "yifa_streams", Help: "Open event streams."}),
	}
	reg.MustRegister(m.requests, m.refusals, m.acts, m.lag, m.streams)
	return m
}

// newRegistry is the registry used when none is given.
func newRegistry() *prometheus.Registry {
	r := prometheus.NewRegistry()
	r.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return r
}

func (m *metrics) request(method, route string, status int, code string, took time.Duration) {
	if route == "" {
		route = "page"
	}
	switch method {
	case "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH":
	default:
		method = "other"
	}
	m.requests.WithLabelValues(method, route, strconv.Itoa(status)).Observe(took.Seconds())
	if code != "" {
		m.refusals.WithLabelValues(code).Inc()
	}
}
