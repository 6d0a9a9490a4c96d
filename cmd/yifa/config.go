package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/caarlos0/env/v11"

	"yifa/local"
)

// config is everything the program reads from its surroundings: the environment, and under it the file named by
// YIFA_CONFIG (KEY=VALUE lines). Each field explains itself to `yifa help` and `yifa config`.
type config struct {
	Data           string   `env:"YIFA_DATA" envDefault:"data" help:"数据目录 (data folder)"`
	Listen         string   `env:"YIFA_LISTEN" envDefault:"127.0.0.1:8080" help:"页面与接口的监听地址 (address of pages and API)"`
	PublicURL      string   `env:"YIFA_PUBLIC_URL" help:"对外地址；https:// 开头时会话 Cookie 只走加密连接 (address people use; https: session cookies are secure)"`
	TrustedProxies []string `env:"YIFA_TRUSTED_PROXIES" help:"前置代理的地址，逗号分隔 (addresses of proxies in front)"`
	LogLevel       string   `env:"YIFA_LOG_LEVEL" envDefault:"info" help:"日志级别 debug、info、warn、error (log level)"`

	DatabaseURL  secret `env:"DATABASE_URL" help:"现成的 PostgreSQL；不设则自带 (existing PostgreSQL; unset: a private one)"`
	PostgresBin  string `env:"YIFA_POSTGRES_BIN" help:"自带数据库所用程序的目录 (folder of initdb and postgres)"`
	PostgresPort int    `env:"YIFA_POSTGRES_PORT" help:"自带数据库的端口 (port of the private PostgreSQL; 0: a free one, remembered)"`

	TemporalAddress    string        `env:"TEMPORAL_ADDRESS" help:"现成的 Temporal 集群；不设则自带引擎 (existing cluster; unset: the private engine)"`
	TemporalNamespace  string        `env:"TEMPORAL_NAMESPACE" envDefault:"yifa" help:"Temporal 命名空间 (namespace)"`
	TemporalAPIKey     secret        `env:"TEMPORAL_API_KEY" help:"Temporal API 密钥 (API key; implies TLS)"`
	TemporalTLS        bool          `env:"TEMPORAL_TLS" help:"与 Temporal 用 TLS (use TLS)"`
	TemporalTLSCA      string        `env:"TEMPORAL_TLS_CA" help:"CA 证书文件 (CA file)"`
	TemporalTLSCert    string        `env:"TEMPORAL_TLS_CERT" help:"客户端证书文件 (client certificate file)"`
	TemporalTLSKey     string        `env:"TEMPORAL_TLS_KEY" help:"客户端私钥文件 (client key file)"`
	TemporalServerName string        `env:"TEMPORAL_TLS_SERVER_NAME" help:"校验证书所用的主机名 (name to verify the certificate against)"`
	WorkerMetrics      string        `env:"YIFA_WORKER_METRICS" help:"工作进程指标的监听地址，如 127.0.0.1:9091；不设则不开 (address of the worker's Prometheus metrics; unset: none)"`
	EnginePort         int           `env:"YIFA_ENGINE_PORT" help:"自带引擎的端口 (port of the private engine; 0: a free one, remembered)"`
	DemoBehind         time.Duration `env:"YIFA_DEMO_BEHIND" help:"演示系统的时钟比实际慢多少，如 720h；再次启动时减小它，时间就向前走 (how far the clock of a demonstration runs behind; start again with less and time has passed; never for a real bureau)"`
	EngineMetricsPort  int           `env:"YIFA_ENGINE_METRICS_PORT" help:"自带引擎的指标端口 (Prometheus port of the private engine; 0: none)"`
}

// secret is a setting that is never printed whole.
type secret string

// String hides the secret; of an address it leaves what is not the password.
func (s secret) String() string {
	if s == "" {
		return ""
	}
	if u, err := url.Parse(string(s)); err == nil && u.Host != "" {
		return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String() + " (••••)"
	}
	return "••••"
}

// GoString keeps %#v from telling.
func (s secret) GoString() string { return s.String() }

