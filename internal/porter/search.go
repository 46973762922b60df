package porter

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
)

// Hits are what a search found of one kind: the best of them, and how many there
// are.
type Hits[E any] struct {
	List []E
	All  int
}

// Search is what a search over the account found, as it was read last. A list
// has the names that are or begin with the text first.
type Search struct {
	Users    Hits[iam.User]
	Groups   Hits[iam.Group]
	Policies Hits[iam.Policy]
	Inline   Hits[InlineHit]
	Keys     Hits[KeyFact]
	Tags     Hits[TagHit]
	Buckets  Hits[iam.Bucket]
	Tickets  Hits[desk.Ticket] // those of the operator that are open
}

// InlineHit is an inline policy of a user or of a group.
type InlineHit struct {
	Name  iam.PolicyName
	User  iam.UserName // "" of a group's
	Group iam.GroupName
}

// TagHit is a tag and how many users have it.
type TagHit struct {
	iam.Tag
	Users int
}

// SearchText is the text that is looked for where a visitor typed s: without
// spaces around it, in one form of those in which Unicode writes a syllable.
func SearchText(s string) string {
	return norm.NFC.String(strings.TrimSpace(strings.ToValidUTF8(s, "\ufffd")))
}

// Search looks for a text in names, paths, key ids, descriptions and tags, without
// regard to case, and returns at most limit entries of each kind. It asks AWS
// nothing. The counts of users, groups, policies and keys are those of their lists.
func (p *Porter) Search(ctx context.Context, by desk.Actor, text string, limit int) (Search, error) {
	s := p.Snapshot()
	text = strings.ToLower(SearchText(text))
	if text == "" {
		return Search{}, nil
	}
	groups, _ := s.FindGroups(Query{Text: text})
	policies, _ := s.ListPolicies(Query{Text: text})
	keys, _ := s.FindKeys(Query{Text: text})
	found := Search{
		Users:    s.searchUsers(text, limit),
		Groups:   best(groups, text, limit, func(g *iam.Group) string { return string(g.Name) }),
		Policies: best(policies, text, limit, func(p *iam.Policy) string { return string(p.Name) }),
		Keys:     best(keys, text, limit, func(k *KeyFact) string { return string(k.ID) }),
		Inline:   best(s.inlineNamed(text), text, limit, func(i *InlineHit) string { return string(i.Name) }),
		Buckets:  best(s.bucketsNamed(text), text, limit, func(b *iam.Bucket) string { return b.Name }),
		Tags:     best(s.tagsWith(text), text, limit, func(t *TagHit) string { return t.Value }),
	}
	if by.Operator.Role.May(desk.CanOwn) {
		tickets, err := p.ticketsNamed(ctx, by, text)
		if err != nil {
			return Search{}, err
		}
		found.Tickets = best(tickets, text, limit, func(t *desk.Ticket) string { return t.User })
	}
	return found, nil
}

// best keeps the first entries of a list in the order in which their names fit.
func best[E any](all []E, text string, limit int, name func(*E) string) Hits[E] {
	fit := func(e *E) int { return fits(name(e), text) }
	slices.SortStableFunc(all, func(a, b E) int { return cmp.Compare(fit(&a), fit(&b)) })
	return Hits[E]{List: all[:min(limit, len(all))], All: len(all)}
}

// fits tells how well a name fits a text in lower case; 0 is best.
func fits(name, text string) int {
	name = strings.ToLower(name)
	switch {
	case name == text:
		return 0
	case strings.HasPrefix(name, text):
		return 1
	case strings.Contains(name, text):
		return 2
	}
	return 3
}

// searchUsers works on places, for a user is large.
func (s *Snapshot) searchUsers(text string, limit int) Hits[iam.User] {
	places := best(s.matching(nil, text), text, limit, func(i *int32) string { return s.folded[*i] })
	hits := Hits[iam.User]{All: places.All, List: make([]iam.User, len(places.List))}
	for i, place := range places.List {
		hits.List[i] = s.Users[place]
	}
	return hits
}

// UsersCalled returns at most limit users whose names have a part, in any case:
// those first whose names are or begin with it.
func (s *Snapshot) UsersCalled(part string, limit int) []iam.User {
	part = strings.ToLower(part)
	var places []int32
	for i, name := range s.folded {
		if strings.Contains(name, part) {
			places = append(places, int32(i))
		}
	}
	var list []iam.User
	for _, i := range best(places, part, limit, func(i *int32) string { return s.folded[*i] }).List {
		list = append(list, s.Users[i])
	}
	return list
}

