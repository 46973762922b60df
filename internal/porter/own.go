package porter

import (
	"slices"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
)

// UserOf returns the IAM user that is linked to an operator, found by AWS's unique
// id: a rename does not part them, and another user of the same name is not it.
func (s *Snapshot) UserOf(o desk.Operator) (iam.User, bool) {
	if o.IAMID == "" {
		return iam.User{}, false
	}
	if u, ok := s.User(iam.UserName(o.IAMUser)); ok && u.ID == o.IAMID {
		return u, true
	}
	i := slices.IndexFunc(s.Users, func(u iam.User) bool { return u.ID == o.IAMID })
	if i < 0 {
		return iam.User{}, false
	}
	return s.Users[i], true
}
