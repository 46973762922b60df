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
	account   string      // "" for everyone and for an account that only an ACL names
	bounded   bool        // it has a permissions boundary
	members   bool        // of the organization: its service control policies limit it
	unbounded bool        // no policy of its own account is known, which is taken to allow
	entity                // of the account itself
	documents []*document // of its own policies, once they were looked up
	rulings   []nominal   // of the buckets that name it, once they were asked
}

// entity is a user, a group or a role, as far as it bears on the answers. It
// shares the lists of the account that it comes from, and does not keep the rest.
type entity struct {
	name     string
	id       string
	arn      iam.ARN
	boundary iam.ARN
	tags     []iam.Tag // of a user
	groups   []iam.GroupName
	attached []iam.AttachedPolicy
	inline   []iam.InlinePolicy
}

// entities is how many users, groups and roles there are, the first subjects of
// the table in this order.
func (a *Account) entities() int { return len(a.Users) + len(a.Groups) + len(a.Roles) }

// entity returns one of them by its number.
func (a *Account) entity(i int) entity {
	if i < len(a.Users) {
		u := &a.Users[i]
		return entity{string(u.Name), u.ID, u.ARN, u.Boundary, u.Tags, u.Groups, u.Attached, u.Inline}
	}
	if i -= len(a.Users); i < len(a.Groups) {
		g := &a.Groups[i]
		return entity{name: string(g.Name), attached: g.Attached, inline: g.Inline}
	}
	r := &a.Roles[i-len(a.Groups)]
	return entity{name: r.Name, id: r.ID, arn: r.ARN, boundary: r.Boundary, attached: r.Attached, inline: r.Inline}
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
func (a *Account) holders(others []string) []*holder {
	list := make([]holder, 0, a.entities()+len(others)+1)
	shared := a.shared()
	for i := range a.entities() {
		list = append(list, a.holder(i, shared))
	}
	for _, name := range others {
		list = append(list, a.otherHolder(name))
	}
	list = append(list, holder{Subject: Subject{Kind: SubjectEveryone}, class: classEveryone, facts: facts{kind: SubjectEveryone}, unbounded: true})
	out := make([]*holder, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}

// shared is what the facts of all entities have in common.
type shared struct{ account, users []string }

func (a *Account) shared() shared { return shared{[]string{a.ID}, []string{a.iamARN(a.ID, "user/")}} }

// holder makes a subject of an entity, by its number.
func (a *Account) holder(i int, s shared) holder {
	h := holder{account: a.ID, members: true, entity: a.entity(i)}
	h.bounded = h.boundary != ""
	switch {
	case i < len(a.Users):
		h.Subject, h.class, h.called = Subject{SubjectUser, h.name, string(h.arn)}, classUser, string(h.arn)
		texts := []string{h.ARN, h.Name, h.id}
		h.facts = facts{kind: SubjectUser, arn: texts[:1], name: texts[1:2], id: texts[2:], account: s.account, tags: h.tags}
	case i < len(a.Users)+len(a.Groups):
		h.Subject, h.class = Subject{Kind: SubjectGroup, Name: h.name}, classGroup
		h.facts = facts{kind: SubjectGroup, vague: true, arn: s.users, account: s.account}
	default:
		h.role(s)
	}
	return h
}

// role is any session of the role, without session policies: those only take
// away. Its tags may be any, for a session may bring its own.
func (h *holder) role(s shared) {
	h.Subject, h.class, h.called = Subject{SubjectRole, h.name, string(h.arn)}, classRole, roleKey(h.name)
	h.facts = facts{kind: SubjectRole, arn: []string{h.ARN}, account: s.account}
	if h.id != "" {
		h.facts.id = []string{h.id + ":"}
	}
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
	switch h.class {
	case classUser:
		r.list("", h.inline, h.attached, [2]policy.Kind{policy.UserInline, policy.UserManaged}, each)
	case classGroup:
		r.list(h.Name, h.inline, h.attached, groupKinds, each)
	case classRole:
		r.list("", h.inline, h.attached, [2]policy.Kind{policy.RoleInline, policy.RoleManaged}, each)
	}
	for _, name := range h.groups {
		if g := r.groups[name.Fold()]; g != nil {
			r.list(g.name, g.inline, g.attached, groupKinds, each)
		} else {
			each(held{kind: policy.GroupManaged, group: string(name), document: r.read("")})
		}
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
	return held{name: string(h.boundary[strings.LastIndexByte(string(h.boundary), '/')+1:]), arn: h.boundary, document: r.attached(h.boundary)}
}
