package api

import (
	"context"
	"sync"
	"time"

	"yifa/store"
)

// hub hands the changes of files to every open page. The store is listened to once a process, however many pages are
// open: a subscription is a connection to the database.
type hub struct {
	subscribe func(context.Context) (<-chan store.Change, error)
	mu        sync.Mutex
	readers   map[chan store.Change]struct{}
	stop      context.CancelFunc // of the listening, while somebody reads
}

// lost is the change that says: some were missed, look at everything again.
var lost = store.Change{}

// join gives the changes from now on; leave ends it.
func (h *hub) join() (changes <-chan store.Change, leave func()) {
	ch := make(chan store.Change, 64)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.readers == nil {
		h.readers = map[chan store.Change]struct{}{}
	}
	h.readers[ch] = struct{}{}
	if h.stop == nil {
		var ctx context.Context
		ctx, h.stop = context.WithCancel(context.Background()) // lives as long as somebody reads, not as long as the first who did
		go h.listen(ctx)
	}
	return ch, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.readers, ch)
		if len(h.readers) == 0 && h.stop != nil {
			h.stop()
			h.stop = nil
		}
	}
}

func (h *hub) listen(ctx context.Context) {
	for again := false; ctx.Err() == nil; again = true {
		changes, err := h.subscribe(ctx)
		if err == nil {
			if again {
				h.tell(lost)
			}
			for c := range changes {
				h.tell(c)
			}
		}
		select {
		case <-time.After(2 * time.Second):
		case <-ctx.Done():
		}
	}
}

func (h *hub) tell(c store.Change) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for ch := range h.readers {
		select {
		case ch <- c:
		default: // a page that reads too slowly: make room and tell it to look at everything
			for len(ch) > 0 {
				<-ch
			}
			ch <- lost
		}
	}
}
