package templates

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// Rights is the page of what Keyporter's own credentials may do.
type Rights struct {
	Page
	Caller    string
	By        string // how it is known, by its word in package text
	At        time.Time
	Why       string // why IAM did not simulate, or ""
	Rows      []RightsRow
	Missing   int
	Doubtful  int
	Reports   ReportLinks
	Path      string
	Reads     bool // the policy is for reading only
	Documents []string
	Fault     *fault.Fault
}

// RightsRow is one area. State is its word in package text.
type RightsRow struct {
	Area    iam.Area
	State   string
	Needs   int      // actions
	Missing []string // actions, or what is said of one that is held in part
}

// tag is the colour of a state.
func (r *RightsRow) tag() string {
	return map[string]string{"held": "ok", "missing": "bad", "partly": "warn"}[r.State]
}

func (p Rights) needs(r *RightsRow) string { return fmt.Sprintf(p.T.Rights.More, p.T.Count(r.Needs)) }

// Under says of an action that it is held under some paths only.
func (p Rights) Under(action string, paths []string) string {
	return fmt.Sprintf(p.T.Rights.Under, action, strings.Join(paths, ", "))
}

// sum says what is missing in all.
func (p Rights) sum() (kind, words string) {
	switch {
	case p.Missing > 0:
		return "bad", fmt.Sprintf(p.T.Rights.Lacks, p.T.Count(p.Missing))
	case p.Doubtful > 0:
		return "info", fmt.Sprintf(p.T.Rights.Doubtful, p.T.Count(p.Doubtful))
	}
	return "ok", p.T.Rights.AllHeld
}

func (p Rights) looked() string {
	if p.At.IsZero() {
		return p.T.Rights.Never
	}
	return p.T.DateTime(p.At)
}

func (p Rights) policyName(i int) string { return fmt.Sprintf(p.T.Rights.Policy, strconv.Itoa(i+1)) }

func (p Rights) downloadName(i int) string {
	return fmt.Sprintf(p.T.Rights.Download, strconv.Itoa(i+1))
}
