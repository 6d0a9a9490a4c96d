package local

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// ErrNoPostgres says that no server binaries were found anywhere.
var ErrNoPostgres = errors.New("no PostgreSQL server binaries (initdb, postgres) on PATH, in /usr/lib/postgresql/*/bin or bundled beside the program; install postgresql, run `make postgres`, or set DATABASE_URL")

// binaries is a folder holding initdb and postgres of one major version.
type binaries struct {
	dir   string
	major int
}

// findBinaries looks at explicit folders first, then PATH, the system's folders (newest first) and the bundled set.
// A cluster that exists already decides the major version: wanted is 0 or that version.
func findBinaries(explicit, bundled string, wanted int) (binaries, error) {
	var folders []string
	if explicit != "" {
		folders = []string{explicit}
	} else {
		if p, err := exec.LookPath("postgres"); err == nil {
			if p, err = filepath.EvalSymlinks(p); err == nil {
				folders = append(folders, filepath.Dir(p))
			}
		}
		for _, pattern := range []string{"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin"} {
			found, _ := filepath.Glob(pattern)
			sort.Slice(found, func(i, j int) bool { return number(found[i]) > number(found[j]) })
			folders = append(folders, found...)
		}
		if bundled != "" {
			folders = append(folders, bundled)
		}
	}
	var seen []string
	for _, dir := range folders {
		b, err := look(dir)
		if err != nil {
			continue
		}
		if wanted == 0 || b.major == wanted {
			return b, nil
		}
		seen = append(seen, fmt.Sprintf("%s (%d)", dir, b.major))
	}
	if len(seen) > 0 {
		return binaries{}, fmt.Errorf("the data were made by PostgreSQL %d, found only %s: install that version, or restore a backup into a new folder", wanted, strings.Join(seen, ", "))
	}
	return binaries{}, ErrNoPostgres
}

var versionPattern = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

func look(dir string) (binaries, error) {
	if _, err := os.Stat(filepath.Join(dir, "initdb")); err != nil {
		return binaries{}, err
	}
	out, err := exec.Command(filepath.Join(dir, "postgres"), "--version").Output() //nolint:noctx // answers at once
	if err != nil {
		return binaries{}, err
	}
	m := versionPattern.FindSubmatch(out)
	if m == nil {
		return binaries{}, fmt.Errorf("%s: not a PostgreSQL server: %s", dir, out)
	}
	major, err := strconv.Atoi(string(m[1]))
	return binaries{dir: dir, major: major}, err
}

var digits = regexp.MustCompile(`\d+`)

func number(s string) int {
	n, _ := strconv.Atoi(digits.FindString(s))
	return n
}
