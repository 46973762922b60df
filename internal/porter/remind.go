package porter

import "context"

// reminderKind says what somebody is to be told of.
type reminderKind string

// The kinds.
const (
	remindOldUsed  reminderKind = "old-key-used"
	remindBlocked  reminderKind = "rotation-blocked"
	remindLifetime reminderKind = "lifetime-ending"
)

// reminder is something that a person is to be told outside of the pages.
type reminder struct {
	kind  reminderKind
	user  string // IAM user name
	key   string
	about string // what it is about, so that it is said once: the id of a rotation, or an end
}

// remind tells of something that waits for a person. It is said in the log of the
// server, where whoever watches over it looks.
func (p *Porter) remind(ctx context.Context, r reminder) {
	p.log.InfoContext(ctx, "somebody is to look", "kind", r.kind, "user", r.user, "key", r.key, "about", r.about)
}
