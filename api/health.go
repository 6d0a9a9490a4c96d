package api

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

// maxLag is how far the engine may lag behind before this process says that it is not ready.
const maxLag = 5 * time.Minute

func (s *server) alive(c *gin.Context) {
	c.JSON(http.StatusOK, gin.H{"status": "ok", "version": s.Version})
}

// ready says whether acts can be recorded and will be followed in time. Not being ready takes nothing away: acts are
// still recorded while the engine is down, and followed when it is back.
func (s *server) ready(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), 3*time.Second)
	defer cancel()
	out := gin.H{"status": "ready", "version": s.Version}
	status, reasons := http.StatusOK, []string{}
	fail := func(what string, err error) {
		status, reasons = http.StatusServiceUnavailable, append(reasons, what)
		s.Log.Warn("not ready", "what", what, "error", err)
	}
	if s.store == nil {
		fail("database", nil)
	} else if err := s.store.Ping(ctx); err != nil {
		out["database"] = "down"
		fail("database", err)
	} else {
		out["database"] = "up"
		lag, err := s.store.RelayLag(ctx)
		out["relay_lag_seconds"] = lag.Seconds()
		if err != nil {
			fail("relay", err)
		} else if lag > maxLag {
			fail("relay_lag", nil)
		}
		s.metrics.lag.Set(lag.Seconds())
	}
	if s.EngineReady != nil {
		out["engine"] = "up"
		if err := s.EngineReady(ctx); err != nil {
			out["engine"] = "down"
			fail("engine", err)
		}
	}
	if len(reasons) > 0 {
		out["status"], out["reasons"] = "not ready", reasons
	}
	c.Header("Cache-Control", "no-store")
	c.JSON(status, out)
}

// lagFirst refreshes the gauges that are asked rather than counted.
func (s *server) lagFirst(c *gin.Context) {
	if s.store != nil {
		ctx, cancel := context.WithTimeout(c.Request.Context(), time.Second)
		defer cancel()
		if lag, err := s.store.RelayLag(ctx); err == nil {
			s.metrics.lag.Set(lag.Seconds())
		}
	}
	c.Next()
}
