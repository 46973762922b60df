package porter

import (
	"cmp"
	"slices"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
)

// subject is what an act bears on. Whether the operator may carry the act out
// depends on all of it.
type subject struct {
	users    []iam.UserName  // who change, or whose keys or memberships do
	groups   []iam.GroupName // into or out of which somebody goes
	whole    []iam.GroupName // whose change is one of all their members
	policies []iam.ARN       // whose document changes, or that go
	becomes  []iam.User      // as users will be when they were made, moved or tagged
	grows    []iam.Group     // as groups will be
	needs    []desk.Can      // beyond what the act itself needs
	makes    bool            // who becomes is a new user
}

func (s subject) and(o subject) subject {
	return subject{
		users: slices.Concat(s.users, o.users), groups: slices.Concat(s.groups, o.groups), whole: slices.Concat(s.whole, o.whole),
		policies: slices.Concat(s.policies, o.policies), becomes: slices.Concat(s.becomes, o.becomes), grows: slices.Concat(s.grows, o.grows),
		needs: slices.Concat(s.needs, o.needs), makes: s.makes || o.makes,
	}
}

func onUser(n iam.UserName) subject { return subject{users: []iam.UserName{n}} }

// ofWhole are the acts on a group that are ones of all its members.
var ofWhole = []desk.Verb{
	desk.GroupDelete, desk.GroupRename, desk.GroupAttach, desk.GroupDetach, desk.GroupInlinePut, desk.GroupInlineDelete, desk.MFARequireGroup,
}

// ofGroup are the acts on a group by which somebody goes in or out.
var ofGroup = []desk.Verb{desk.GroupAdd, desk.GroupRemove, desk.BulkJoin}

// ofPolicy are the acts on what a policy says.
var ofPolicy = []desk.Verb{desk.PolicyVersionCreate, desk.PolicyVersionSet, desk.PolicyVersionDelete, desk.PolicyDelete}

// ofNobody are the acts that bear on no user, group or policy, or on what the act
// itself names: something that is made, and the steps of a plan.
var ofNobody = []desk.Verb{
	desk.UserCreate, desk.UserImport, desk.GroupCreate, desk.PolicyCreate, desk.PlanUndo, desk.PlanContinue,
	desk.BulkTag, desk.BulkKeysOff, desk.BulkKeysDelete, desk.BulkRotate, desk.BulkImport, desk.JobCancel, desk.JobRetry,
	desk.TicketOpen, desk.TicketDownload, desk.TicketDone, desk.TicketLost, desk.ResultsTake, desk.ResultsDone, desk.ResultsLost,
	desk.GuardSet, desk.SafePin, desk.SafeRemove, desk.UserAdopt, desk.UserDisown, desk.GroupAdopt, desk.GroupDisown,
	desk.AliasSet, desk.AliasDelete, desk.PasswordPolicySet, desk.PasswordPolicyDelete, desk.KeyRuleSet,
	desk.NoticeOn, desk.NoticeOff, desk.NoticeTry, desk.NoticeRetry, desk.DemoRemove,
	desk.GeneralSet, desk.ThresholdsSet, desk.SignInSet,
}

// onTarget is what an act bears on by its verb and target alone: where it is none
// of the lists above the target is a user.
func onTarget(verb desk.Verb, target string) subject {
	switch {
	case target == "" || slices.Contains(ofNobody, verb):
		return subject{}
	case slices.Contains(ofWhole, verb):
		return subject{whole: []iam.GroupName{iam.GroupName(target)}}
	case slices.Contains(ofGroup, verb):
		return subject{groups: []iam.GroupName{iam.GroupName(target)}}
	case slices.Contains(ofPolicy, verb):
		return subject{policies: []iam.ARN{iam.ARN(target)}}
	}
	return onUser(iam.UserName(target))
}

// onSteps is what the steps of a plan bear on, with what each of them needs.
func (s *Snapshot) onSteps(steps []Step) subject {
	var all subject
	for _, one := range steps {
		on := subject{needs: []desk.Can{needs[one.Verb]}}
		switch {
		case one.Call == "AddUserToGroup" || one.Call == "RemoveUserFromGroup":
			on = on.and(subject{users: []iam.UserName{one.user()}, groups: []iam.GroupName{iam.GroupName(one.Args[1])}})
		case one.Call == "TagUser" || one.Call == "UntagUser":
			on = on.and(s.onTags(one))
		case slices.Contains(ofPolicy, one.Verb):
			on.policies = []iam.ARN{one.ARN}
		case len(one.Args) > 0:
			on = on.and(onTarget(one.Verb, one.Args[0]))
		}
		all = all.and(on)
	}
	return all
}

// onNew is what the making of a user bears on: the user as it will be, the groups
// it joins, and what its steps need.
func onNew(u NewUser, steps []Step) subject {
	will := iam.User{Name: u.Name, Path: u.Path, Boundary: u.Boundary, Tags: u.tags(), Groups: slices.Clone(u.Groups)}
	on := subject{groups: u.Groups, becomes: []iam.User{will}, makes: true}
	for _, g := range u.NewGroups {
		on.grows = append(on.grows, iam.Group{Name: g.Name})
		on.becomes[0].Groups = append(on.becomes[0].Groups, g.Name)
	}
	for _, s := range steps {
		on.needs = append(on.needs, needs[s.Verb])
	}
	return on
}

// onTags is what a step of tags bears on: the user, as it is and as it will be.
func (s *Snapshot) onTags(one Step) subject {
	on, tags := onUser(one.user()), one.Tags
	if len(tags) == 0 && len(one.Args) == 3 {
		tags = []iam.Tag{{Key: one.Args[1], Value: one.Args[2]}}
	}
	u, ok := s.User(one.user())
	if !ok {
		return on
	}
	if u.Tags = withoutTags(u.Tags, tags); one.Call == "TagUser" {
		u.Tags = append(u.Tags, tags...)
	}
	on.becomes = []iam.User{u}
	return on
}

// onNewGroup is what the making of a group bears on.
func onNewGroup(g NewGroup) subject {
	on := subject{grows: []iam.Group{{Name: g.Name, Path: "/"}}}
	for _, s := range planGroup(g) {
		on.needs = append(on.needs, needs[s.Verb])
	}
	return on
}

// onMove is a user as it will be under another name and path.
func (s *Snapshot) onMove(n iam.UserName, to Move[iam.UserName]) subject {
	u, ok := s.User(n)
	if !ok {
		return subject{}
	}
	u.Name, u.Path = cmp.Or(to.Name, u.Name), cmp.Or(to.Path, u.Path)
	return subject{becomes: []iam.User{u}}
}

// onGroupMove is a group as it will be under another name and path.
func (s *Snapshot) onGroupMove(n iam.GroupName, to Move[iam.GroupName]) subject {
	g, ok := s.Group(n)
	if !ok {
		return subject{}
	}
	g.Name, g.Path = cmp.Or(to.Name, g.Name), cmp.Or(to.Path, g.Path)
	return subject{grows: []iam.Group{g}}
}

// onPlan is what going on with a plan, or undoing it, bears on.
func (s *Snapshot) onPlan(r result) subject {
	if r.User != nil {
		return onNew(*r.User, r.Steps)
	}
	return s.onSteps(r.Steps)
}
