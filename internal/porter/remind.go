package porter

import (
	"fmt"
	"strings"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
)

// plannedLong is how long a rotation may stay planned before its operator is
// reminded: who has just planned it need not be.
const plannedLong = day

// rotationLook is when a rotation that waits for a person is looked at again, to
// remind of it; zero: no more.
func rotationLook(r desk.Rotation, now time.Time) time.Time {
	waits := []time.Duration{desk.RotationStale}
	switch {
	case r.State == desk.RotationPlanned:
		waits = []time.Duration{plannedLong, desk.RotationStale}
	case r.State == desk.RotationOverlap && r.Ends.IsZero(), r.State == desk.RotationBlocked:
	default:
		return time.Time{}
	}
	for _, w := range waits {
		if at := r.Changed.Add(w); at.After(now) {
			return at
		}
	}
	return time.Time{}
}

// rotationNotices are the reminders that a rotation deserves as it stands. They
// are written with each change of it, and kept once for each stage.
func rotationNotices(r desk.Rotation, now time.Time) []desk.Notice {
	var list []desk.Notice
	add := func(stage desk.RotationStage, since time.Time) {
		n := rotationNotice(r, desk.NoticeRotationDue, now)
		n.Due, n.Args[0] = since, string(stage)
		n.Dedupe += fmt.Sprint(":", stage, ":", since.Unix())
		list = append(list, n)
	}
	switch {
	case r.State == desk.RotationBlocked && r.Came != desk.RotationCreating: // a key that may have been made is settled by itself
		add(desk.StageBlocked, r.Changed)
	case r.State == desk.RotationOverlap && (r.Held == desk.HoldNewIdle || r.Held == desk.HoldUnknown):
		add(desk.StageHeld, r.Ends)
	case r.State == desk.RotationPlanned && now.Sub(r.Changed) >= plannedLong:
		add(desk.StagePlanned, r.Changed)
	}
	if r.Stale(now) {
		add(desk.StageStale, r.StandsSince())
	}
	return list
}

// oldUsed reminds of an old key that is still in use when its overlap is over.
func oldUsed(r desk.Rotation, use iam.KeyUse, now time.Time) desk.Notice {
	n := rotationNotice(r, desk.NoticeOldKeyUsed, now)
	n.Due, n.Args[0] = use.At, strings.Trim(use.Service+", "+use.Region, ", ")
	return n
}

func rotationNotice(r desk.Rotation, kind desk.NoticeKind, now time.Time) desk.Notice {
	n := desk.NewNotice(now, kind, r.User, r.OldKey)
	n.Args = []string{"", r.ID}
	n.Dedupe += ":" + r.ID
	return n
}

// lifetimeEnding reminds of the end of a key, so many days before it.
func lifetimeEnding(l desk.Lifetime, end time.Time, days int, now time.Time) desk.Notice {
	n := desk.NewNotice(now, desk.NoticeLifetimeEnding, l.User, l.Key)
	n.Due = end
	n.Dedupe += fmt.Sprint(":", end.Unix(), ":", days)
	return n
}