// LogValue keeps a log from telling.
func (s secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// settings reads the configuration of this process.
func settings() (config, error) {
	surroundings, _, err := environment()
	if err != nil {
		return config{}, err
	}
	var c config
	if err := env.ParseWithOptions(&c, env.Options{Environment: surroundings}); err != nil {
		return c, fmt.Errorf("configuration: %w", err)
	}
	return c, nil
}

// environment is the environment laid over the configuration file, and which names came from the file alone.
func environment() (all map[string]string, fromFile map[string]bool, err error) {
	all, fromFile = map[string]string{}, map[string]bool{}
	if path := os.Getenv("YIFA_CONFIG"); path != "" {
		f, err := os.Open(path) //nolint:gosec // the operator names it
		if err != nil {
			return nil, nil, fmt.Errorf("YIFA_CONFIG: %w", err)
		}
		defer f.Close() //nolint:errcheck // read only
		lines := bufio.NewScanner(f)
		for n := 1; lines.Scan(); n++ {
			line := strings.TrimSpace(lines.Text())
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			key, value, found := strings.Cut(line, "=")
			if key = strings.TrimSpace(key); !found || key == "" {
				return nil, nil, fmt.Errorf("%s:%d: want KEY=VALUE", path, n)
			}
			if !known(key) {
				return nil, nil, fmt.Errorf("%s:%d: no setting is called %s", path, n, key)
			}
			all[key], fromFile[key] = strings.Trim(strings.TrimSpace(value), `"`), true
		}
		if err := lines.Err(); err != nil {
			return nil, nil, err
		}
	}
	for key, value := range env.ToMap(os.Environ()) {
		if value == "" && fromFile[key] {
			continue
		}
		all[key] = value
		delete(fromFile, key)
	}
	return all, fromFile, nil
}

// setting is one field of config, for printing.
type setting struct{ key, fallback, help string }

func everySetting() []setting {
	var all []setting
	for f := range reflect.TypeFor[config]().Fields() {
		all = append(all, setting{f.Tag.Get("env"), f.Tag.Get("envDefault"), f.Tag.Get("help")})
	}
	return all
}

func known(key string) bool {
	for _, s := range everySetting() {
		if s.key == key {
			return true
		}
	}
	return false
}

type configCmd struct{}

// Run prints every setting, where it comes from, and no secret.
func (configCmd) Run() error {
	c, err := settings()
	if err != nil {
		return err
	}
	_, fromFile, err := environment()
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
	values := reflect.ValueOf(c)
	for i, s := range everySetting() {
		origin := "默认 default"
		switch {
		case fromFile[s.key]:
			origin = "文件 file"
		case os.Getenv(s.key) != "":
			origin = "环境 environment"
		}
		fmt.Fprintf(w, "%s\t%v\t# %s\n", s.key, cmp.Or(fmt.Sprint(values.Field(i).Interface()), "-"), origin)
	}
	return w.Flush()
}

type helpCmd struct{}

// Run prints the commands and the map of settings.
func (helpCmd) Run() error {
	fmt.Print(`依法 (Yifa)：县民政局行政执法与审批系统

  yifa up --data DIR --listen ADDR   启动整套系统 (run everything; Ctrl-C stops it)
  yifa api | worker                  单独启动接口或工作进程 (one part beside an existing PostgreSQL and Temporal)
  yifa migrate                       建立或升级数据库 (create or upgrade the schema)
  yifa docket | clock | report       案卷流水、期限、统计 (dockets, statutory clocks, figures)
  yifa verify                        校验事件链 (verify the event chains)
  yifa user                          本地账号 (local accounts)
  yifa backup FILE | restore FILE    备份、恢复 (back up while running, restore into an empty folder)
  yifa config                        当前配置，隐去密钥 (settings in force, secrets hidden)

  yifa COMMAND --help                各命令的参数 (flags of a command)

读取运行中系统的命令用 --data DIR 或 DATABASE_URL 指明是哪一套。
(Commands that read a live system take --data DIR or DATABASE_URL.)

设置：环境变量，或 YIFA_CONFIG 所指文件中的 KEY=VALUE (settings: environment, or a file named by YIFA_CONFIG)

`)
	w := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
	for _, s := range everySetting() {
		fmt.Fprintf(w, "  %s\t%s\t%s\n", s.key, cmp.Or(s.fallback, "-"), s.help)
	}
	fmt.Fprintf(w, "  %s\t%s\t%s\n", "OTEL_EXPORTER_OTLP_ENDPOINT", "-", "链路追踪的接收地址；不设则不追踪 (where traces go; unset: none are made)")
	return w.Flush()
}

// live says which running system a command means. Commands embed it.
type live struct {
	Data string `help:"数据目录 (data folder of a running system)" placeholder:"DIR" type:"path"`
}

// open gives the address of the system's database. --data means the private server of that folder, which is started
// for the length of the command when it is down; otherwise DATABASE_URL, otherwise the default data folder.
func (l live) open(ctx context.Context) (dsn string, release func(), err error) {
	c, err := settings()
	if err != nil {
		return "", nil, err
	}
	if l.Data == "" && c.DatabaseURL != "" {
		return string(c.DatabaseURL), func() {}, nil
	}
	data, err := filepath.Abs(cmp.Or(l.Data, c.Data))
	if err != nil {
		return "", nil, err
	}
	if !hasPrivateDatabase(data) {
		if c.DatabaseURL != "" {
			return string(c.DatabaseURL), func() {}, nil
		}
		return "", nil, fmt.Errorf("%s holds no database: name a data folder with --data, or set DATABASE_URL", data)
	}
	if dsn, err = runningDatabase(ctx, data); err == nil {
		return dsn, func() {}, nil
	}
	return borrowDatabase(ctx, c, data)
}

// folder is the data folder a command means, for the files beside the database.
func (l live) folder() (string, error) {
	c, err := settings()
	if err != nil {
		return "", err
	}
	return filepath.Abs(cmp.Or(l.Data, c.Data))
}

// borrowDatabase runs the private server of a system that is down, for one command.
func borrowDatabase(ctx context.Context, c config, data string) (string, func(), error) {
	release, err := local.Lock(filepath.Join(data, lockFile))
	if err != nil {
		return "", nil, err
	}
	s := &local.Supervisor{Run: filepath.Join(data, "run"), Logs: filepath.Join(data, "log")}
	end := func() { s.StopAll(nil); release() }
	d, err := preparePrivateDatabase(ctx, c, data)
	if err == nil {
		err = s.Start(ctx, d.child())
	}
	if err == nil {
		err = d.ensure(ctx)
	}
	if err != nil {
		end()
		return "", nil, errors.Join(errors.New("the database of "+data+" does not start"), err)
	}
	return d.url(), end, nil
}
