package handlers

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// pickSize is how many policies or users a picker offers at once.
const pickSize = 20

// suggested are the policies that a picker offers before anything is searched.
func suggested() []iam.PolicyName {
	return []iam.PolicyName{"AdministratorAccess", "AmazonS3FullAccess", "AmazonS3ReadOnlyAccess",
		"IAMUserChangePassword", "PowerUserAccess", "ReadOnlyAccess"}
}

// policyPick fills a picker of policies: what was ticked comes first and stays
// ticked, then what the search finds. held says which are attached already; it
// may be nil.
func policyPick(t *text.Text, snap *porter.Snapshot, q string, ticked []iam.ARN, held func(iam.ARN) bool) templates.PolicyPick {
	p := templates.PolicyPick{T: t, Field: "policy", Query: q}
	for _, arn := range ticked {
		if pol, ok := snap.Policy(arn); ok {
			p.Chosen = append(p.Chosen, templates.NewPolicyChoice(pol, false))
		}
	}
	found, match := snap.FindPolicies(q, "", pickSize+len(ticked))
	if q == "" {
		found = append(suggestedIn(snap), own(snap)...)
	}
	for _, pol := range found {
		if slices.Contains(ticked, pol.ARN) {
			match--
			continue
		}
		if len(p.Found) < pickSize {
			p.Found = append(p.Found, templates.NewPolicyChoice(pol, held != nil && held(pol.ARN)))
		}
	}
	p.Match = match
	return p
}

func suggestedIn(snap *porter.Snapshot) []iam.Policy {
	var list []iam.Policy
	for _, name := range suggested() {
		hits, _ := snap.FindPolicies(string(name), "aws", pickSize)
		if i := slices.IndexFunc(hits, func(p iam.Policy) bool { return p.Name == name }); i >= 0 {
			list = append(list, hits[i])
		}
	}
	return list
}

func own(snap *porter.Snapshot) []iam.Policy {
	list, _ := snap.FindPolicies("", "own", pickSize)
	return list
}

// arns reads the ticked policies of a form or a query.
func arns(values []string) []iam.ARN {
	var list []iam.ARN
	for _, v := range values {
		if arn := iam.ARN(v); v != "" && !slices.Contains(list, arn) {
			list = append(list, arn)
		}
	}
	return list
}

// ShowPolicy shows one managed policy: what it says and what it is attached to.
// ?version= shows a version that is not the default.
func (h *Handlers) ShowPolicy(w http.ResponseWriter, r *http.Request) error {
	arn := policyARN(r)
	if arn == "" {
		return fault.New(fault.NotFound, fault.CodePageNotFound)
	}
	v, err := h.app.Policy(r.Context(), arn)
	if err != nil {
		return err
	}
	p := h.policyShow(r, v)
	id, with := r.URL.Query().Get("version"), r.URL.Query().Get("with")
	switch {
	case id != "" && id != v.Policy.DefaultVersion:
		old, err := h.app.PolicyVersion(r.Context(), arn, id)
		if err != nil {
			return err
		}
		p = p.Read(old.Document)
		p.Old = old.ID
		if p, err = h.compared(r, p, v.Policy, old); err != nil {
			return err
		}
		with = cmp.Or(with, v.Policy.DefaultVersion)
	case id != "" && with != "":
		now := iam.PolicyVersion{ID: id, Document: v.Policy.Document}
		if p, err = h.compared(r, p, v.Policy, now); err != nil {
			return err
		}
	}
	return h.show(w, r, http.StatusOK, p.Compared(with, id).View())
}

// compared adds to the page of a version how it differs from the default one, or
// from that of ?with=.
func (h *Handlers) compared(r *http.Request, p templates.PolicyShow, pol iam.Policy, old iam.PolicyVersion) (templates.PolicyShow, error) {
	with := iam.PolicyVersion{ID: pol.DefaultVersion, Document: pol.Document}
	if id := r.URL.Query().Get("with"); id != "" && id != with.ID {
		var err error
		if with, err = h.app.PolicyVersion(r.Context(), pol.ARN, id); err != nil {
			return p, err
		}
	}
	if with.Document == "" || old.Document == "" {
		return p, nil
	}
	p.Diff = templates.NewDiff(p.T, with.Document, old.Document)
	p.Diff.Lead = fmt.Sprintf(p.T.Diff.Between, with.ID, old.ID)
	return p, nil
}

func (h *Handlers) policyShow(r *http.Request, v porter.PolicyView) templates.PolicyShow {
	page := h.page(r, string(v.Policy.Name), templates.SectionPolicies)
	page.Offers = v.Offers
	page.Crumbs = []templates.Crumb{{Text: page.T.Policies.Title, URL: templates.PoliciesURL()}}
	p := templates.NewPolicyShow(page, v.Policy, v.At, v.Live)
	p.Users, p.Groups, p.Roles = userLinks(v.Users, templates.UserURL), groupLinks(v.Groups), v.Roles
	p.Bound = bound(v)
	if v.VersionsKnown {
		p = p.WithVersions(v.Policy.ARN, v.Versions)
	}
	return p
}

func bound(v porter.PolicyView) templates.Bound {
	return templates.Bound{Users: userLinks(v.Bound.Users, templates.UserPermissionsURL), Roles: v.Bound.Roles, RolesUnknown: !v.BoundKnown}
}

func userLinks(names []iam.UserName, page func(iam.UserName) string) []templates.NameLink {
	list := make([]templates.NameLink, len(names))
	for i, n := range names {
		list[i] = templates.NameLink{Name: string(n), URL: page(n)}
	}
	return list
}

func groupLinks(names []iam.GroupName) []templates.NameLink {
	list := make([]templates.NameLink, len(names))
	for i, n := range names {
		list[i] = templates.NameLink{Name: string(n), URL: templates.GroupURL(n)}
	}
	return list
}
