package porter

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// Snapshot is the account as it was read last, with the changes since. It never
// changes: a newer one takes its place.
type Snapshot struct {
	At       time.Time // zero: never read
	Complete bool
	Problem  *fault.Fault // why the last reading failed; nil when it did not
	Identity iam.Identity
	Alias    string
	Users    []iam.User   // by name
	Groups   []iam.Group  // by name
	Roles    []iam.Role   // by name
	Policies []iam.Policy // the catalogue: the account's own first, then AWS's; by name
	Summary  iam.Summary  // nil: not told

	Buckets        []iam.Bucket           // by name
	BucketsAt      time.Time              // zero: never read
	BucketsWhole   bool                   // the list of buckets was read to its end
	BucketsProblem *fault.Fault           // why the last reading failed, or why there can be none
	Block          *iam.PublicAccessBlock // the account's own; nil: none is set, if BlockAt is not zero
	BlockAt        time.Time
	BlockProblem   *fault.Fault

	whole    bool // the details of the account were read to their end
	audit    *audit
	report   reported
	keys     map[string]keysRead // by folded user name
	users    map[string]int32    // folded name → place in Users
	groups   map[string]int32
	policies map[iam.ARN]int32
	members  map[string][]iam.UserName // by folded group name
	folded   []string                  // names beside Users

	// These are made when they are asked for first.
	words   func() []string // what text is looked for in, beside Users
	arns    func() []string // and what text of an ARN is looked for in
	created func() []int32  // places in Users by date of creation
	last    func() []int32  // and by last console sign-in
	allKeys func() keyFacts

	readings     *policyReadings // shared with the snapshots before and after
	heldPolicies func() policyFindings
	kept         func() []holder // who has the tag that keeps them from being changed
}

// Quota is what the account may have of a kind, by its account summary, as
// "GroupsPerUser"; standard is AWS's own, where the summary does not tell.
// Source: SummaryMap, GetAccountSummary, IAM API reference.
func (s *Snapshot) Quota(kind string, standard int) int {
	if n, told := s.Summary[kind+"Quota"]; told {
		return n
	}
	return standard
}

// keysRead is what ListAccessKeys told of one user.
type keysRead struct {
	list []iam.AccessKey
	at   time.Time
}

// User returns a user by name, without regard to case.
func (s *Snapshot) User(n iam.UserName) (iam.User, bool) {
	i, ok := s.users[n.Fold()]
	if !ok {
		return iam.User{}, false
	}
	return s.Users[i], true
}

// Group returns a group by name, without regard to case.
func (s *Snapshot) Group(n iam.GroupName) (iam.Group, bool) {
	i, ok := s.groups[n.Fold()]
	if !ok {
		return iam.Group{}, false
	}
	return s.Groups[i], true
}

// Policy returns a managed policy by ARN. It has no document where only the
// catalogue was read.
func (s *Snapshot) Policy(a iam.ARN) (iam.Policy, bool) {
	i, ok := s.policies[a]
	if !ok {
		return iam.Policy{}, false
	}
	return s.Policies[i], true
}

// Members returns the members of a group, by name.
func (s *Snapshot) Members(g iam.GroupName) []iam.UserName { return s.members[g.Fold()] }

// MemberCount returns how many members a group has.
func (s *Snapshot) MemberCount(g iam.GroupName) int { return len(s.members[g.Fold()]) }

// Keys returns a user's access keys. Known is false where they were not read
// yet, and the credential report does not say that the user never had one.
func (s *Snapshot) Keys(u iam.UserName) (keys []iam.AccessKey, known bool) {
	k, known := s.keys[u.Fold()]
	return k.list, known || s.keyless(u)
}

// SignInURL is where the account's users sign in to the console: by the alias,
// else by the account id. "" where neither is known.
// Rule: "How IAM users sign in to AWS", IAM user guide.
func (s *Snapshot) SignInURL() string {
	name := cmp.Or(s.Alias, s.Identity.Account)
	if name == "" {
		return ""
	}
	return iam.SignInURL(name)
}

