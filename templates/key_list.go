package templates

import (
	"fmt"
	"time"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/text"
)

// KeyList is the tab of a user's access keys. The handler fills the first
// block; Prepare decides the rest.
type KeyList struct {
	Page
	User   iam.UserName
	Head   UserHead
	Keys   []KeyRow
	Known  bool         // false: the keys could not be read
	HeldBy string       // the operation that holds the user's keys, or ""
	OpenID string       // the rotation of the user that has not ended, or ""
	Fault  *fault.Fault // of an act that led back here

	NewURL  string // "" where no key can be created
	HeldURL string
	OpenURL string
	Full    bool
}

// KeyRow is one access key. Prepare makes the words from the facts.
type KeyRow struct {
	ID          iam.KeyID
	User        iam.UserName
	Status      iam.KeyStatus
	Created     time.Time
	Description string
	Use         iam.KeyUse
	UseKnown    bool
	End         KeyEnd

	Active    bool
	State     string
	Age       string // "" where the endpoint did not tell
	Made      Stamp
	LastUsed  Stamp
	UsedWith  string // service and region, or ""
	SwitchURL string // activates or deactivates
	DeleteURL string // "" while the key is active
	RotateURL string // "" while the key is inactive
	EndURL    string // the form of its lifetime
}

// Prepare decides what the page shows.
func (p KeyList) Prepare() KeyList {
	for i := range p.Keys {
		p.Keys[i].prepare(p.Page)
	}
	p.Full = len(p.Keys) >= iam.KeysPerUser
	if p.HeldBy != "" {
		p.HeldURL = OpURL(p.HeldBy)
	}
	if p.OpenID != "" {
		p.OpenURL = RotationURL(p.OpenID)
	}
	if !p.Full && p.HeldBy == "" && !p.ReadOnly {
		p.NewURL = NewKeyURL(p.User)
	}
	return p
}

func (k *KeyRow) prepare(p Page) {
	w := p.T.Keys
	k.Made, k.LastUsed = DateStamp(p.T, k.Created), AgoStamp(p.T, k.Use.At, p.Now)
	if !k.Created.IsZero() {
		k.Age = KeyAge(p.T, int(p.Now.Sub(k.Created).Hours()/24))
	}
	k.UsedWith, k.EndURL = usedWith(w.UsedWith, k.Use), KeyLifetimeURL(k.User, k.ID)
	switch k.Status {
	case iam.KeyActive:
		k.Active, k.State, k.SwitchURL, k.RotateURL = true, w.Active, KeyDeactivateURL(k.User, k.ID), KeyRotateURL(k.User, k.ID)
	case iam.KeyInactive:
		k.State, k.SwitchURL, k.DeleteURL = w.Inactive, KeyActivateURL(k.User, k.ID), KeyDeleteURL(k.User, k.ID)
	default:
		k.State, k.DeleteURL = string(k.Status), KeyDeleteURL(k.User, k.ID)
	}
}

// KeyAge says how old a key is.
func KeyAge(t *text.Text, days int) string {
	switch {
	case days < 1:
		return t.Keys.Today
	case days == 1:
		return t.Keys.OneDay
	}
	return fmt.Sprintf(t.Keys.Days, t.Count(days))
}

// usedWith says service and region of a key's last use. AWS writes N/A where
// it knows none (GetAccessKeyLastUsed, IAM API reference).
func usedWith(words string, u iam.KeyUse) string {
	const none = "N/A"
	switch {
	case u.At.IsZero() || u.Service == "" || u.Service == none:
		return ""
	case u.Region == "" || u.Region == none:
		return u.Service
	}
	return fmt.Sprintf(words, u.Service, u.Region)
}
