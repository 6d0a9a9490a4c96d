package local

import (
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// unprivileged is the user the database server runs as. PostgreSQL refuses to run as root, so root drops to
// "postgres" or, where that user is missing, to "nobody"; nil means we are nobody special ourselves.
func unprivileged() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err := strconv.ParseUint(u.Uid, 10, 32)
		if err != nil {
			return nil, err
		}
		gid, err := strconv.ParseUint(u.Gid, 10, 32)
		if err != nil {
			return nil, err
		}
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
	}
	return nil, fmt.Errorf("running as root and there is neither a user postgres nor nobody to run the database server as")
}

// reachable tells whether that user can walk down to dir: a checkout below /root or in a mktemp folder is closed to it.
func reachable(dir string, c *syscall.Credential) bool {
	if c == nil {
		return true
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return false
	}
	for ; ; dir = filepath.Dir(dir) {
		var st syscall.Stat_t
		switch err := syscall.Stat(dir, &st); {
		case err == syscall.ENOENT:
		case err != nil:
			return false
		case st.Uid == c.Uid && st.Mode&0o100 != 0, st.Uid != c.Uid && st.Gid == c.Gid && st.Mode&0o010 != 0,
			st.Uid != c.Uid && st.Gid != c.Gid && st.Mode&0o001 != 0:
		default:
			return false
		}
		if dir == filepath.Dir(dir) {
			return true
		}
	}
}

// home makes dir for the database server, owned by its user. Where that user cannot walk down to it, the folder is made
// under /var/lib/yifa and dir becomes a link to it, so that everything else still finds it in the one data folder.
func home(dir string, c *syscall.Credential) (string, error) {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		return real, nil
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil { //nolint:gosec // the server's user must pass through
		return "", err
	}
	if reachable(filepath.Dir(dir), c) {
		if err := os.Mkdir(dir, 0o700); err != nil {
			return "", err
		}
		return dir, own(dir, c)
	}
	const away = "/var/lib/yifa"
	if err := os.MkdirAll(away, 0o755); err != nil { //nolint:gosec // the server's user must pass through
		return "", err
	}
	real, err := os.MkdirTemp(away, "postgres-")
	if err != nil {
		return "", err
	}
	if err := own(real, c); err != nil {
		return "", err
	}
	note := []byte("database of " + dir + "\n")
	if err := os.WriteFile(filepath.Join(real, "OWNER"), note, 0o600); err != nil {
		return "", err
	}
	_ = os.Remove(dir) // a link left dangling by hand
	return real, os.Symlink(real, dir)
}

func own(path string, c *syscall.Credential) error {
	if c == nil {
		return nil
	}
	return os.Chown(path, int(c.Uid), int(c.Gid))
}
