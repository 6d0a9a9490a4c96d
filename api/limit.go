package api

import (
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/time/rate"
)

// limiter keeps one bucket a key. It is a brake in one process, not a promise across many: what must hold across
// processes (lock-out after wrong passwords) is kept in the database.
type limiter struct {
	mu    sync.Mutex
	rate  rate.Limit
	burst int
	m     map[string]*bucket
	swept time.Time
}

type bucket struct {
	*rate.Limiter
	seen time.Time
}

func newLimiter(perSecond float64, burst int) *limiter {
	return &limiter{rate: rate.Limit(perSecond), burst: burst, m: map[string]*bucket{}}
}

const forget = 10 * time.Minute

func (l *limiter) allow(key string, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now.Sub(l.swept) > forget {
		for k, b := range l.m {
			if now.Sub(b.seen) > forget {
				delete(l.m, k)
			}
		}
		l.swept = now
	}
	b := l.m[key]
	if b == nil {
		if len(l.m) > 50_000 { // somebody makes up addresses: forget them all rather than grow
			clear(l.m)
		}
		b = &bucket{Limiter: rate.NewLimiter(l.rate, l.burst)}
		l.m[key] = b
	}
	b.seen = now
	return b.AllowN(now, 1)
}

var errRate = refuse("rate_limited", "操作过于频繁，请稍候再试。", "too many requests; wait a moment")

// perAddress brakes one address, before anything is read from the database for it.
func (s *server) perAddress(c *gin.Context) {
	if !s.byAddress.allow(c.ClientIP(), time.Now()) {
		abort(c, errRate)
		return
	}
	c.Next()
}
