package local

import (
	"errors"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// process is a running child that dies with us, whatever kills us.
type process struct {
	cmd  *exec.Cmd
	done chan struct{}
	err  error // valid after done
}

// start runs cmd in its own process group (a Ctrl-C at the terminal reaches only us, and we stop children in order)
// and asks the kernel to send it death should we die. That request belongs to the thread that made the child, so one
// thread stays with the child for its whole life.
func start(cmd *exec.Cmd, death syscall.Signal) (*process, error) {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Setpgid = true
	cmd.SysProcAttr.Pdeathsig = death
	cmd.WaitDelay = 3 * time.Second // grandchildren may hold the log pipe a little longer
	p := &process{cmd: cmd, done: make(chan struct{})}
	started := make(chan error)
	go func() {
		runtime.LockOSThread() // never unlocked: the thread ends with the child
		err := cmd.Start()
		started <- err
		if err != nil {
			return
		}
		p.err = cmd.Wait()
		close(p.done)
	}()
	if err := <-started; err != nil {
		return nil, err
	}
	return p, nil
}

// stop sends signal, waits, and kills what has not gone by then.
func (p *process) stop(signal syscall.Signal, within time.Duration) {
	_ = p.cmd.Process.Signal(signal)
	select {
	case <-p.done:
	case <-time.After(within):
		_ = syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL)
		<-p.done
	}
}

func alive(pid int) bool {
	err := syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}

// cwd is where a process works: PostgreSQL works in its data folder, which tells our server from a stranger with its number.
func cwd(pid int) string {
	dir, _ := os.Readlink("/proc/" + itoa(pid) + "/cwd")
	return dir
}
