package templates

import (
	"fmt"
	"strings"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// UserDelete asks before a user is deleted: it lists all that goes away.
type UserDelete struct {
	Page
	Name    string
	BackURL string
	Action  string
	Steps   []StepLine
	Goes    []GoesAway
	Missing string // what could not be asked, in a sentence, or ""
	Label   string // of the field in which the name is typed
	Typed   string // what was typed, in a form that comes back
	Fault   *fault.Fault
}

// GoesAway is one kind of thing that goes away, with the names of each.
type GoesAway struct {
	What  string
	Names []string
}

// NewUserDelete makes the page for a user and what hangs on it.
func NewUserDelete(p Page, n iam.UserName, d iam.Dependents) UserDelete {
	w := p.T.Removal
	v := UserDelete{
		Page: p, Name: string(n), BackURL: UserURL(n), Action: UserDeleteURL(n),
		Label: fmt.Sprintf(w.ConfirmLabel, n),
	}
	var keys []string
	for _, k := range d.Keys {
		keys = append(keys, string(k.ID))
	}
	var managed []string
	for _, a := range d.Attached {
		managed = append(managed, string(a.Name))
	}
	var mfa []string
	for _, m := range d.MFADevices {
		mfa = append(mfa, m.Serial)
	}
	v.Goes = goesAway(v.Goes, w.Keys, keys)
	if d.Login {
		v.Goes = append(v.Goes, GoesAway{What: w.Login, Names: []string{string(n)}})
	}
	v.Goes = goesAway(v.Goes, w.Groups, d.Groups)
	v.Goes = goesAway(v.Goes, w.Managed, managed)
	v.Goes = goesAway(v.Goes, w.Inline, d.Inline)
	v.Goes = goesAway(v.Goes, w.MFA, mfa)
	v.Goes = goesAway(v.Goes, w.SSH, d.SSHKeys)
	v.Goes = goesAway(v.Goes, w.Certs, d.Certificates)
	v.Goes = goesAway(v.Goes, w.Service, d.ServiceCredentials)
	if d.Boundary != "" {
		v.Goes = append(v.Goes, GoesAway{What: p.T.Users.Boundary, Names: []string{d.Boundary.Name()}})
	}
	if len(d.Missing) > 0 {
		v.Missing = fmt.Sprintf(w.Missing, strings.Join(d.Missing, ", "))
	}
	return v
}

// goesAway adds one kind of thing, unless there is none of it.
func goesAway[S ~string](list []GoesAway, what string, names []S) []GoesAway {
	if len(names) == 0 {
		return list
	}
	g := GoesAway{What: what, Names: make([]string, len(names))}
	for i, n := range names {
		g.Names[i] = string(n)
	}
	return append(list, g)
}
