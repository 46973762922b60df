package templates

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/text"
)

// place is a page of Keyporter, or the beginning of an act, that is found by its
// words in any language; needs is the capability without which it is not offered.
type place struct {
	words func(*text.Text) string
	url   string
	needs desk.Can
}

// SearchPages returns the pages of Keyporter whose titles have every word of the
// text, in whichever language; all of them for no text.
func SearchPages(p Page, q string) []SearchHit { return placesWith(p, q, pagesToFind()) }

// SearchActs returns what the operator can begin without naming anything yet, in
// the same way.
func SearchActs(p Page, q string) []SearchHit { return placesWith(p, q, actsToFind()) }

func placesWith(p Page, q string, places []place) []SearchHit {
	var hits []SearchHit
	for _, one := range places {
		if p.May(one.needs) && len(unsaid(strings.Fields(q), one.words)) == 0 {
			hits = append(hits, NewSearchHit(q, one.url, one.words(p.T), ""))
		}
	}
	return hits
}

// unsaid are the words of a search with which no word of the title begins; of the
// languages the one counts that has most of them.
func unsaid(asked []string, words func(*text.Text) string) []string {
	var least []string
	for i, t := range []*text.Text{&text.English, &text.Korean} {
		title, left := strings.FieldsFunc(string(folded(words(t))), between), []string{}
		for _, w := range asked {
			begins := func(word string) bool { return strings.HasPrefix(word, string(folded(w))) }
			if !slices.ContainsFunc(title, begins) {
				left = append(left, w)
			}
		}
		if i == 0 || len(left) < len(least) {
			least = left
		}
	}
	return least
}

func between(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func pagesToFind() []place {
	return []place{
		{func(t *text.Text) string { return t.Shell.Overview }, HomeURL(), desk.CanSee},
		{func(t *text.Text) string { return t.Users.Title }, UsersURL(), desk.CanSee},
		{func(t *text.Text) string { return t.Groups.Title }, GroupsURL(), desk.CanSee},
		{func(t *text.Text) string { return t.Policies.Title }, PoliciesURL(), desk.CanSee},
		{func(t *text.Text) string { return t.AllKeys.Title }, AllKeysURL(), desk.CanSee},
		{func(t *text.Text) string { return t.AllKeys.OwnerTitle }, KeyOwnerURL(""), desk.CanSee},
		{func(t *text.Text) string { return t.Buckets.Title }, BucketsURL(), desk.CanSee},
		{func(t *text.Text) string { return t.Access.Matrix }, AccessURL(), desk.CanSee},
		{func(t *text.Text) string { return t.Access.Explain }, ExplainURL(), desk.CanSee},
		{func(t *text.Text) string { return t.Access.WhatIf }, WhatIfURL(), desk.CanSee},
		{func(t *text.Text) string { return t.Unused.Title }, UnusedURL(), desk.CanSee},
		{func(t *text.Text) string { return t.Findings.Title }, FindingsURL(), desk.CanSee},
		{func(t *text.Text) string { return t.CredentialReport.Title }, CredentialsURL(), desk.CanSee},
		{func(t *text.Text) string { return t.Rotations.Title }, RotationsURL(), desk.CanSee},
		{func(t *text.Text) string { return t.Jobs.Title }, JobsURL(), desk.CanSee},
		{func(t *text.Text) string { return t.Audit.Title }, AuditURL(), desk.CanAudit},
		{func(t *text.Text) string { return t.Shell.Settings + ": " + t.AccountPage.Title }, AccountURL(), desk.CanSee},
		{func(t *text.Text) string { return t.Shell.Settings + ": " + t.Rights.Title }, RightsURL(), desk.CanAudit},
		{func(t *text.Text) string { return t.Shell.Settings + ": " + t.Notices.Title }, NoticesURL(), desk.CanAudit},
		{func(t *text.Text) string { return t.Shell.Settings + ": " + t.Factors.RulesTitle }, SignInRulesURL(), desk.CanAudit},
		{func(t *text.Text) string { return t.Operators.Title }, OperatorsURL(), desk.CanOperators},
		{func(t *text.Text) string { return t.Roles.Title }, RolesURL(), desk.CanSee},
		{func(t *text.Text) string { return t.Me.Title }, MeURL(), desk.CanSelf},
		{func(t *text.Text) string { return t.Factors.Title }, FactorsURL(), desk.CanSelf},
		{func(t *text.Text) string { return t.Help.Title }, HelpURL(), desk.CanSee},
		{func(t *text.Text) string { return t.Help.Title + ": " + t.Help.WordsTitle }, HelpWordsURL(), desk.CanSee},
		{func(t *text.Text) string { return t.Help.Title + ": " + t.Help.KeysTitle }, HelpKeysURL(), desk.CanSee},
	}
}

func actsToFind() []place {
	return []place{
		{func(t *text.Text) string { return t.Users.Create }, NewUserURL(), desk.CanUsers},
		{func(t *text.Text) string { return t.Import.Title }, ImportURL(), desk.CanUsers},
		{func(t *text.Text) string { return t.Groups.Create }, NewGroupURL(), desk.CanUsers},
		{func(t *text.Text) string { return t.Policies.Create }, NewPolicyURL(), desk.CanPolicies},
		{func(t *text.Text) string { return t.Invites.Title }, InvitationsURL(), desk.CanOperators},
	}
}

// PersonAct is an act that a search asks for by its words and a part of the name
// of the user whom it is about.
type PersonAct struct {
	User  string // the part of a name
	words string // %s: a user
	url   func(iam.UserName) string
}

// Hit is the act for a user whose name has that part.
func (a PersonAct) Hit(u iam.UserName) SearchHit {
	return NewSearchHit(a.User, a.url(u), fmt.Sprintf(a.words, u), "")
}

// SearchPersonActs reads a text as the words of an act and a part of a user's name,
// in any order: "issue key ana". A name alone asks for each act.
func SearchPersonActs(p Page, q string) []PersonAct {
	var acts []PersonAct
	for _, one := range []struct {
		words func(*text.Text) string
		url   func(iam.UserName) string
		needs desk.Can
	}{
		{func(t *text.Text) string { return t.Search.Issue }, NewKeyURL, desk.CanKeys},
		{func(t *text.Text) string { return t.Search.Grant }, UserPermissionsURL, desk.CanGrant},
		{func(t *text.Text) string { return t.Search.Reach }, UserAccessURL, desk.CanSee},
	} {
		words := func(t *text.Text) string { return strings.ReplaceAll(one.words(t), "%s", "") }
		if left := unsaid(strings.Fields(q), words); len(left) == 1 && p.May(one.needs) {
			acts = append(acts, PersonAct{User: left[0], words: one.words(p.T), url: one.url})
		}
	}
	return acts
}
