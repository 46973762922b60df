package portertest

import (
	"net/http"
	"time"

	"golang.org/x/net/html"
)

// Ended fetches the page of a job again until the job has ended, and fails the
// test when that takes too long. Any other page is returned as it is.
func (v *View) Ended() *View {
	v.w.t.Helper()
	open := func() bool {
		return len(find(v.doc, func(n *html.Node) bool { return has(n, "data-events") })) > 0
	}
	for end := time.Now().Add(time.Minute); open(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			v.w.t.Fatalf("%s has not ended:\n%s", v.URL, v.Text())
		}
		v = v.w.Get(v.URL.Path).Want(http.StatusOK)
	}
	return v
}
