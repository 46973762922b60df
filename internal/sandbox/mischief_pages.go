package sandbox

import (
	"encoding/base64"
	"net/http"
)

// oddPages is what is wrong with the pages of lists.
type oddPages struct {
	size     int
	empties  int
	repeated map[string]bool
	endless  map[string]bool
	failing  map[string]pageFailure
	numbers  map[string]int // of the pages behind markers, while some page fails
}

type pageFailure struct {
	number int
	err    error
}

// ShortPages gives at most size things on a page, whatever is asked; 0 ends it.
func (m *Mischief) ShortPages(size int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.pages.size = size
}

// EmptyPages gives the next n pages of any list as nothing but a marker.
func (m *Mischief) EmptyPages(n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.pages.empties = n
}

// RepeatMarkers ends every page of the list with the same marker, which leads to
// the first page again.
func (m *Mischief) RepeatMarkers(action string, on bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.pages.repeated = with(m.pages.repeated, action, on)
}

// EndlessMarkers ends every page of the list with another marker, which leads to
// the same page again.
func (m *Mischief) EndlessMarkers(action string, on bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.pages.endless = with(m.pages.endless, action, on)
}

// FailPage answers page k of the list, from 1, with a failure of the service,
// each time that it is asked for; 0 ends it.
func (m *Mischief) FailPage(action string, k int) { m.spoilPage(action, k, mischiefFailure()) }

// ThrottlePage is FailPage with a throttle.
func (m *Mischief) ThrottlePage(action string, k int) { m.spoilPage(action, k, throttled()) }

func (m *Mischief) spoilPage(action string, k int, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.pages.failing = with(m.pages.failing, action, pageFailure{number: k, err: err})
	if m.pages.numbers == nil {
		m.pages.numbers = map[string]int{}
	}
}

func with[T any](list map[string]T, action string, is T) map[string]T {
	if list == nil {
		list = map[string]T{}
	}
	list[action] = is
	return list
}

func mischiefFailure() error {
	return fail(http.StatusInternalServerError, serviceFailed, "Service failure by mischief")
}

func (m *Mischief) shorten(limit int) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.pages.size > 0 {
		return min(limit, m.pages.size)
	}
	return limit
}

// empty takes one from the count of empty pages.
func (m *Mischief) empty() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.pages.empties == 0 {
		return false
	}
	m.pages.empties--
	return true
}

// numberOf tells which page a marker leads to; without one it is the first.
func (m *Mischief) numberOf(marker string) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return max(1, m.pages.numbers[marker])
}

func (m *Mischief) failPage(p page) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, action := range []string{p.action, ""} {
		if f, ok := m.pages.failing[action]; ok && f.number == p.number {
			return f.err
		}
	}
	return nil
}

// oddEnd replaces the end of a page, or remembers which page comes next.
func (m *Mischief) oddEnd(p page, end paging) paging {
	m.mu.Lock()
	defer m.mu.Unlock()
	switch {
	case m.pages.repeated[p.action] || m.pages.repeated[""]:
		same := append(make([]byte, markerNonce), p.section+"\x00"...)
		return paging{IsTruncated: true, Marker: base64.RawURLEncoding.EncodeToString(same)}
	case m.pages.endless[p.action] || m.pages.endless[""]:
		return paging{IsTruncated: true, Marker: marker(p.section, p.after)}
	case end.Marker != "" && m.pages.numbers != nil:
		m.pages.numbers[end.Marker] = p.number + 1
	}
	return end
}