func (s *Snapshot) bucketsNamed(text string) []iam.Bucket {
	name := strings.TrimPrefix(text, "arn:aws:s3:::")
	var list []iam.Bucket
	for _, b := range s.Buckets {
		if strings.Contains(b.Name, name) {
			list = append(list, b)
		}
	}
	return list
}

func (s *Snapshot) inlineNamed(text string) []InlineHit {
	var list []InlineHit
	named := func(n iam.PolicyName) bool { return strings.Contains(n.Fold(), text) }
	for i := range s.Users {
		for _, p := range s.Users[i].Inline {
			if named(p.Name) {
				list = append(list, InlineHit{Name: p.Name, User: s.Users[i].Name})
			}
		}
	}
	for i := range s.Groups {
		for _, p := range s.Groups[i].Inline {
			if named(p.Name) {
				list = append(list, InlineHit{Name: p.Name, Group: s.Groups[i].Name})
			}
		}
	}
	return list
}

// tagsWith returns the tags whose key, value or both as "key=value" contain the
// text. What AWS's console keeps for an access key is no tag to a reader.
func (s *Snapshot) tagsWith(text string) []TagHit {
	users := map[iam.Tag]int{}
	for i := range s.Users {
		for _, t := range s.Users[i].Tags {
			if iam.KeyID(t.Key).LongLived() {
				continue
			}
			if strings.Contains(strings.ToLower(t.Key+"="+t.Value), text) {
				users[t]++
			}
		}
	}
	list := make([]TagHit, 0, len(users))
	for t, n := range users {
		list = append(list, TagHit{t, n})
	}
	slices.SortFunc(list, func(a, b TagHit) int {
		return cmp.Or(strings.Compare(a.Key, b.Key), strings.Compare(a.Value, b.Value))
	})
	return list
}

func (p *Porter) ticketsNamed(ctx context.Context, by desk.Actor, text string) ([]desk.Ticket, error) {
	open, err := p.store.OpenTickets(ctx, by.Operator.ID, p.now())
	return slices.DeleteFunc(open, func(t desk.Ticket) bool {
		return !strings.Contains(strings.ToLower(t.User+"\n"+t.KeyID+"\n"+t.ID), text)
	}), err
}

// Whole is the one thing that a text names beyond doubt: by its ARN, its unique
// id or, of an access key, its id. One field is set, or none.
type Whole struct {
	User   iam.UserName // of a key, its owner
	Group  iam.GroupName
	Policy iam.ARN
	Key    iam.KeyID
	Bucket string
}

// Whole finds what a text names whole, as far as the account was read.
func (s *Snapshot) Whole(text string) Whole {
	text = SearchText(text)
	if text == "" {
		return Whole{}
	}
	is := func(id string) bool { return strings.EqualFold(id, text) }
	for i := range s.Users {
		if u := &s.Users[i]; is(string(u.ARN)) || is(u.ID) {
			return Whole{User: u.Name}
		}
	}
	for i := range s.Groups {
		if g := &s.Groups[i]; is(string(g.ARN)) || is(g.ID) {
			return Whole{Group: g.Name}
		}
	}
	for i := range s.Policies {
		if p := &s.Policies[i]; is(string(p.ARN)) || is(p.ID) {
			return Whole{Policy: p.ARN}
		}
	}
	if bucket := bucketIn(text); bucket != "" {
		for i := range s.Buckets {
			if is := s.Buckets[i].Name; is == bucket {
				return Whole{Bucket: is}
			}
		}
	}
	keys := s.allKeys().list
	for i := range keys {
		if k := &keys[i]; is(string(k.ID)) {
			return Whole{User: k.User, Key: k.ID}
		}
	}
	return Whole{}
}

// bucketIn is the bucket that a text names by its ARN, by that of an object, or by
// an address as s3://bucket/key; "" where it does not.
// Rule: "Policy resources for Amazon S3", S3 user guide.
func bucketIn(text string) string {
	rest, found := strings.CutPrefix(text, "s3://")
	if !found {
		parts := strings.SplitN(text, ":", 6)
		if len(parts) < 6 || parts[0] != "arn" || parts[2] != "s3" || parts[3] != "" || parts[4] != "" {
			return ""
		}
		rest = parts[5]
	}
	bucket, _, _ := strings.Cut(rest, "/")
	return bucket
}
