package porter

import (
	"context"
	"slices"
	"strings"
	"time"

	"keyporter/internal/iam"
)

const (
	administrator iam.ARN = "arn:aws:iam::aws:policy/AdministratorAccess"
	proofService          = "sts" // what Keyporter itself tests a key with
	checkKeys             = 5     // how many keys and users the checklist asks AWS about, at most
	checkEvery            = 10 * time.Second
)

// checked is the checklist as it was a moment ago, for the state it was made of.
type checked struct {
	at   time.Time
	snap *Snapshot
	list Checklist
}

// Checklist tells how far the account has come in the story. What only AWS can
// tell it asks again after ten seconds, and of a few users and keys.
func (p *Porter) Checklist(ctx context.Context) Checklist {
	s, now := p.Snapshot(), p.now()
	if c := p.check.Load(); c != nil && c.snap == s && now.Sub(c.at) < checkEvery {
		return c.list
	}
	ctx, cancel := context.WithTimeout(ctx, liveWait)
	defer cancel()
	c := Checklist{Admin: p.hasAdmin(ctx, s)}
	var keys []iam.AccessKey
	for i := range s.Users {
		u := &s.Users[i]
		if !c.Developer && reachesS3(s, u) {
			c.Developer, c.KeyUser = true, u.Name
		}
		for _, k := range s.keys[s.folded[i]].list {
			if k.Active() {
				keys = append(keys, k)
			}
		}
	}
	slices.SortFunc(keys, func(a, b iam.AccessKey) int { return b.Created.Compare(a.Created) })
	if len(keys) > 0 {
		c.Key, c.KeyUser = true, keys[0].User
	}
	for _, k := range keys[:min(len(keys), checkKeys)] {
		if use, _, err := p.account.KeyUse(ctx, k.ID); err == nil && byOwner(k, use) {
			c.KeyUsed, c.KeyUser = true, k.User
			break
		}
	}
	p.check.Store(&checked{at: now, snap: s, list: c})
	return c
}

// byOwner reports whether the last use of a key cannot be its test by Keyporter,
// which calls one service and ends soon after the key was made. AWS tells the
// time of a use by the minute, so it is the later minute that counts.
func byOwner(k iam.AccessKey, use iam.KeyUse) bool {
	return !use.At.IsZero() && (use.Service != proofService || use.At.After(k.Created.Add(proofStale)))
}

// hasAdmin reports whether some user with AdministratorAccess has a console
// password.
func (p *Porter) hasAdmin(ctx context.Context, s *Snapshot) bool {
	asked := 0
	for i := range s.Users {
		u := &s.Users[i]
		if !grants(s, u, func(arn iam.ARN) bool { return arn == administrator }) {
			continue
		}
		if !u.PasswordLastUsed.IsZero() {
			return true
		}
		if asked++; asked > checkKeys {
			return false
		}
		if _, has, err := p.account.LoginProfile(ctx, u.Name); err == nil && has {
			return true
		}
	}
	return false
}

// reachesS3 reports whether a user who is no administrator has a policy for S3.
func reachesS3(s *Snapshot, u *iam.User) bool {
	return grants(s, u, func(arn iam.ARN) bool { return strings.Contains(arn.Name(), "S3") })
}

// grants reports whether a user has a managed policy, directly or by a group.
func grants(s *Snapshot, u *iam.User, is func(iam.ARN) bool) bool {
	has := func(list []iam.AttachedPolicy) bool {
		return slices.ContainsFunc(list, func(a iam.AttachedPolicy) bool { return is(a.ARN) })
	}
	if has(u.Attached) {
		return true
	}
	for _, name := range u.Groups {
		if g, ok := s.Group(name); ok && has(g.Attached) {
			return true
		}
	}
	return false
}
