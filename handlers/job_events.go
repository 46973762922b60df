package handlers

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"keyporter/internal/jobs"
	"keyporter/internal/text"
)

// followTime ends a stream of events. The browser asks again, and is then looked
// at as any visitor: it may have signed out meanwhile.
const followTime = 5 * time.Minute

// stillEvery is how often a stream says something where nothing has changed: so it
// is seen when nobody reads any more.
const stillEvery = 5 * time.Second

// FollowJob sends how far a job has come, as server-sent events, until it has
// ended: each is the part of its page that follows it. The last one is named end.
func (h *Handlers) FollowJob(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	if _, err := h.app.Job(r.Context(), id); err != nil {
		return err
	}
	s := h.stream(w)
	if r.Method == http.MethodHead {
		return nil
	}
	ctx, cancel := context.WithTimeout(r.Context(), followTime)
	defer cancel()
	t := text.From(ctx)
	var sent time.Time
	err := h.app.WatchJob(ctx, id, func(g jobs.Glance, changed bool) error {
		if !changed && time.Since(sent) < stillEvery {
			return nil
		}
		sent = time.Now()
		var part bytes.Buffer
		if err := h.jobProgress(t, g).View().Render(ctx, &part); err != nil {
			return fmt.Errorf("render: %w", err)
		}
		return s.event("", part.String())
	})
	switch {
	case err == nil:
		err = s.event("end", id)
	case ctx.Err() != nil, errors.Is(err, context.Canceled):
		return nil // the visitor has left, or is to ask again
	}
	if err != nil && r.Context().Err() == nil {
		h.log.DebugContext(ctx, "a stream of events broke off", "job", id, "error", err)
	}
	return nil
}

// events is a stream of server-sent events.
type events struct {
	to      unhurried
	control *http.ResponseController
}

// stream begins an answer of events. The times of the server's other answers do
// not hold for it.
func (h *Handlers) stream(w http.ResponseWriter) events {
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Time{}) // a writer that has no deadlines needs none
	w.Header().Set("Content-Type", "text/event-stream")
	w.WriteHeader(http.StatusOK)
	return events{to: unhurried{w}, control: control}
}

// event sends one event; an empty name is the usual one.
func (e events) event(name, data string) error {
	var b strings.Builder
	if name != "" {
		b.WriteString("event: " + name + "\n")
	}
	for line := range strings.SplitSeq(data, "\n") {
		b.WriteString("data: " + strings.TrimSuffix(line, "\r") + "\n")
	}
	b.WriteString("\n")
	if _, err := e.to.Write([]byte(b.String())); err != nil {
		return err
	}
	return e.control.Flush()
}
