package access

import (
	"cmp"
	"slices"
	"strings"

	"keyporter/internal/iam"
	"keyporter/internal/policy"
)

// holder is a subject with what decides about it.
type holder struct {
	Subject
	facts     facts
	account   string // "" for everyone and for an account that only an ACL names
	owned     []held // identity policies, in the order in which they are told
	boundary  *held
	members   bool // of the organization: its service control policies limit it
	unbounded bool // no policy of its own account is known, which is taken to allow
}

// held is a policy with how it comes to the subject.
type held struct {
	kind     policy.Kind
	group    string
	name     string
	arn      iam.ARN
	document *document
}

// reader reads each document of an account once.
type reader struct {
	account   *Account
	documents map[string]*document // by text
	managed   map[iam.ARN]*document
	groups    map[string]*iam.Group // by folded name
}

func newReader(a *Account) *reader {
	r := &reader{account: a, documents: map[string]*document{}, managed: map[iam.ARN]*document{}, groups: map[string]*iam.Group{}}
	for i := range a.Policies {
		r.managed[a.Policies[i].ARN] = r.read(a.Policies[i].Document)
	}
	for i := range a.Groups {
		r.groups[a.Groups[i].Name.Fold()] = &a.Groups[i]
	}
	return r
}

func (r *reader) read(text string) *document {
	d := r.documents[text]
	if d == nil {
		d = newDocument(text)
		r.documents[text] = d
	}
	return d
}

// attached reads a managed policy. One that the account does not list was not
// read.
func (r *reader) attached(arn iam.ARN) *document {
	if d := r.managed[arn]; d != nil {
		return d
	}
	return r.read("")
}

func (r *reader) held(list []held, group string, inline []iam.InlinePolicy, attached []iam.AttachedPolicy, kinds [2]policy.Kind) []held {
	for _, p := range inline {
		list = append(list, held{kind: kinds[0], group: group, name: string(p.Name), document: r.read(p.Document)})
	}
	for _, p := range attached {
		list = append(list, held{kind: kinds[1], group: group, name: string(p.Name), arn: p.ARN, document: r.attached(p.ARN)})
	}
	return list
}

func (r *reader) bounded(arn iam.ARN) *held {
	if arn == "" {
		return nil
	}
	return &held{name: string(arn[strings.LastIndexByte(string(arn), '/')+1:]), arn: arn, document: r.attached(arn)}
}

// kinds of policies: inline, managed.
func userKinds() [2]policy.Kind  { return [2]policy.Kind{policy.UserInline, policy.UserManaged} }
func groupKinds() [2]policy.Kind { return [2]policy.Kind{policy.GroupInline, policy.GroupManaged} }
func roleKinds() [2]policy.Kind  { return [2]policy.Kind{policy.RoleInline, policy.RoleManaged} }

func (r *reader) user(u *iam.User) *holder {
	h := &holder{Subject: Subject{SubjectUser, string(u.Name), string(u.ARN)}, account: r.account.ID, members: true}
	h.facts = facts{kind: SubjectUser, arn: []string{h.ARN}, name: []string{h.Name}, id: []string{u.ID}, account: []string{h.account}, tags: u.Tags}
	h.owned = r.held(nil, "", u.Inline, u.Attached, userKinds())
	for _, name := range u.Groups {
		g := r.groups[name.Fold()]
		if g == nil {
			h.owned = append(h.owned, held{kind: policy.GroupManaged, group: string(name), document: r.read("")})
			continue
		}
		h.owned = r.held(h.owned, string(g.Name), g.Inline, g.Attached, groupKinds())
	}
	h.boundary = r.bounded(u.Boundary)
	return h
}

// group is a member that has nothing else. No policy names it.
func (r *reader) group(g *iam.Group) *holder {
	h := &holder{Subject: Subject{Kind: SubjectGroup, Name: string(g.Name)}, account: r.account.ID, members: true}
	h.facts = facts{kind: SubjectGroup, arn: []string{"arn:" + r.account.partition() + ":iam::" + h.account + ":user/"}, account: []string{h.account}}
	h.owned = r.held(nil, h.Name, g.Inline, g.Attached, groupKinds())
	return h
}

// role is any session of it, without session policies: those only take away.
func (r *reader) role(role *iam.Role) *holder {
	h := &holder{Subject: Subject{SubjectRole, role.Name, string(role.ARN)}, account: r.account.ID, members: true}
	h.facts = facts{kind: SubjectRole, arn: []string{h.ARN}, account: []string{h.account}}
	if role.ID != "" {
		h.facts.id = []string{role.ID + ":"}
	}
	h.owned = r.held(nil, "", role.Inline, role.Attached, roleKinds())
	h.boundary = r.bounded(role.Boundary)
	return h
}

// other is any principal of another account, to which that account gives what it
// may. Its name is an account id, or the canonical id that an ACL names it by.
func (r *reader) other(name string) *holder {
	h := &holder{Subject: Subject{Kind: SubjectAccount, Name: name}, unbounded: true}
	h.facts.kind = SubjectAccount
	if isCanonical(name) {
		return h
	}
	h.account = name
	h.ARN = "arn:" + r.account.partition() + ":iam::" + name + ":root"
	h.facts.account = []string{name}
	h.facts.arn = []string{"arn:" + r.account.partition() + ":iam::" + name + ":", "arn:" + r.account.partition() + ":sts::" + name + ":"}
	return h
}

func everyone() *holder {
	return &holder{Subject: Subject{Kind: SubjectEveryone}, facts: facts{kind: SubjectEveryone}, unbounded: true}
}

// isCanonical tells a canonical user id, or the mail address of an ACL, from the
// id of an account ("Finding the canonical user ID", S3 user guide).
func isCanonical(name string) bool { return len(name) == 64 || strings.Contains(name, "@") }

func (a *Account) partition() string { return cmp.Or(a.Partition, "aws") }

// holders lists the subjects in the order of the table.
func (r *reader) holders(buckets []*bucket) []*holder {
	a := r.account
	var list []*holder
	for i := range a.Users {
		list = append(list, r.user(&a.Users[i]))
	}
	for i := range a.Groups {
		list = append(list, r.group(&a.Groups[i]))
	}
	for i := range a.Roles {
		list = append(list, r.role(&a.Roles[i]))
	}
	var others []string
	for _, b := range buckets {
		others = b.others(others)
	}
	slices.Sort(others)
	for _, name := range slices.Compact(others) {
		if name != a.ID {
			list = append(list, r.other(name))
		}
	}
	return append(list, everyone())
}
