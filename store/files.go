package store

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/emmansun/gmsm/sm3"
	"github.com/gabriel-vasile/mimetype"

	"yifa/domain"
)

// MaxFile is the largest file that is taken, in bytes.
const MaxFile = 50 << 20

// allowed are the media types evidence and documents may have, as found in the content and not as claimed.
var allowed = map[string]bool{
	"image/jpeg": true, "image/png": true, "image/webp": true, "image/heic": true, "application/pdf": true,
	"video/mp4": true, "video/quicktime": true, "video/webm": true, "audio/mpeg": true, "audio/wav": true, "audio/mp4": true, "audio/amr": true, "audio/ogg": true,
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": true,
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":       true,
	"text/plain": true, "text/csv": true,
	"application/x-ndjson": true, // what a screening of the register found, a line an organization
}

// Folder keeps files under the SM3 of their content: two levels of folders, written once, never changed.
type Folder struct{ dir string }

// NewFolder uses a folder, making it where it is missing.
func NewFolder(dir string) (*Folder, error) {
	if err := os.MkdirAll(filepath.Join(dir, "tmp"), 0o700); err != nil {
		return nil, err
	}
	return &Folder{dir}, nil
}

func (f *Folder) path(h domain.Blob) string {
	return filepath.Join(f.dir, string(h[:2]), string(h[2:4]), string(h))
}

// Put streams a file to disk while hashing it, looks at what it is, and gives it its place. Refusals: file_too_large,
// file_type (not of an allowed type), file_empty.
func (f *Folder) Put(ctx context.Context, name string, r io.Reader) (domain.File, error) {
	tmp, err := os.CreateTemp(filepath.Join(f.dir, "tmp"), "put-")
	if err != nil {
		return domain.File{}, err
	}
	defer os.Remove(tmp.Name()) //nolint:errcheck // it is gone when it got its place
	defer tmp.Close()           //nolint:errcheck // closed below where it counts
	h := sm3.New()
	n, err := io.Copy(io.MultiWriter(tmp, h), io.LimitReader(&ctxReader{ctx, r}, MaxFile+1))
	if err != nil {
		return domain.File{}, fmt.Errorf("receive a file: %w", err)
	}
	switch {
	case n == 0:
		return domain.File{}, domain.Refuse("file_empty", "", "文件是空的。", "the file is empty")
	case n > MaxFile:
		return domain.File{}, domain.Refuse("file_too_large", "", "文件超过 50 MB，请压缩或者分段上传。", "the file is larger than 50 MB")
	}
	m, err := mimetype.DetectFile(tmp.Name())
	if err != nil {
		return domain.File{}, err
	}
	typ, _, _ := strings.Cut(m.String(), ";")
	if !allowed[typ] {
		return domain.File{}, domain.Refuse("file_type", "", "不接受这种文件（%[1]s）；请上传照片、音视频、PDF 或者办公文档。", "files of the type %[1]s are not taken", typ)
	}
	hash := domain.Blob(hex.EncodeToString(h.Sum(nil)))
	to := f.path(hash)
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return domain.File{}, err
	}
	if err := errors.Join(tmp.Sync(), tmp.Close()); err != nil {
		return domain.File{}, err
	}
	if err := os.Rename(tmp.Name(), to); err != nil {
		return domain.File{}, err
	}
	if d, err := os.Open(filepath.Dir(to)); err == nil { // the name itself must survive a power cut
		_ = d.Sync()
		_ = d.Close()
	}
	return domain.File{Hash: hash, Name: cleanName(name), Type: typ, Size: n}, nil
}

type ctxReader struct {
	ctx context.Context //nolint:containedctx // a reader has no other way to be told to stop
	r   io.Reader
}

func (c *ctxReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

func cleanName(s string) string {
	s = filepath.Base(strings.ReplaceAll(s, "\\", "/"))
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '/' || r == '"' {
			return -1
		}
		return r
	}, s)
	if rs := []rune(s); len(rs) > 120 {
		s = string(rs[len(rs)-120:])
	}
	if s == "" || s == "." || s == ".." {
		s = "file"
	}
	return s
}

// Open reads a file.
func (f *Folder) Open(_ context.Context, h domain.Blob) (io.ReadSeekCloser, error) {
	if len(h) != 64 || strings.Trim(string(h), "0123456789abcdef") != "" {
		return nil, domain.Refuse("not_found", "", "没有这个文件。", "there is no such file")
	}
	x, err := os.Open(f.path(h))
	if errors.Is(err, os.ErrNotExist) {
		return nil, domain.Refuse("not_found", "", "没有这个文件。", "there is no such file")
	}
	return x, err
}
