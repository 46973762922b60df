package porter

import (
	"cmp"
	"encoding/base64"
	"sort"
	"strconv"
	"strings"
	"time"

	"keyporter/internal/iam"
)

// UserQuery asks for one page of users. Sort is "name", "created" or "last"
// (last console sign-in); everything else means "name".
type UserQuery struct {
	Text  string // part of a name, ARN, group name or key id; without regard to case
	Sort  string
	Desc  bool
	After string // opaque token of UserPage.Next or Prev
	Back  bool   // the page before After instead of the one after it
	Size  int
}

// UserPage is one page of users.
type UserPage struct {
	Users []iam.User
	Total int    // all users
	Match int    // those that match the text
	From  int    // number of the first, from 1
	Next  string // "" on the last page
	Prev  string // "" on the first page
}

// place is where a user stands in an order: tokens hold it, so that a page
// follows another even when the user between them has gone.
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

// FindUsers returns one page of the users that match the query.
func (s *Snapshot) FindUsers(q UserQuery) UserPage {
	size := max(q.Size, 1)
	list, at := s.ordered(q.Sort)
	list = s.matching(list, q.Text)
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
	where := func(i int) place {
		u := user(i)
		return place{at: at(&s.Users[u]), name: s.folded[u]}
	}
	start := 0
	if mark, ok := parsePlace(q.After); ok {
		start = sort.Search(n, func(i int) bool {
			c := where(i).compare(mark)
			if q.Desc {
				c = -c
			}
			return c > 0 || q.Back && c == 0
		})
		if q.Back {
			start = max(0, start-size)
		}
	}
	end := min(n, start+size)
	page := UserPage{Total: len(s.Users), Match: n, From: min(start+1, n), Users: make([]iam.User, 0, end-start)}
	for i := start; i < end; i++ {
		page.Users = append(page.Users, s.Users[user(i)])
	}
	if start > 0 && start < n {
		page.Prev = where(start).token()
	}
	if end < n {
		page.Next = where(end - 1).token()
	}
	return page
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
