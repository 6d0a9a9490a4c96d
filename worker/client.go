package worker

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/log"
)

// Engine says where the engine is and how to come in.
type Engine struct {
	Address    string // host:port
	Namespace  string // empty: yifa
	APIKey     string // implies TLS
	TLS        bool
	CA         string // files; empty: the system's, none
	Cert, Key  string
	ServerName string // name to verify the certificate against
}

// Dial makes a client that connects when it is first used, so that a process starts with the engine down.
func Dial(e Engine, t Telemetry, logger *slog.Logger) (client.Client, error) {
	tracing, err := t.tracing()
	if err != nil {
		return nil, err
	}
	o := client.Options{
		HostPort: e.Address, Namespace: e.namespace(), Identity: identity(), Logger: log.NewStructuredLogger(logger),
		MetricsHandler: t.metrics(), Interceptors: []interceptor.ClientInterceptor{tracing},
	}
	if e.APIKey != "" {
		o.Credentials = client.NewAPIKeyStaticCredentials(e.APIKey)
	}
	if o.ConnectionOptions.TLS, err = e.tls(); err != nil {
		return nil, err
	}
	return client.NewLazyClient(o)
}

func (e Engine) namespace() string {
	if e.Namespace == "" {
		return "yifa"
	}
	return e.Namespace
}

func (e Engine) tls() (*tls.Config, error) {
	if !e.TLS && e.APIKey == "" && e.CA == "" && e.Cert == "" {
		return nil, nil //nolint:nilnil // no TLS is what was asked for
	}
	c := &tls.Config{MinVersion: tls.VersionTLS12, ServerName: e.ServerName}
	if e.CA != "" {
		pem, err := os.ReadFile(e.CA)
		if err != nil {
			return nil, fmt.Errorf("CA of the engine: %w", err)
		}
		if c.RootCAs = x509.NewCertPool(); !c.RootCAs.AppendCertsFromPEM(pem) {
			return nil, fmt.Errorf("CA of the engine: %s holds no certificate", e.CA)
		}
	}
	if (e.Cert == "") != (e.Key == "") {
		return nil, errors.New("a client certificate needs both the certificate and its key")
	}
	if e.Cert != "" {
		pair, err := tls.LoadX509KeyPair(e.Cert, e.Key)
		if err != nil {
			return nil, fmt.Errorf("client certificate: %w", err)
		}
		c.Certificates = []tls.Certificate{pair}
	}
	return c, nil
}

func identity() string {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	return fmt.Sprintf("yifa-worker/%s/%d", host, os.Getpid())
}
