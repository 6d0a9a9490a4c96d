// Command yifa is the whole system in one binary: wiring and configuration only, no rule of law lives here.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// version is set by the build from git.
var version = "dev"

// cli lists every command; each command's type lives in the file of its name.
type cli struct {
	Up            upCmd            `cmd:"" help:"启动整套系统：数据库、引擎、接口、工作进程 (run everything)"`
	API           apiCmd           `cmd:"" help:"只启动接口与页面 (API and pages only)"`
	Worker        workerCmd        `cmd:"" help:"只启动工作进程 (workflow worker only)"`
	Migrate       migrateCmd       `cmd:"" help:"建立或升级数据库，或由事件重建投影 (migrate, or rebuild the projection)"`
	Docket        docketCmd        `cmd:"" help:"校验或装载案卷流水 (check or load a docket)"`
	Clock         clockCmd         `cmd:"" help:"期限：列出、计算、解释 (statutory clocks)"`
	Report        reportCmd        `cmd:"" help:"年度统计 (figures of a year)"`
	Payments      paymentsCmd      `cmd:"" help:"款项 (payments)"`
	Organizations organizationsCmd `cmd:"" help:"社会组织登记簿 (the register of organizations)"`
	Verify        verifyCmd        `cmd:"" help:"校验事件链 (verify the event chains)"`
	User          userCmd          `cmd:"" help:"本地账号 (local accounts)"`
	Backup        backupCmd        `cmd:"" help:"备份 (back up while running)"`
	Restore       restoreCmd       `cmd:"" help:"恢复到空文件夹 (restore into an empty folder)"`
	Config        configCmd        `cmd:"" help:"显示配置，隐去密钥 (print the configuration, secrets hidden)"`
	Help          helpCmd          `cmd:"" help:"帮助 (help)"`

	Version kong.VersionFlag `help:"版本 (version)"`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var c cli
	k := kong.Must(&c, kong.Name("yifa"), kong.Description("依法：民政行政执法与审批系统"), kong.UsageOnError(),
		kong.Vars{"version": version}, kong.BindTo(ctx, (*context.Context)(nil)))
	args := os.Args[1:]
	if len(args) == 0 {
		args = []string{"--help"}
	}
	kc, err := k.Parse(args)
	k.FatalIfErrorf(err)
	k.FatalIfErrorf(kc.Run())
}
