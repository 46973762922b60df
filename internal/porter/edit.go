package porter

import (
	"maps"
	"slices"
	"time"

	"keyporter/internal/iam"
)

// settled is how long after a change AWS may still answer with the state before
// it. A reading begun sooner has the change put on top.
const settled = 4 * time.Second

// edit is one change to the account that a call has returned. It can be made
// again on a later reading: making it twice is making it once. It works on lists
// that have no index yet, so it uses the methods of this file and no others.
type edit struct {
	at   time.Time
	make func(s *Snapshot)
}

// patch makes a change visible at once, before the account is read again. The
// change works on a copy, whose slices and maps are its own but whose users,
// groups and policies share theirs with the snapshot before: it replaces them.
func (p *Porter) patch(change func(s *Snapshot)) {
	p.editing.Lock()
	defer p.editing.Unlock()
	now := p.now()
	p.edits = slices.DeleteFunc(p.edits, func(e edit) bool { return now.Sub(e.at) > time.Minute })
	p.edits = append(p.edits, edit{at: now, make: change})
	next := p.snap.Load().copy()
	next.audit = nil
	change(&next)
	p.show(next)
	select {
	case p.wrote <- struct{}{}:
	default: // a reading is asked for already
	}
}

// replace puts a fresh reading in the place of the snapshot, with the changes on
// top that it cannot have seen.
func (p *Porter) replace(began time.Time, read func(s *Snapshot)) {
	p.editing.Lock()
	defer p.editing.Unlock()
	next := p.snap.Load().copy()
	read(&next)
	for _, e := range p.edits {
		if e.at.After(began.Add(-settled)) {
			e.make(&next)
		}
	}
	p.show(next)
	select {
	case p.unkept <- struct{}{}:
	default: // it is told already
	}
}

func (s *Snapshot) copy() Snapshot {
	c := *s
	c.Users, c.Groups, c.Policies = slices.Clone(s.Users), slices.Clone(s.Groups), slices.Clone(s.Policies)
	c.keys = maps.Clone(s.keys)
	if c.keys == nil {
		c.keys = map[string]keysRead{}
	}
	return c
}

func (s *Snapshot) putUser(u iam.User) {
	i := slices.IndexFunc(s.Users, func(v iam.User) bool { return v.Name.Fold() == u.Name.Fold() })
	if i < 0 {
		s.Users = append(s.Users, u)
		return
	}
	s.Users[i] = u
}

// addUser adds a new user, which has no keys, unless a reading has found it.
func (s *Snapshot) addUser(u iam.User, now time.Time) {
	if !slices.ContainsFunc(s.Users, func(v iam.User) bool { return v.Name.Fold() == u.Name.Fold() }) {
		s.Users = append(s.Users, u)
		s.keys[u.Name.Fold()] = keysRead{at: now}
	}
}

// addGroup adds a new group, unless a reading has found it.
func (s *Snapshot) addGroup(g iam.Group) {
	if !slices.ContainsFunc(s.Groups, func(v iam.Group) bool { return v.Name.Fold() == g.Name.Fold() }) {
		s.Groups = append(s.Groups, g)
	}
}

func (s *Snapshot) dropUser(n iam.UserName) {
	s.Users = slices.DeleteFunc(s.Users, func(u iam.User) bool { return u.Name.Fold() == n.Fold() })
	delete(s.keys, n.Fold())
}

func (s *Snapshot) putGroup(g iam.Group) {
	i := slices.IndexFunc(s.Groups, func(v iam.Group) bool { return v.Name.Fold() == g.Name.Fold() })
	if i < 0 {
		s.Groups = append(s.Groups, g)
		return
	}
	s.Groups[i] = g
}

func (s *Snapshot) dropGroup(n iam.GroupName) {
	s.Groups = slices.DeleteFunc(s.Groups, func(g iam.Group) bool { return g.Name.Fold() == n.Fold() })
	for i, u := range s.Users {
		if u.In(n) {
			s.Users[i].Groups = without(u.Groups, func(g iam.GroupName) bool { return g.Fold() == n.Fold() })
		}
	}
}

// user changes one user where it is.
func (s *Snapshot) user(n iam.UserName, change func(u *iam.User)) {
	for i := range s.Users {
		if s.Users[i].Name.Fold() == n.Fold() {
			change(&s.Users[i])
		}
	}
}

// group changes one group where it is.
func (s *Snapshot) group(n iam.GroupName, change func(g *iam.Group)) {
	for i := range s.Groups {
		if s.Groups[i].Name.Fold() == n.Fold() {
			change(&s.Groups[i])
		}
	}
}

// addPolicy adds a new policy to the catalogue, unless a reading has found it.
func (s *Snapshot) addPolicy(p iam.Policy) {
	if !slices.ContainsFunc(s.Policies, func(o iam.Policy) bool { return o.ARN == p.ARN }) {
		s.Policies = append(s.Policies, p)
		sortPolicies(s.Policies)
	}
}

func (s *Snapshot) dropPolicy(a iam.ARN) {
	s.Policies = slices.DeleteFunc(s.Policies, func(p iam.Policy) bool { return p.ARN == a })
}

// policy changes one policy where it is.
func (s *Snapshot) policy(a iam.ARN, change func(p *iam.Policy)) {
	for i := range s.Policies {
		if s.Policies[i].ARN == a {
			change(&s.Policies[i])
		}
	}
}

// key changes one key of a user, or adds it. Where the keys are not known it
// leaves them so.
func (s *Snapshot) key(k iam.AccessKey) {
	read, known := s.keys[k.User.Fold()]
	if !known && !s.keyless(k.User) {
		return
	}
	read.list = append(without(read.list, func(o iam.AccessKey) bool { return o.ID == k.ID }), k)
	s.keys[k.User.Fold()] = read
}

func (s *Snapshot) dropKey(n iam.UserName, id iam.KeyID) {
	if read, known := s.keys[n.Fold()]; known {
		read.list = without(read.list, func(o iam.AccessKey) bool { return o.ID == id })
		s.keys[n.Fold()] = read
	}
}

// without returns a new list of all that does not meet the condition.
func without[E any](list []E, gone func(E) bool) []E {
	kept := make([]E, 0, len(list)+1)
	for _, e := range list {
		if !gone(e) {
			kept = append(kept, e)
		}
	}
	return kept
}
