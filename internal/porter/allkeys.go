package porter

import (
	"context"
	"strings"
	"sync"
	"time"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// KeyFact is one access key of the account with what is known of its use.
type KeyFact struct {
	iam.AccessKey
	Use    iam.KeyUse
	UseAt  time.Time // when the use was known so; zero: it is not known
	ReadAt time.Time // when the key was listed
	About  string    // the description that AWS's console keeps for it
}

// UseKnown reports whether it is known when the key was used last.
func (k KeyFact) UseKnown() bool { return !k.UseAt.IsZero() }

// keyFacts are all keys that were read, by owner, and how many users' keys were not.
type keyFacts struct {
	list   []KeyFact
	unread int
}

func (s *Snapshot) keyFactsNow() keyFacts {
	var all keyFacts
	for i := range s.Users {
		u := &s.Users[i]
		read, known := s.keys[s.folded[i]]
		if !known && !s.keyless(u.Name) {
			all.unread++
		}
		for _, k := range read.list {
			f := KeyFact{AccessKey: k, ReadAt: read.at, About: u.KeyDescription(k.ID)}
			f.User = u.Name
			f.Use, f.UseAt = s.reportedUse(f.AccessKey, len(read.list))
			all.list = append(all.list, f)
		}
	}
	return all
}

// reportedUse is what the credential report says of a key's last use. A report
// does not name keys: its columns tell of this key where it was made at the time
// of one of them and of no other, or where there is one key and one column.
func (s *Snapshot) reportedUse(k iam.AccessKey, keys int) (iam.KeyUse, time.Time) {
	row, ok := s.ReportRow(k.User)
	if !ok || s.report.Made.IsZero() || k.Created.After(s.report.Made) {
		return iam.KeyUse{}, time.Time{}
	}
	var same, there []iam.ReportKey
	for _, r := range row.Keys {
		if r.Rotated.IsZero() {
			continue
		}
		there = append(there, r)
		if r.Rotated.Truncate(time.Second).Equal(k.Created.Truncate(time.Second)) {
			same = append(same, r)
		}
	}
	switch {
	case len(same) == 1:
		return same[0].Used, s.report.Made
	case len(there) == 1 && keys == 1:
		return there[0].Used, s.report.Made
	}
	return iam.KeyUse{}, time.Time{}
}

// KeyCount returns how many access keys were read, and of how many users they
// were not.
func (s *Snapshot) KeyCount() (keys, unread int) {
	all := s.allKeys()
	return len(all.list), all.unread
}

// FindKeys returns one page of the access keys that were read and match the
// query. Sort is "owner", "created" or "used"; text is part of a key id, of the
// owner's name or of the description. The conditions:
//
//	owner:NAME   status:active|inactive               never:yes|no    never used
//	age:DAYS     older than that                      young:DAYS      not older than that
//	unused:DAYS  neither used nor made since
func (s *Snapshot) FindKeys(q Query) ([]KeyFact, Found) {
	return list[KeyFact]{
		words: func(k *KeyFact) string { return k.User.Fold() + "\n" + strings.ToLower(string(k.ID)+"\n"+k.About) },
		test:  keyTest,
		place: func(k *KeyFact, sort string) place {
			p := place{name: k.User.Fold() + " " + string(k.ID)}
			switch sort {
			case "created":
				p.at = micros(k.Created)
			case "used":
				p.at = micros(k.Use.At)
			}
			return p
		},
	}.find(s.allKeys().list, q)
}

func keyTest(f Filter, now time.Time) (func(*KeyFact) truth, bool) {
	switch f.Property {
	case "owner":
		return func(k *KeyFact) truth { return is(strings.EqualFold(string(k.User), f.Value)) }, true
	case "status":
		active := f.Value == "active"
		return func(k *KeyFact) truth { return is(k.Active() == active) }, active || f.Value == "inactive"
	case "age":
		before, ok := daysBefore(f.Value, now)
		return func(k *KeyFact) truth { return older(k.Created, before) }, ok
	case "young":
		before, ok := daysBefore(f.Value, now)
		return func(k *KeyFact) truth { return not(older(k.Created, before)) }, ok
	case "unused":
		before, ok := daysBefore(f.Value, now)
		return func(k *KeyFact) truth {
			switch {
			case older(k.Created, before) != yes:
				return older(k.Created, before)
			case !k.UseKnown():
				return unknown
			case !k.Use.At.Before(before):
				return no
			case k.UseAt.Before(before): // it may have been used since that was known
				return unknown
			}
			return yes
		}, ok
	case "never":
		return asked(f.Value, func(k *KeyFact) truth {
			if !k.UseKnown() {
				return unknown
			}
			return is(k.Use.At.IsZero())
		})
	}
	return nil, false
}

func older(at, before time.Time) truth {
	if at.IsZero() {
		return unknown
	}
	return is(at.Before(before))
}

// KeyOwner asks AWS whose key an id is, for a key that no list has.
func (p *Porter) KeyOwner(ctx context.Context, id iam.KeyID) (KeyFact, error) {
	if f := id.Check("id"); f != nil {
		return KeyFact{}, f
	}
	use, owner, err := p.account.KeyUse(ctx, id)
	if err != nil {
		return KeyFact{}, err
	}
	if owner == "" {
		return KeyFact{}, fault.New(fault.NotFound, fault.CodeKeyNotFound, string(id))
	}
	k := KeyFact{AccessKey: iam.AccessKey{ID: id, User: owner}, Use: use, UseAt: p.now()}
	keys, _ := p.Snapshot().Keys(owner)
	for _, known := range keys {
		if known.ID == id {
			k.Status, k.Created = known.Status, known.Created
		}
	}
	return k, nil
}

// onceKeys works the keys of the account out when they are asked for first.
func (s *Snapshot) onceKeys() func() keyFacts { return sync.OnceValue(s.keyFactsNow) }
