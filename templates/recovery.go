package templates

import (
	"strconv"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// recoveryKeys is how many keys the page names; the rest are counted.
const recoveryKeys = 100

// Recovery is the page of a database that is an old copy.
type Recovery struct {
	Page
	Fault   *fault.Fault
	Waits   bool
	Kept    string // when the checkpoint outside was signed
	Found   string // of the last entry of the copy; "" where there is none
	Lost    string // how many entries
	Dropped [5]string
	Rows    []RecoveryKey
	More    string // how many keys are not named, or ""
	Unread  string // users whose keys are not known, or ""
	May     bool   // the operator may confirm
}

// RecoveryKey is an access key that the copy cannot know.
type RecoveryKey struct {
	User    string
	UserURL string
	ID      string
	Created string
}

// With fills in what was lost and what was made since.
func (p Recovery) With(r desk.Recovery, keys []iam.AccessKey, unread int) Recovery {
	t := p.T
	when := func(at time.Time) string {
		if at.IsZero() {
			return ""
		}
		return t.DateTime(at)
	}
	p.Waits, p.May = true, p.Operator.Role == desk.Admin
	p.Kept, p.Found, p.Lost = when(r.KeptAt), when(r.FoundAt), t.Count(int(max(r.KeptSeq-r.FoundSeq, 0)))
	for i, n := range []int64{r.Dropped.Sessions, r.Dropped.Tickets, r.Dropped.Links, r.Dropped.Jobs, r.Dropped.Rotation} {
		p.Dropped[i] = strconv.FormatInt(n, 10)
	}
	if unread > 0 {
		p.Unread = t.Count(unread)
	}
	if more := len(keys) - recoveryKeys; more > 0 {
		p.More, keys = t.Count(more), keys[:recoveryKeys]
	}
	for _, k := range keys {
		p.Rows = append(p.Rows, RecoveryKey{User: string(k.User), UserURL: KeysURL(k.User), ID: string(k.ID), Created: t.DateTime(k.Created)})
	}
	return p
}
