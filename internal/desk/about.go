package desk

import (
	"slices"
	"strings"
)

// About is an IAM user whose entries of the audit log are looked for.
type About struct {
	User string
	Keys []string // ids of the access keys that the user has now
}

// ofUser are the verbs whose target is an IAM user.
var ofUser = []Verb{
	UserCreate, UserDelete, UserAttach, UserDetach, UserJoin, UserLeave, UserTag, UserTags, UserUntag,
	UserRename, BoundarySet, BoundaryOff, UserCopy, UserInlinePut, UserInlineDelete,
	ConsoleEnable, ConsoleReset, ConsoleRemove, ConsoleChange, KeyCreate, KeyActivate, KeyDeactivate, KeyDelete, KeyAccept,
	TicketOpen, TicketDownload, TicketDone, TicketLost, TicketUnclaim, MFARequire, MFADeactivate, MFADelete,
	SSHKeyDelete, CertificateDelete, ServiceCredDelete,
	RotationStart, RotationMove, RotationStop, RotationUndo, RotationCancel, RotationDelete, RotationRetry, LifetimeSet,
}

// ofPlans are the verbs of a plan that was gone on with or undone: its target is
// that of the act that began it, which is their first detail.
var ofPlans = []Verb{PlanUndo, PlanContinue}

// ofMembers are the verbs whose details are IAM users.
var ofMembers = []Verb{GroupAdd, GroupRemove}

// Verbs are those of entries that can be about a user.
func (About) Verbs() []Verb { return slices.Concat(ofUser, ofPlans, ofMembers) }

// OfUser reports whether the target of an act is an IAM user.
func (About) OfUser(v Verb) bool { return slices.Contains(ofUser, v) }

// Began returns the id of the act that an entry goes on with or undoes, or "".
func (About) Began(e Entry) string {
	if slices.Contains(ofPlans, e.Verb) && len(e.Detail) > 0 {
		return e.Detail[0]
	}
	return ""
}

// Has reports whether an entry is about the user: as its target, as a member of a
// group, by the name that it was given, or by an access key, which it may have had
// under another name.
func (a About) Has(e Entry) bool {
	detail := func(want string) bool {
		return slices.ContainsFunc(e.Detail, func(s string) bool { return strings.EqualFold(s, want) })
	}
	switch {
	case slices.Contains(ofMembers, e.Verb):
		return detail(a.User)
	case slices.Contains(ofPlans, e.Verb):
		return strings.EqualFold(e.Target, a.User)
	case !a.OfUser(e.Verb):
		return false
	}
	return strings.EqualFold(e.Target, a.User) || e.Verb == UserRename && detail(a.User) || slices.ContainsFunc(a.Keys, detail)
}
