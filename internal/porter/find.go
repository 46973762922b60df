package porter

import (
	"cmp"
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"keyporter/internal/iam"
)

// UserPage is one page of users.
type UserPage struct {
	Found
	Users []iam.User
}

// place is where an entry stands in an order: tokens hold it, so that a page
// follows another even when the entry between them has gone.
type place struct {
	at   int64 // microseconds; 0 in the order of names
	name string
}

func (a place) compare(b place) int {
	return cmp.Or(cmp.Compare(a.at, b.at), strings.Compare(a.name, b.name))
}

func (a place) token() string {
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.FormatInt(a.at, 10) + " " + a.name))
}

func parsePlace(token string) (place, bool) {
	b, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil {
		return place{}, false
	}
	at, name, ok := strings.Cut(string(b), " ")
	n, err := strconv.ParseInt(at, 10, 64)
	return place{at: n, name: name}, ok && err == nil
}

// FindUsers returns one page of the users that match the query. Sort is "name",
// "created" or "last" (last console sign-in); everything else means "name". Text
// is part of a name, ARN, group name or key id.
func (s *Snapshot) FindUsers(q Query) UserPage {
	list, at := s.ordered(q.Sort)
	list = s.matching(list, q.Text)
	page := UserPage{}
	list = s.meeting(list, q, &page.Found)
	n := len(list)
	if list == nil {
		n = len(s.Users)
	}
	user := func(i int) int32 { // the i-th of the list in the direction asked for
		if q.Desc {
			i = n - 1 - i
		}
		if list == nil {
			return int32(i)
		}
		return list[i]
	}
	start, end := page.cut(q, n, func(i int) place {
		u := user(i)
		return place{at: at(&s.Users[u]), name: s.folded[u]}
	})
	page.Total, page.Users = len(s.Users), make([]iam.User, 0, end-start)
	for i := start; i < end; i++ {
		page.Users = append(page.Users, s.Users[user(i)])
	}
	return page
}

// meeting keeps of a list the users that meet every condition; of no list and
// no condition, all users.
func (s *Snapshot) meeting(list []int32, q Query, f *Found) []int32 {
	if len(q.Filters) == 0 {
		return list
	}
	all := conditions(q, func(c Filter, now time.Time) (func(*iam.User) truth, bool) {
		if c == (Filter{"scope", "mine"}) {
			b := bounds{q.Scope, s}
			return func(u *iam.User) truth { return is(b.All() || b.user(*u)) }, true
		}
		return s.userTest(c, now)
	}, f)
	if list == nil {
		list = make([]int32, len(s.Users))
		for i := range list {
			list[i] = int32(i)
		}
	}
	kept := []int32{}
	for _, i := range list {
		if f.keep(all.of(&s.Users[i])) {
			kept = append(kept, i)
		}
	}
	return kept
}

// ordered returns the places of all users in an order, with what they are
// ordered by; no list is the order of names, in which Users stand.
func (s *Snapshot) ordered(by string) ([]int32, func(*iam.User) int64) {
	switch by {
	case "created":
		return s.created(), func(u *iam.User) int64 { return micros(u.Created) }
	case "last":
		return s.last(), func(u *iam.User) int64 { return micros(u.PasswordLastUsed) }
	}
	return nil, func(*iam.User) int64 { return 0 }
}

func micros(t time.Time) int64 {
	if t.IsZero() {
		return -1 << 62 // before all times, as the zero time is
	}
	return t.UnixMicro()
}

// matching keeps of a list those that contain the text; of no list, all users.
func (s *Snapshot) matching(list []int32, text string) []int32 {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" {
		return list
	}
	found, words := []int32{}, s.words()
	if strings.Contains(text, ":") { // no name has it: it is of an ARN
		words = s.arns()
	}
	if list == nil {
		for i, w := range words {
			if strings.Contains(w, text) {
				found = append(found, int32(i))
			}
		}
		return found
	}
	for _, i := range list {
		if strings.Contains(words[i], text) {
			found = append(found, i)
		}
	}
	return found
}

// FindPolicies returns at most limit policies whose name contains the text, and
// how many there are. Scope is "" for all, "aws" for those that AWS manages,
// "own" for the account's.
func (s *Snapshot) FindPolicies(text, scope string, limit int) (list []iam.Policy, match int) {
	text = strings.ToLower(strings.TrimSpace(text))
	for _, p := range s.Policies {
		if scope != "" && (scope == "aws") != p.ARN.AWSManaged() {
			continue
		}
		if text != "" && !strings.Contains(strings.ToLower(string(p.Name)), text) {
			continue
		}
		if match++; match <= limit {
			list = append(list, p)
		}
	}
	return list, match
}
