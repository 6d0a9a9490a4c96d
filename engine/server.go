package main

import (
	"fmt"
	"net"
	"strconv"
	"time"

	"go.temporal.io/server/common/auth"
	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/cluster"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/dynamicconfig"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/membership/static"
	"go.temporal.io/server/common/metrics"
	"go.temporal.io/server/common/persistence/sql/sqlplugin/postgresql"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/temporal"
)

const (
	loopback    = "127.0.0.1"
	clusterName = "active"
	storeMain   = "main"
	storeSearch = "visibility"
)

// newServer wires the four services into one process. Hosts are static: with one process there is no ring to join,
// so a start after kill -9 does not wait for the heartbeats of the dead one to grow old.
func newServer(o options, logger log.Logger) (temporal.Server, error) {
	services := map[string]config.Service{}
	hosts := map[primitives.ServiceName]static.Hosts{}
	inner, err := freePorts(len(temporal.DefaultServices) - 1)
	if err != nil {
		return nil, err
	}
	for _, name := range temporal.DefaultServices {
		port := o.port
		if name != string(primitives.FrontendService) {
			port, inner = inner[0], inner[1:]
		}
		services[name] = config.Service{RPC: config.RPC{GRPCPort: port, BindOnLocalHost: true}}
		hosts[primitives.ServiceName(name)] = static.SingleLocalHost(net.JoinHostPort(loopback, strconv.Itoa(port)))
	}
	frontend := net.JoinHostPort(loopback, strconv.Itoa(o.port))
	global := config.Global{Membership: config.Membership{MaxJoinDuration: 30 * time.Second, BroadcastAddress: loopback}}
	if o.metricsPort > 0 {
		global.Metrics = &metrics.Config{Prometheus: &metrics.PrometheusConfig{
			ListenAddress: net.JoinHostPort(loopback, strconv.Itoa(o.metricsPort)), HandlerPath: "/metrics"}}
	}
	c := &config.Config{
		Global: global,
		Persistence: config.Persistence{
			DefaultStore: storeMain, VisibilityStore: storeSearch, NumHistoryShards: int32(o.shards),
			DataStores: map[string]config.DataStore{
				storeMain:   {SQL: o.database(o.dbMain, 12)},
				storeSearch: {SQL: o.database(o.dbVisibility, 4)},
			},
		},
		ClusterMetadata: &cluster.Config{
			FailoverVersionIncrement: 10, MasterClusterName: clusterName, CurrentClusterName: clusterName,
			ClusterInformation: map[string]cluster.ClusterInformation{
				clusterName: {Enabled: true, InitialFailoverVersion: 1, RPCAddress: frontend},
			},
		},
		DCRedirectionPolicy: config.DCRedirectionPolicy{Policy: "noop"},
		Services:            services,
		PublicClient:        config.PublicClient{HostPort: frontend},
		Archival: config.Archival{
			History:    config.HistoryArchival{State: "disabled"},
			Visibility: config.VisibilityArchival{State: "disabled"},
		},
		NamespaceDefaults: config.NamespaceDefaults{Archival: config.ArchivalNamespaceDefaults{
			History:    config.HistoryArchivalNamespaceDefaults{State: "disabled"},
			Visibility: config.VisibilityArchivalNamespaceDefaults{State: "disabled"},
		}},
	}
	return temporal.NewServer(
		temporal.ForServices(temporal.DefaultServices),
		temporal.WithConfig(c),
		temporal.WithLogger(logger),
		temporal.WithStaticHosts(hosts),
		temporal.WithDynamicConfigClient(tuning),
		temporal.WithAuthorizer(authorization.NewNoopAuthorizer()), // loopback of a machine of one purpose; a shared machine uses TEMPORAL_ADDRESS
		temporal.WithClaimMapper(func(*config.Config) authorization.ClaimMapper { return authorization.NewNoopClaimMapper() }),
	)
}

const namespaceRefresh = 2 * time.Second

// tuning is where one machine wants something other than a cluster does.
var tuning = dynamicconfig.StaticClient{
	// One process matches every task: partitions would only add polls and forwarding.
	dynamicconfig.MatchingNumTaskqueueReadPartitions.Key():  1,
	dynamicconfig.MatchingNumTaskqueueWritePartitions.Key(): 1,
	// One tenant. A relay catching up after an outage must not be slowed by a limit meant for sharing.
	dynamicconfig.FrontendMaxNamespaceRPSPerInstance.Key(): 20000,
	dynamicconfig.NamespaceCacheRefreshInterval.Key():      namespaceRefresh,
	// The only other member is ourselves: nobody has to be told before we go.
	dynamicconfig.HistoryShutdownDrainDuration.Key():  time.Duration(0),
	dynamicconfig.MatchingShutdownDrainDuration.Key(): time.Duration(0),
}

// database describes one of the two databases. Each of the four services opens its own pool of conns connections.
func (o options) database(name string, conns int) *config.SQL {
	c := &config.SQL{
		PluginName: postgresql.PluginNamePGX, DatabaseName: name,
		ConnectAddr: net.JoinHostPort(o.dbHost, strconv.Itoa(o.dbPort)), ConnectProtocol: "tcp",
		User: o.dbUser, Password: o.dbPassword,
		MaxConns: conns, MaxIdleConns: conns, MaxConnLifetime: time.Hour,
		ConnectAttributes: map[string]string{"application_name": "yifa-engine"},
	}
	if o.dbTLS {
		c.TLS = &auth.TLS{Enabled: true, CaFile: o.dbTLSCA, EnableHostVerification: o.dbTLSVerify}
	} else {
		c.ConnectAttributes["sslmode"] = "disable"
	}
	return c
}

// freePorts asks the kernel for n ports at once, so that it never names one twice.
func freePorts(n int) ([]int, error) {
	var ports []int
	for range n {
		l, err := net.Listen("tcp", net.JoinHostPort(loopback, "0")) //nolint:noctx // returns at once
		if err != nil {
			return nil, fmt.Errorf("find a free port: %w", err)
		}
		defer l.Close() //nolint:errcheck // held until all are known, nothing was written
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	return ports, nil
}
