// Package local runs a one-machine install: a private PostgreSQL, and child processes kept alive and stopped in order.
// It knows processes, ports and folders; it knows nothing of cases. Only cmd and testkit use it.
package local

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	mathrand "math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// Lock takes the lock file at path for this process; a second caller is told who holds it.
// The kernel lets go of it however the holder ends.
func Lock(path string) (release func(), err error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		holder, _ := os.ReadFile(path)
		return nil, errors.Join(fmt.Errorf("%s is in use by process %s", filepath.Dir(path), strings.TrimSpace(string(holder))), f.Close())
	}
	_ = f.Truncate(0)
	if _, err := f.WriteAt([]byte(itoa(os.Getpid())+"\n"), 0); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return func() { _ = f.Close() }, nil
}

// Secret reads the secret at path, or makes one of 192 random bits that only the owner of the folder can read.
func Secret(path string) (string, error) {
	b, err := os.ReadFile(path)
	if err == nil {
		return strings.TrimSpace(string(b)), nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	raw := make([]byte, 24)
	if _, err := rand.Read(raw); err != nil {
		return "", err
	}
	secret := hex.EncodeToString(raw)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	return secret, WriteFile(path, []byte(secret+"\n"), 0o600)
}

// WriteFile replaces the file at path whole or not at all.
func WriteFile(path string, b []byte, mode fs.FileMode) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) //nolint:errcheck // gone after the rename
	_, err = f.Write(b)
	if err = errors.Join(err, f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// Port gives a loopback port for name and remembers it in the folder, so that the next start uses the same one.
// A port that somebody else took meanwhile is replaced.
func Port(folder, name string, wish int) (int, error) {
	path := filepath.Join(folder, "ports.json")
	ports := map[string]int{}
	if b, err := os.ReadFile(path); err == nil {
		if err := json.Unmarshal(b, &ports); err != nil {
			return 0, fmt.Errorf("%s: %w", path, err)
		}
	}
	if wish != 0 {
		ports[name] = wish
	}
	for range 100 {
		if p := ports[name]; p != 0 && free(p) {
			b, err := json.MarshalIndent(ports, "", "  ")
			if err != nil {
				return 0, err
			}
			return p, WriteFile(path, append(b, '\n'), 0o644)
		}
		if wish != 0 {
			return 0, fmt.Errorf("port %d (%s) is in use", wish, name)
		}
		// Below the range from which the kernel serves outgoing connections: nobody takes it while we are down.
		ports[name] = 20000 + mathrand.IntN(12000) //nolint:gosec // a port number is no secret
	}
	return 0, fmt.Errorf("no free port for %s", name)
}

func free(port int) bool {
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", itoa(port))) //nolint:noctx // returns at once
	if err != nil {
		return false
	}
	return l.Close() == nil
}

func itoa(n int) string { return strconv.Itoa(n) }
