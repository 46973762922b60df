package porter

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"keyporter/internal/iam"
	"keyporter/internal/policy"
)

// pathsOf are the paths under which an action on things of the kind is tried: /
// and those where most of them are.
func (s *Snapshot) pathsOf(on iam.RightOn) []string {
	many := map[string]int{}
	switch on {
	case iam.OnUsers:
		for i := range s.Users {
			many[s.Users[i].Path]++
		}
	case iam.OnGroups:
		for i := range s.Groups {
			many[s.Groups[i].Path]++
		}
	case iam.OnPolicy:
		for i := range s.Policies {
			if !s.Policies[i].ARN.AWSManaged() {
				many[s.Policies[i].Path]++
			}
		}
	}
	delete(many, "") // of a server that does not tell
	delete(many, "/")
	paths := slices.SortedFunc(maps.Keys(many), func(a, b string) int {
		return cmp.Or(cmp.Compare(many[b], many[a]), strings.Compare(a, b))
	})
	return append([]string{"/"}, paths[:min(len(paths), rightsPaths-1)]...)
}

// rightsHeld is what a user or role holds, as far as it was read.
type rightsHeld struct {
	who      iam.ARN
	policies policy.Policies
	context  *policy.Context
}

// rightsHeld collects what bears on a user or role; false where not all of it is
// known.
func (s *Snapshot) rightsHeld(who iam.ARN) (rightsHeld, bool) {
	h := rightsHeld{who: who}
	if s.At.IsZero() || !s.whole {
		return h, false
	}
	kind, _, _ := strings.Cut(who.Resource(), "/")
	known := map[string][]string{"aws:PrincipalArn": {string(who)}, "aws:PrincipalAccount": {who.Account()}}
	switch kind {
	case "user":
		u, ok := s.User(iam.UserName(who.Name()))
		if !ok {
			return h, false
		}
		ok = h.take(s, policy.UserInline, policy.UserManaged, u.Inline, u.Attached)
		for _, name := range u.Groups {
			g, there := s.Group(name)
			ok = ok && there && h.take(s, policy.GroupInline, policy.GroupManaged, g.Inline, g.Attached)
		}
		known["aws:username"], known["aws:userid"], known["aws:PrincipalType"] = []string{string(u.Name)}, []string{u.ID}, []string{"User"}
		h.context = policy.NewContext(known)
		return h, ok && h.bound(s, u.Boundary)
	case "role":
		i := slices.IndexFunc(s.Roles, func(r iam.Role) bool { return r.ARN == who })
		if i < 0 {
			return h, false
		}
		r := &s.Roles[i]
		known["aws:PrincipalType"] = []string{"AssumedRole"}
		h.context = policy.NewContext(known)
		return h, h.take(s, policy.RoleInline, policy.RoleManaged, r.Inline, r.Attached) && h.bound(s, r.Boundary)
	}
	return h, false
}

// take adds policies; false where one cannot be read.
func (h *rightsHeld) take(s *Snapshot, own, managed policy.Kind, inline []iam.InlinePolicy, attached []iam.AttachedPolicy) bool {
	for _, p := range inline {
		if !h.add(string(p.Name), own, p.Document) {
			return false
		}
	}
	for _, a := range attached {
		p, ok := s.Policy(a.ARN)
		if !ok || !h.add(string(a.Name), managed, p.Document) {
			return false
		}
	}
	return true
}

func (h *rightsHeld) add(name string, kind policy.Kind, text string) bool {
	doc, err := policy.Parse(text)
	if err != nil {
		return false
	}
	h.policies.Identity = append(h.policies.Identity, policy.Source{Name: name, Kind: kind, Doc: doc})
	return true
}

func (h *rightsHeld) bound(s *Snapshot, arn iam.ARN) bool {
	if arn == "" {
		return true
	}
	p, ok := s.Policy(arn)
	doc, err := policy.Parse(p.Document)
	if !ok || err != nil {
		return false
	}
	h.policies.Boundary = &policy.Source{Name: string(p.Name), Doc: doc}
	return true
}

// simulate decides as SimulatePrincipalPolicy does, but for service control
// policies, which nobody has read.
func (h *rightsHeld) simulate(actions []string, on iam.ARN) (map[string]iam.Simulated, error) {
	said := make(map[string]iam.Simulated, len(actions))
	for _, action := range actions {
		request := policy.Request{Principal: string(h.who), Action: action, Resource: string(on), ResourceAccount: h.who.Account(), Context: h.context}
		d := policy.Evaluate(request, h.policies)
		said[action] = iam.Simulated{Allowed: d.Outcome == policy.Allowed, Absent: d.Absent}
	}
	return said, nil
}
