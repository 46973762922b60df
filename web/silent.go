package web

import (
	"net"
	"net/http"
	"sync"
	"time"
)

// silentLife is how long a connection on which nothing was asked is kept once the
// server stops: a request may be on its way.
const silentLife = 500 * time.Millisecond

// silent are the connections on which nothing was asked so far, as browsers open them
// ahead of time. http.Server.Shutdown waits five seconds for each.
type silent struct {
	mu   sync.Mutex
	list map[net.Conn]bool
}

// closeSilent lets a server close such connections when it stops.
func closeSilent(srv *http.Server) {
	s := &silent{list: map[net.Conn]bool{}}
	srv.ConnState = s.note
	srv.RegisterOnShutdown(func() { time.AfterFunc(silentLife, s.close) })
}

func (s *silent) note(c net.Conn, state http.ConnState) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if state == http.StateNew {
		s.list[c] = true
	} else {
		delete(s.list, c)
	}
}

func (s *silent) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.list {
		_ = c.Close() // there is nobody to tell
	}
}
