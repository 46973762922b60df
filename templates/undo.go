package templates

import (
	"keyporter/internal/desk"
	"keyporter/internal/iam"
)

// Undo is the form that takes back what was just done: an act of its own, as the
// form of a page would send it.
type Undo struct {
	Action string
	Fields []Param
}

// NewUndo returns the way back from an act, by its verb, its target and what else
// belongs to it; nil where there is none, or the operator may not go it. What can
// be taken back by one act asks nothing beforehand.
func NewUndo(p Page, e desk.Entry) *Undo {
	if len(e.Detail) != 1 {
		return nil
	}
	with, u, g := e.Detail[0], iam.UserName(e.Target), iam.GroupName(e.Target)
	back, needs := Undo{}, desk.CanGrant
	switch e.Verb {
	case desk.KeyDeactivate:
		back.Action, needs = KeyActivateURL(u, iam.KeyID(with)), desk.CanKeys
	case desk.KeyActivate:
		back.Action, needs = KeyDeactivateURL(u, iam.KeyID(with)), desk.CanKeys
	case desk.UserDetach:
		back = Undo{UserAttachURL(u), []Param{{"policy", with}}}
	case desk.GroupDetach:
		back = Undo{GroupAttachURL(g), []Param{{"policy", with}}}
	case desk.UserAttach:
		back = Undo{UserDetachURL(u), []Param{{"arn", with}}}
	case desk.GroupAttach:
		back = Undo{GroupDetachURL(g), []Param{{"arn", with}}}
	case desk.UserLeave:
		back = Undo{UserGroupsURL(u), []Param{{"group", with}}}
	case desk.GroupRemove:
		back = Undo{GroupMembersURL(g), []Param{{"user", with}}}
	case desk.UserJoin:
		back = Undo{UserLeaveURL(u), []Param{{"group", with}}}
	case desk.GroupAdd:
		back = Undo{GroupMemberRemoveURL(g), []Param{{"user", with}}}
	}
	if back.Action == "" || !p.May(needs) {
		return nil
	}
	return &back
}