// index returns s in order and with all that its methods look up.
func index(s Snapshot) *Snapshot {
	sortBy(s.Users, func(u iam.User) string { return u.Name.Fold() })
	sortBy(s.Groups, func(g iam.Group) string { return g.Name.Fold() })
	s.users = make(map[string]int32, len(s.Users))
	s.members = make(map[string][]iam.UserName, len(s.Groups))
	s.folded = make([]string, len(s.Users))
	for i := range s.Users {
		u := &s.Users[i]
		s.folded[i] = u.Name.Fold()
		s.users[s.folded[i]] = int32(i)
		for _, g := range u.Groups {
			s.members[g.Fold()] = append(s.members[g.Fold()], u.Name)
		}
	}
	s.groups = make(map[string]int32, len(s.Groups))
	for i, g := range s.Groups {
		s.groups[g.Name.Fold()] = int32(i)
	}
	s.policies = make(map[iam.ARN]int32, len(s.Policies))
	for i, p := range s.Policies {
		s.policies[p.ARN] = int32(i)
	}
	s.words, s.arns = sync.OnceValue(s.allWords), sync.OnceValue(s.allARNs)
	s.allKeys = s.onceKeys()
	if s.readings == nil {
		s.readings = &policyReadings{}
	}
	s.heldPolicies = sync.OnceValue(s.lookAtPolicies)
	s.kept = sync.OnceValue(s.protectedUsers)
	s.created = sync.OnceValue(func() []int32 { return s.order(func(u *iam.User) time.Time { return u.Created }) })
	s.last = sync.OnceValue(func() []int32 { return s.order(func(u *iam.User) time.Time { return u.PasswordLastUsed }) })
	return &s
}

// sortBy sorts by a key, which it works out only where the order is not
// right already: most lists come in order.
func sortBy[E any](list []E, key func(E) string) {
	if slices.IsSortedFunc(list, func(a, b E) int { return strings.Compare(key(a), key(b)) }) {
		return
	}
	slices.SortStableFunc(list, func(a, b E) int { return strings.Compare(key(a), key(b)) })
}

func (s *Snapshot) allWords() []string {
	list := make([]string, len(s.Users))
	for i := range s.Users {
		list[i] = words(&s.Users[i], s.keys[s.folded[i]].list)
	}
	return list
}

func (s *Snapshot) allARNs() []string {
	list := make([]string, len(s.Users))
	for i := range s.Users {
		list[i] = strings.ToLower(string(s.Users[i].ARN))
	}
	return list
}

// words is what a search for users looks at, in lower case. ARNs stand beside
// it: they have the word "user" in all of them.
func words(u *iam.User, keys []iam.AccessKey) string {
	var b strings.Builder
	b.WriteString(u.Path + string(u.Name))
	for _, g := range u.Groups {
		b.WriteString("\n" + string(g))
	}
	for _, k := range keys {
		b.WriteString("\n" + string(k.ID))
	}
	return strings.ToLower(b.String())
}

// order returns the places of the users by a time, then by name.
func (s *Snapshot) order(at func(*iam.User) time.Time) []int32 {
	list := make([]int32, len(s.Users))
	for i := range list {
		list[i] = int32(i)
	}
	slices.SortStableFunc(list, func(a, b int32) int { return at(&s.Users[a]).Compare(at(&s.Users[b])) })
	return list
}

// sortPolicies puts the account's own policies first, each part by name.
func sortPolicies(list []iam.Policy) {
	slices.SortFunc(list, func(a, b iam.Policy) int {
		if a, b := a.ARN.AWSManaged(), b.ARN.AWSManaged(); a != b {
			if a {
				return 1
			}
			return -1
		}
		return cmp.Or(strings.Compare(strings.ToLower(string(a.Name)), strings.ToLower(string(b.Name))),
			strings.Compare(string(a.ARN), string(b.ARN)))
	})
}
