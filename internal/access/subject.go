package access

import (
	"cmp"
	"slices"
	"strings"

	"keyporter/internal/iam"
	"keyporter/internal/policy"
)

// holder is a subject with what is known of its requests.
type holder struct {
	Subject
	class     class
	called    string // what buckets name it by
	facts     facts
	account   string // "" for everyone and for an account that only an ACL names
	bounded   bool   // it has a permissions boundary
	members   bool   // of the organization: its service control policies limit it
	unbounded bool   // no policy of its own account is known, which is taken to allow

	user  *iam.User
	group *iam.Group
	role  *iam.Role
}

// known is what is known in requests about what the owner has.
func (h *holder) known(owner []string) policy.Known {
	return func(key string) policy.Fact { return h.facts.fact(key, owner) }
}

func (a *Account) partition() string { return cmp.Or(a.Partition, "aws") }

func (a *Account) iamARN(account, rest string) string {
	return "arn:" + a.partition() + ":iam::" + account + ":" + rest
}

// holders lists the subjects in the order of the table.
func (a *Account) holders(buckets []*bucket) []holder {
	others := a.others(buckets)
	list := make([]holder, 0, len(a.Users)+len(a.Groups)+len(a.Roles)+len(others)+1)
	own := []string{a.ID}
	for i := range a.Users {
		list = append(list, a.userHolder(&a.Users[i], own))
	}
	members := []string{a.iamARN(a.ID, "user/")}
	for i := range a.Groups {
		h := holder{Subject: Subject{Kind: SubjectGroup, Name: string(a.Groups[i].Name)}, class: classGroup, account: a.ID, members: true, group: &a.Groups[i]}
		h.facts = facts{kind: SubjectGroup, vague: true, arn: members, account: own}
		list = append(list, h)
	}
	for i := range a.Roles {
		list = append(list, a.roleHolder(&a.Roles[i], own))
	}
	for _, name := range others {
		list = append(list, a.otherHolder(name))
	}
	return append(list, holder{Subject: Subject{Kind: SubjectEveryone}, class: classEveryone, facts: facts{kind: SubjectEveryone}, unbounded: true})
}

func (a *Account) userHolder(u *iam.User, own []string) holder {
	h := holder{Subject: Subject{SubjectUser, string(u.Name), string(u.ARN)}, called: string(u.ARN), account: a.ID, members: true, user: u, bounded: u.Boundary != ""}
	texts := []string{h.ARN, h.Name, u.ID}
	h.facts = facts{kind: SubjectUser, arn: texts[:1], name: texts[1:2], id: texts[2:], account: own, tags: u.Tags}
	return h
}

// roleHolder is any session of the role, without session policies: those only
// take away. Its tags may be any, for a session may bring its own.
func (a *Account) roleHolder(r *iam.Role, own []string) holder {
	h := holder{Subject: Subject{SubjectRole, r.Name, string(r.ARN)}, class: classRole, called: roleKey(r.Name), account: a.ID, members: true, role: r, bounded: r.Boundary != ""}
	h.facts = facts{kind: SubjectRole, arn: []string{h.ARN}, account: own}
	if r.ID != "" {
		h.facts.id = []string{r.ID + ":"}
	}
	return h
}

// otherHolder is any principal of another account, to which that account gives
// what it may. Its name is an account id, or the canonical id that a bucket names
// it by.
func (a *Account) otherHolder(name string) holder {
	h := holder{Subject: Subject{Kind: SubjectAccount, Name: name}, class: classAccount, called: name, unbounded: true, facts: facts{kind: SubjectAccount}}
	if isCanonical(name) {
		return h
	}
	h.account, h.ARN = name, a.iamARN(name, "root")
	h.facts.account, h.facts.vague = []string{name}, true
	h.facts.arn = []string{a.iamARN(name, ""), "arn:" + a.partition() + ":sts::" + name + ":"}
	return h
}

// isCanonical tells a canonical user id, or the mail address of an ACL, from the
// id of an account ("Finding the canonical user ID", S3 user guide).
func isCanonical(name string) bool { return len(name) == 64 || strings.Contains(name, "@") }

// others lists the other accounts that a bucket gives something, each once, in
// the order of their names.
func (a *Account) others(buckets []*bucket) []string {
	var list []string
	for _, b := range buckets {
		list = append(list, b.others...)
	}
	slices.Sort(list)
	return slices.DeleteFunc(slices.Compact(list), func(name string) bool { return name == a.ID })
}

// held is a policy with how it comes to its holder.
type held struct {
	kind     policy.Kind
	group    string
	name     string
	arn      iam.ARN
	document *document
}

// identity calls each for the identity policies of a holder: its own, then those
// of its groups. Of a group that the account does not list, it has one policy
// that was not read.
func (r *reader) identity(h *holder, each func(held)) {
	switch {
	case h.user != nil:
		r.list("", h.user.Inline, h.user.Attached, [2]policy.Kind{policy.UserInline, policy.UserManaged}, each)
		for _, name := range h.user.Groups {
			if g := r.groups[name.Fold()]; g != nil {
				r.list(string(g.Name), g.Inline, g.Attached, groupKinds, each)
			} else {
				each(held{kind: policy.GroupManaged, group: string(name), document: r.read("")})
			}
		}
	case h.group != nil:
		r.list(h.Name, h.group.Inline, h.group.Attached, groupKinds, each)
	case h.role != nil:
		r.list("", h.role.Inline, h.role.Attached, [2]policy.Kind{policy.RoleInline, policy.RoleManaged}, each)
	}
}

var groupKinds = [2]policy.Kind{policy.GroupInline, policy.GroupManaged}

func (r *reader) list(group string, inline []iam.InlinePolicy, attached []iam.AttachedPolicy, kinds [2]policy.Kind, each func(held)) {
	for i := range inline {
		each(held{kind: kinds[0], group: group, name: string(inline[i].Name), document: r.read(inline[i].Document)})
	}
	for i := range attached {
		each(held{kind: kinds[1], group: group, name: string(attached[i].Name), arn: attached[i].ARN, document: r.attached(attached[i].ARN)})
	}
}

// boundary returns the permissions boundary of a holder that has one.
func (r *reader) boundary(h *holder) held {
	var arn iam.ARN
	if h.user != nil {
		arn = h.user.Boundary
	} else {
		arn = h.role.Boundary
	}
	return held{name: string(arn[strings.LastIndexByte(string(arn), '/')+1:]), arn: arn, document: r.attached(arn)}
}
