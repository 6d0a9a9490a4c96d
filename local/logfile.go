package local

import (
	"os"
	"path/filepath"
	"sync"
)

// LogFile is a log that starts a new file when it has grown to limit bytes and keeps a few old ones.
type LogFile struct {
	path  string
	limit int64

	mu   sync.Mutex
	file *os.File
	size int64
}

const keepLogs = 3

// OpenLog opens or continues the log at path.
func OpenLog(path string, limit int64) (*LogFile, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return nil, err
	}
	l := &LogFile{path: path, limit: limit}
	return l, l.open()
}

func (l *LogFile) open() error {
	f, err := os.OpenFile(l.path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o640) //nolint:gosec // logs are for the operator's group
	if err != nil {
		return err
	}
	st, err := f.Stat()
	if err != nil {
		return err
	}
	l.file, l.size = f, st.Size()
	return nil
}

// Write appends b, turning to a new file first when this one is full. A log that cannot be written never stops its process.
func (l *LogFile) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil {
		return len(b), nil
	}
	if l.size+int64(len(b)) > l.limit && l.size > 0 {
		_ = l.file.Close()
		for i := keepLogs - 1; i >= 1; i-- {
			_ = os.Rename(l.path+"."+itoa(i), l.path+"."+itoa(i+1))
		}
		_ = os.Rename(l.path, l.path+".1")
		if l.open() != nil {
			l.file = nil
			return len(b), nil
		}
	}
	n, _ := l.file.Write(b)
	l.size += int64(n)
	return len(b), nil
}

// Close closes the file.
func (l *LogFile) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil {
		return nil
	}
	err := l.file.Close()
	l.file = nil
	return err
}

// Tail gives the last n bytes, for telling why a child does not come up.
func (l *LogFile) Tail(n int64) string {
	f, err := os.Open(l.path)
	if err != nil {
		return ""
	}
	defer f.Close() //nolint:errcheck // read only
	st, err := f.Stat()
	if err != nil {
		return ""
	}
	from := max(0, st.Size()-n)
	b := make([]byte, st.Size()-from)
	k, _ := f.ReadAt(b, from)
	return string(b[:k])
}
