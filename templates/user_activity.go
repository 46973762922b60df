package templates

import (
	"fmt"
	"strconv"

	"keyporter/internal/iam"
)

// UserActivity is the tab of what a user did last, as far as AWS tells, and of
// what was done to it through Keyporter.
type UserActivity struct {
	Page
	Head     UserHead
	SignIn   Stamp  // last console sign-in
	NoSignIn string // said where there is none
	Keys     []KeyRow
	KeysNote string // there are none, or they are not known; or ""
	MayAudit bool
	Log      AuditList
	WholeURL string
	More     string // entries further back were not looked at, or ""
}

// WithKey adds an access key with what is known of its use.
func (p UserActivity) WithKey(k KeyRow) UserActivity {
	k.prepare(p.Page)
	p.Keys = append(p.Keys, k)
	return p
}

// KeyTitle names a key.
func (p UserActivity) KeyTitle(k *KeyRow) string { return fmt.Sprintf(p.T.Activity.Key, k.ID) }

// UserActivityPageURL returns the address of the entries before seq.
func UserActivityPageURL(n iam.UserName, seq int64) string {
	return query(UserActivityURL(n), "before", strconv.FormatInt(seq, 10))
}
